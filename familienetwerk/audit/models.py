"""What was done and read, by whom, when: only identifiers, never content (NEN 7513; BIO2 8.15.01)."""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Now

from familienetwerk.accounts.models import User
from familienetwerk.db import one_of
from familienetwerk.prepared import Int8, prepared
from familienetwerk.screen.dates import midnight


class EventType(models.TextChoices):
    """What happened. NEN 7513 chapter 6: reads, searches, prints and exports count as much as changes."""

    CASE_VIEWED = "CASE_VIEWED", "Casus bekeken"
    CASES_LISTED = "CASES_LISTED", "Casussen in lijst bekeken"
    PERSONS_VIEWED = "PERSONS_VIEWED", "Personen bekeken"
    SEARCHED = "SEARCHED", "Gezocht"
    EXPORTED = "EXPORTED", "Geëxporteerd"
    PRINTED = "PRINTED", "PDF gemaakt of opgehaald"
    REFUSED = "REFUSED", "Toegang geweigerd"
    LOG_VIEWED = "LOG_VIEWED", "Logboek bekeken"
    CREATED = "CREATED", "Toegevoegd"
    CHANGED = "CHANGED", "Gewijzigd"
    ENDED = "ENDED", "Beëindigd"
    DECIDED = "DECIDED", "Besloten"
    SHARED = "SHARED", "Vrijgegeven"
    GRANTED = "GRANTED", "Toegang gegeven"
    REVOKED = "REVOKED", "Toegang ingetrokken"
    LOGGED_IN = "LOGGED_IN", "Ingelogd"
    LOGIN_FAILED = "LOGIN_FAILED", "Inloggen mislukt"
    ACCOUNT_CHANGED = "ACCOUNT_CHANGED", "Account gewijzigd"
    SENT = "SENT", "Bericht verstuurd"


PERSONS = ("member", "bsn")  # subjects of which the numbers are those of members
SEEN_AS = "bekijk als"


class CurrentTransaction(models.Func):
    """The number of the transaction that writes the row: the log is sealed by it, see actions.py."""

    template = "(pg_current_xact_id()::text)::bigint"
    arity = 0
    output_field = models.BigIntegerField()


def ids_of_subject() -> Func:
    """The numbers that a line is about, one by one."""
    numbers = ArrayField(models.TextField())
    return Func("subject_ids", Value(","), function="string_to_array", output_field=numbers)


INSERT = "INSERT INTO audit_auditevent ({}) VALUES ({})"


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def note(self, **values: str | bool | int | None) -> None:
        """One line more. Every page writes one or two, so what it is written with is kept prepared."""
        wanted = ", ".join(values), ", ".join(["%s"] * len(values))
        numbers = {name: Int8(value) for name, value in values.items() if type(value) is int}
        with prepared() as cursor:
            cursor.execute(INSERT.format(*wanted), [*(values | numbers).values()])

    def of_case(self, case_id: int) -> "AuditEventQuerySet":
        return self.filter(case_id=case_id)

    def showing(self, member_id: int, *, case_id: int) -> "AuditEventQuerySet":
        """Lines of this case that are not about another person only, and lines of no case that name this person."""
        lines = self.alias(ids=ids_of_subject())
        these = Q(ids__contains=[str(member_id)])
        of_case = Q(case_id=case_id) & (~Q(subject__in=PERSONS) | these)
        return lines.filter(of_case | Q(case_id=None, subject="member") & these)

    def in_period(self, first: date, last: date) -> "AuditEventQuerySet":
        """Both days belong to it. As moments, so that the database leaves other months unread."""
        return self.filter(at__gte=midnight(first), at__lt=midnight(last + timedelta(days=1)))

    def newest_first(self) -> "AuditEventQuerySet":
        return self.order_by("-pk")


