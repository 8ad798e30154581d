"""What was done and read, by whom, when: only identifiers, never content (NEN 7513; BIO2 8.15.01)."""

from django.db import models
from django.db.models.functions import Now

from familienetwerk.accounts.models import User
from familienetwerk.db import one_of


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


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def of_case(self, case_id: int) -> "AuditEventQuerySet":
        return self.filter(case_id=case_id)

    def newest_first(self) -> "AuditEventQuerySet":
        return self.order_by("-pk")


class AuditEvent(models.Model):
    """One thing that somebody did or read. Append-only: the database refuses to change or remove it.

    There are no foreign keys, so that the log neither holds on to live data nor disappears with it.
    """

    at = models.DateTimeField("moment", db_default=Now())
    type = models.CharField("gebeurtenis", max_length=20, choices=EventType)
    user_id = models.BigIntegerField("gebruiker", null=True, help_text="Leeg: de app zelf, volgens het rooster.")
    organisation_id = models.BigIntegerField("organisatie", null=True)
    roles = models.CharField("rollen", max_length=200, blank=True)
    case_id = models.BigIntegerField("casus", null=True)
    subject = models.CharField("onderwerp", max_length=60, blank=True, help_text="Soort, bijvoorbeeld member of plan.")
    subject_ids = models.CharField("nummers", max_length=2000, blank=True, help_text="Nummers van de onderwerpen.")
    page = models.CharField("pagina of handeling", max_length=100, blank=True)
    purpose = models.CharField("doel", max_length=200, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        constraints = [one_of("type", EventType)]
        indexes = [
            models.Index(fields=["case_id", "-id"], name="audit_by_case"),
            models.Index(fields=["user_id", "-id"], name="audit_by_user"),
        ]
        verbose_name = "logregel"

    def __str__(self) -> str:
        return f"{self.get_type_display()} ({self.pk})"


def record(
    event: EventType,
    *,
    by: User | None,
    case_id: int | None = None,
    subject: str = "",
    subject_ids: tuple[int, ...] | list[int] = (),
    page: str = "",
    purpose: str = "",
) -> None:
    """Write one log row; `by=None` is the app itself. If that fails, so does the caller: no log, no data."""
    AuditEvent.objects.create(
        type=event,
        user_id=by.pk if by else None,
        organisation_id=by.organisation_id if by else None,
        roles=",".join(by.roles)[:200] if by else "SYSTEEM",
        case_id=case_id,
        subject=subject,
        subject_ids=",".join(map(str, subject_ids))[:2000],
        page=page[:100],
        purpose=purpose[:200],
    )
