"""Keeping the log: sealing what was written, and making the parts of coming months.

Sealed are the rows of transactions that are certainly finished: below the oldest that still runs, nothing can appear
any more. (By the highest number one misses rows that are committed later; a chain in a trigger orders rows otherwise
than they are seen, and cries wolf.)
"""

from datetime import date

from django.db import connection, transaction
from django.db.models import Q

from familienetwerk.audit import head
from familienetwerk.audit.chain import NEWEST_SCHEME, SCHEMES, keys, packed, unpacked
from familienetwerk.audit.models import AuditEvent, AuditEventQuerySet, Seal
from familienetwerk.audit.snapshot import Moment, wait_to_be_the_only_sealer
from familienetwerk.behalf import Errand, acting_as

LINES_PER_SEAL = 5_000
MONTHS_AHEAD = 3


def seal_log() -> int:
    """Seal all that can be sealed; how many lines that were. Two sealers wait for each other."""
    number = 0
    while seal := seal_next_lines():
        number += seal.count
    return number


@transaction.atomic
def seal_next_lines() -> Seal | None:
    """The next seal on the chain, or None when there is nothing to seal."""
    with acting_as(Errand.SEALING):
        return _seal_next_lines()


def _seal_next_lines() -> Seal | None:
    wait_to_be_the_only_sealer()
    last = Seal.objects.in_order().last()
    moment = Moment.now()
    if last and last.cluster != moment.cluster:
        events, below = unsealed_from_elsewhere(moment), moment.oldest_running
    else:
        events, below = finished_since(last.below if last else 0, moment)
    rows = list(events.order_by("pk").values_list(*SCHEMES[NEWEST_SCHEME]))
    if not rows:
        return None
    seal = sealed(rows, after=last, moment=moment, below=below)
    seal.save(force_insert=True)
    transaction.on_commit(lambda: head.tell(seal))
    return seal


def finished_since(begin: int, moment: Moment) -> tuple[AuditEventQuerySet, int]:
    """Rows of finished transactions, no more than one seal holds (but a transaction is never cut), and up to which."""
    events = AuditEvent.objects.filter(transaction_id__gte=begin, transaction_id__lt=moment.oldest_running)
    numbers = events.order_by("transaction_id").values_list("transaction_id", flat=True)
    one_too_many = numbers[LINES_PER_SEAL : LINES_PER_SEAL + 1].first()
    if one_too_many is None:
        return events, moment.oldest_running
    below = max(one_too_many, numbers[0] + 1)
    return events.filter(transaction_id__lt=below), below


def unsealed_from_elsewhere(moment: Moment) -> AuditEventQuerySet:
    """After the database was put back on another server, which counts its transactions anew: all but what runs now."""
    sealed_ids = {line for seal in Seal.objects.iterator(chunk_size=100) for line, _ in unpacked(bytes(seal.lines))}
    finished = Q(transaction_id__lt=moment.oldest_running) | Q(transaction_id__gte=moment.next_transaction)
    events = AuditEvent.objects.filter(finished)
    unsealed = set(events.values_list("pk", flat=True)) - sealed_ids
    return events.filter(pk__in=unsealed)


def sealed(rows: list[tuple[object, ...]], *, after: Seal | None, moment: Moment, below: int) -> Seal:
    """One seal on these rows, each of which begins with its number."""
    key = next(iter(keys().values()))
    ids = [int(str(row[0])) for row in rows]
    seal = Seal(
        number=after.number + 1 if after else 1,
        sealed_at=moment.at,
        below=below,
        next_transaction=moment.next_transaction,
        cluster=moment.cluster,
        scheme=NEWEST_SCHEME,
        first_id=ids[0],
        last_id=ids[-1],
        count=len(rows),
        lines=packed(zip(ids, map(key.mark, rows), strict=True)),
        key_id=key.id,
        previous=bytes(after.mac) if after else b"",
    )
    seal.mac = key.mac("seal", *seal.said())
    return seal


def make_months(*, today: date) -> int:
    """The part of this month and of the next ones, by the function that the owner of the tables lends; how many new."""
    months = [date(today.year + month // 12, month % 12 + 1, 1) for month in ahead(today)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FILTER (WHERE audit_make_month(day)) FROM unnest(%s::date[]) day", [months])
        return int(cursor.fetchone()[0])


def ahead(today: date) -> range:
    """Months counted from January as 0."""
    return range(today.month - 1, today.month + MONTHS_AHEAD)