class AuditEvent(models.Model):
    """One thing that somebody did or read. Append-only: the database refuses to change or remove it.

    There are no foreign keys, so that the log neither holds on to live data nor disappears with it.
    In the database the table is parted by month (see migration 0003), so its key there is (id, at).
    """

    at = models.DateTimeField("moment", db_default=Now())
    type = models.CharField("gebeurtenis", max_length=20, choices=EventType)
    user_id = models.BigIntegerField("gebruiker", null=True, help_text="Leeg: de app zelf, volgens het rooster.")
    organisation_id = models.BigIntegerField("organisatie", null=True)
    roles = models.CharField("rollen", max_length=200, blank=True)
    case_id = models.BigIntegerField("casus", null=True)
    subject = models.CharField("onderwerp", max_length=60, blank=True, help_text="Soort, bijvoorbeeld member of plan.")
    subject_ids = models.TextField("nummers", blank=True, help_text="Nummers van de onderwerpen.")
    page = models.CharField("pagina of handeling", max_length=100, blank=True)
    purpose = models.CharField("doel", max_length=200, blank=True)
    on_behalf_of_id = models.BigIntegerField(
        "namens", null=True, help_text="De gebruiker die verantwoordelijk is, als dat een ander is."
    )
    is_emergency = models.BooleanField("noodprocedure", db_default=False)
    transaction_id = models.BigIntegerField("transactie", db_default=CurrentTransaction(), editable=False)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        constraints = [one_of("type", EventType)]
        indexes = [
            models.Index(fields=["case_id", "-id"], name="audit_by_case"),
            models.Index(fields=["user_id", "-id"], name="audit_by_user"),
            models.Index(fields=["transaction_id"], name="audit_by_transaction"),
            GinIndex(ids_of_subject(), name="audit_by_person", condition=Q(subject="member", case_id=None)),
        ]
        verbose_name = "logregel"

    def __str__(self) -> str:
        return f"{self.get_type_display()} ({self.pk})"


class SealQuerySet(models.QuerySet["Seal"]):
    def in_order(self) -> "SealQuerySet":
        return self.order_by("number")


class Seal(models.Model):
    """A seal on the next few log rows, which also seals the seal before it. Append-only, as the log itself."""

    number = models.BigIntegerField("nummer", primary_key=True, help_text="1, 2, 3 … zonder gaten.")
    sealed_at = models.DateTimeField("moment")
    below = models.BigIntegerField("tot transactie", help_text="Alle transacties hiervóór zijn klaar en verzegeld.")
    next_transaction = models.BigIntegerField("volgende transactie", help_text="Wat toen nog moest beginnen.")
    cluster = models.BigIntegerField("databaseserver", help_text="Andere server (na terugzetten): andere nummers.")
    scheme = models.PositiveSmallIntegerField("schema", help_text="Welke kolommen verzegeld zijn, zie chain.py.")
    first_id = models.BigIntegerField("eerste regel")
    last_id = models.BigIntegerField("laatste regel")
    count = models.PositiveIntegerField("aantal")
    lines = models.BinaryField("regels", help_text="Van elke regel het nummer en een kenmerk met de sleutel.")
    key_id = models.CharField("sleutel", max_length=16)
    previous = models.BinaryField("vorig zegel", max_length=32, unique=True)
    mac = models.BinaryField("zegel", max_length=32)

    objects = SealQuerySet.as_manager()

    class Meta:
        verbose_name = "zegel"

    def __str__(self) -> str:
        return f"zegel {self.number} (regel {self.first_id} tot en met {self.last_id})"

    def said(self) -> tuple[tuple[object, ...], bytes]:
        """All of it but the MAC, for the MAC."""
        about = (self.number, self.sealed_at, self.below, self.next_transaction, self.cluster, self.scheme)
        lines = (self.first_id, self.last_id, self.count, self.key_id, bytes(self.previous).hex())
        return about + lines, bytes(self.lines)


def record(
    event: EventType,
    *,
    by: User | None,
    case_id: int | None = None,
    subject: str = "",
    subject_ids: tuple[int, ...] | list[int] = (),
    page: str = "",
    purpose: str = "",
    on_behalf_of: User | None = None,
    is_emergency: bool = False,
) -> None:
    """Write one log row; `by=None` is the app itself. If that fails, so does the caller: no log, no data."""
    if by and by.looker:  # the log names who really looks, and through whose eyes
        by, on_behalf_of, purpose = by.looker, by, SEEN_AS
    AuditEvent.objects.note(
        type=event.value,
        user_id=by.pk if by else None,
        organisation_id=by.organisation_id if by else None,
        roles=",".join(by.roles)[:200] if by else "SYSTEEM",
        case_id=case_id if case_id is not None and is_possible(case_id) else None,
        subject=subject,
        subject_ids=",".join(str(number) for number in subject_ids if is_possible(number)),
        page=page[:100],
        purpose=purpose[:200],
        on_behalf_of_id=on_behalf_of.pk if on_behalf_of else None,
        is_emergency=is_emergency,
    )


def is_possible(number: int) -> bool:
    """Whether a row can have it: an address may hold any number, and too large a one breaks its line of the log."""
    return number <= models.BigIntegerField.MAX_BIGINT
