"""A log that was tampered with shows where; an honest one never does, however many write in it at once."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from threading import Event
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from familienetwerk.audit import actions
from familienetwerk.audit.head import Head
from familienetwerk.audit.models import AuditEvent, EventType, Seal, record
from familienetwerk.audit.verification import Flaw, flaws
from tests.databases import logged_in_as_owner

pytestmark = pytest.mark.django_db(transaction=True)

LINES, SEALS, WRITERS = 48, 6, 12
PATIENCE = 60  # seconds
EVENT_COLUMNS = {
    "id": "id + 100000",
    "transaction_id": "transaction_id + 1",
    "at": "at + interval '1 second'",
    "type": "CASE type WHEN 'CREATED' THEN 'CHANGED' ELSE 'CREATED' END",
    "user_id": "coalesce(user_id, 0) + 1",
    "organisation_id": "coalesce(organisation_id, 0) + 1",
    "roles": "roles || 'X'",
    "case_id": "coalesce(case_id + 1, 1)",
    "subject": "subject || 's'",
    "subject_ids": "subject_ids || ',1'",
    "page": "'detail'",
    "purpose": "purpose || ' '",
    "on_behalf_of_id": "1",
    "is_emergency": "NOT is_emergency",
}
EVENT_CHANGES = cycle(EVENT_COLUMNS.items())
SEAL_COLUMNS = {
    "number": "number + 100",
    "sealed_at": "sealed_at - interval '1 day'",
    "below": "below + 1",
    "next_transaction": "next_transaction + 1",
    "cluster": "cluster + 1",
    "scheme": "scheme + 1",
    "first_id": "first_id + 1",
    "last_id": "last_id - 1",
    "count": "count - 1",
    "lines": "substr(lines, 25)",
    "key_id": "'0'",
    "previous": r"'\x00'",
    "mac": "sha256(mac)",
}
SEAL_CHANGES = cycle(SEAL_COLUMNS.items())


def wrong(witness: Head | None = None) -> list[Flaw]:
    return list(flaws(witness=witness))


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def seal_everything() -> None:
    """Sealing waits for whoever writes in this database, such as a thread of the test before."""
    until = monotonic() + PATIENCE
    while sum(Seal.objects.values_list("count", flat=True)) < AuditEvent.objects.count():
        assert monotonic() < until, "not everything was sealed"
        if not actions.seal_log():
            sleep(0.05)


@pytest.fixture
def sealed_log() -> list[int]:
    """At least so many seals, of a few lines each; the numbers of the lines."""
    for seal in range(SEALS):
        for line in range(LINES // SEALS):
            record(EventType.CREATED, by=None, case_id=seal, subject="member", subject_ids=[line])
        seal_everything()
    assert not wrong()
    return list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))


@pytest.fixture
def owner(sealed_log) -> Iterator[None]:
    """Who may do everything in the database, and has taken away what refuses to change the log."""
    with logged_in_as_owner():
        tables = ("audit_auditevent", "audit_seal")
        for table in tables:
            run(f"ALTER TABLE {table} DISABLE TRIGGER audit_is_append_only")
        yield
        for table in tables:
            run(f"ALTER TABLE {table} ENABLE TRIGGER audit_is_append_only")


def change_a_line(chance: random.Random, lines: list[int]) -> str:
    line, (column, value) = chance.choice(lines), next(EVENT_CHANGES)
    run(f"UPDATE audit_auditevent SET {column} = {value} WHERE id = %s", line)
    return f"regel {line}"


def remove_lines(chance: random.Random, lines: list[int]) -> str:
    gone = chance.sample(lines, chance.randint(1, 4))
    run("DELETE FROM audit_auditevent WHERE id = ANY (%s)", gone)
    return f"regel {chance.choice(gone)}"


def insert_a_line(chance: random.Random, lines: list[int]) -> str:
    """As of then: of a transaction of then, or of a time before the last seal."""
    number = chance.choice([lines[-1] + chance.randint(1, 9), -chance.randint(1, 9), chance.choice(lines)])
    then = chance.choice(["at, transaction_id", "at - interval '1 hour', (pg_current_xact_id()::text)::bigint"])
    run(
        "INSERT INTO audit_auditevent (id, at, transaction_id, type, roles, subject, subject_ids, page, purpose) "
        f"SELECT %s, {then}, 'EXPORTED', '', '', '', '', '' FROM "
        "(SELECT at + interval '1 microsecond' AS at, transaction_id FROM audit_auditevent WHERE id = %s) earlier",
        number,
        chance.choice(lines),
    )
    return f"regel {number}"


def swap_two_lines(chance: random.Random, lines: list[int]) -> str:
    pair = chance.sample(lines, 2)
    run(
        "UPDATE audit_auditevent SET id = CASE id WHEN %s THEN %s ELSE %s END WHERE id = ANY (%s)", *pair, pair[0], pair
    )
    return f"regel {chance.choice(pair)}"


def swap_what_two_lines_say(chance: random.Random, lines: list[int]) -> str:
    pair = chance.sample(lines, 2)
    run(
        "UPDATE audit_auditevent mine SET case_id = theirs.case_id, subject_ids = theirs.subject_ids "
        "FROM audit_auditevent theirs WHERE mine.id = ANY (%s) AND theirs.id = ANY (%s) AND mine.id <> theirs.id",
        pair,
        pair,
    )
    return f"regel {chance.choice(pair)}"


def remove_a_seal(chance: random.Random, _: list[int]) -> str:
    number = chance.randint(1, SEALS)
    run("DELETE FROM audit_seal WHERE number = %s", number)
    return f"zegel {number}"


def remove_the_end(chance: random.Random, _: list[int]) -> str:
    """The last seals with all their lines: what is left is whole in itself."""
    number, last = chance.randint(1, SEALS), Seal.objects.latest("number").number
    run("DELETE FROM audit_auditevent WHERE id >= (SELECT first_id FROM audit_seal WHERE number = %s)", number)
    run("DELETE FROM audit_seal WHERE number >= %s", number)
    return f"zegel {last}"


def change_a_seal(chance: random.Random, _: list[int]) -> str:
    number, (column, value) = chance.randint(1, SEALS), next(SEAL_CHANGES)
    run(f"UPDATE audit_seal SET {column} = {value} WHERE number = %s", number)
    return f"zegel {number}"


TAMPERINGS: list[Callable[[random.Random, list[int]], str]] = [
    *(change_a_line, remove_lines, insert_a_line, swap_two_lines, swap_what_two_lines_say),
    *(remove_a_seal, remove_the_end, change_a_seal),
]


EACH_COLUMN_ONCE = len(TAMPERINGS) * len(EVENT_COLUMNS)


@pytest.mark.parametrize("tries", [EACH_COLUMN_ONCE, pytest.param(1000, marks=pytest.mark.proof)])
def test_each_tampering_is_found_with_its_place(sealed_log, owner, tries):
    witness, chance = Head.of(Seal.objects.in_order().last()), random.Random(7513)
    missed = []
    for number in range(tries):
        tamper = TAMPERINGS[number % len(TAMPERINGS)]
        with transaction.atomic():
            place = tamper(chance, sealed_log)
            if place not in {" ".join(flaw.place.split()[:2]) for flaw in wrong(witness)}:
                missed.append(f"{number}: {tamper.__name__} at {place}")
            transaction.set_rollback(True)

    assert missed == []
    assert wrong(witness) == []


def write(lines: int, *, at_once: int, seed: int) -> None:
    """Transactions of all lengths; now and then one that stays open, and one that is taken back."""
    chance = random.Random(seed)
    while lines > 0:
        with transaction.atomic():
            AuditEvent.objects.bulk_create([an_event(by=seed) for _ in range(at_once)])
            if chance.random() < 0.02:
                sleep(chance.random() / 2)
            if chance.random() < 0.02:
                transaction.set_rollback(True)
                continue
        lines -= at_once
    connection.close()


def an_event(*, by: int) -> AuditEvent:
    return AuditEvent(type=EventType.CASE_VIEWED, user_id=by, case_id=1, purpose="é, 'zo' en \\ \"zo\"")


def until(is_over: Event, work: Callable[[], object], *, every: float) -> None:
    while not is_over.wait(every):
        work()
    connection.close()


def nothing_is_wrong() -> None:
    assert wrong() == []


@pytest.mark.parametrize(("lines", "at_once"), [(3_000, 5), pytest.param(100_000, 20, marks=pytest.mark.proof)])
def test_an_honest_log_is_whole_whoever_writes_and_seals_at_the_same_time(lines, at_once):
    is_over = Event()
    with ThreadPoolExecutor(WRITERS + 3) as people:
        keepers = [
            people.submit(until, is_over, actions.seal_log, every=0.1),
            people.submit(until, is_over, actions.seal_log, every=0.1),
            people.submit(until, is_over, nothing_is_wrong, every=1.0),
        ]
        writers = [people.submit(write, lines // WRITERS + 1, at_once=at_once, seed=seed) for seed in range(WRITERS)]
        for writer in writers:
            writer.result()
        is_over.set()
        for keeper in keepers:
            keeper.result()
    seal_everything()

    assert AuditEvent.objects.count() >= lines
    assert Seal.objects.count() > 1
    assert wrong() == []
