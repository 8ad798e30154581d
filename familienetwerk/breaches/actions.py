"""What is done about a breach: said by anybody, kept in the register, told to who must hear it, closed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.models import Case
from familienetwerk.accounts.models import Municipality, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.breaches.models import Affected, Breach, BreachState, Recipient, Suspicion, SuspicionState, Telling
from familienetwerk.breaches.rules import ClosingFacts, is_told_late, obstacles_to_closing
from familienetwerk.constraints import full_clean
from familienetwerk.locking import lock_unchanged
from familienetwerk.outbox.actions import promise

BREACH_SUSPECTED = "breach_suspected"


class CannotChangeBreach(ValidationError):
    """The register does not take this now; the text says why."""


class BreachCannotBeClosed(ValidationError):
    """With its reasons, for the form."""


# --- somebody thinks that something went wrong ----------------------------------------------------------


@transaction.atomic
def report_suspicion(*, by: User, what: str, discovered_at: datetime, case_number: str = "") -> Suspicion:
    """Every privacy officer of the municipality hears it at once: three days are short."""
    suspicion = Suspicion(what=what, discovered_at=discovered_at, case_number=case_number, reported_by=by)
    suspicion.municipality = municipality_of(by, case_number)
    officers = officers_of(suspicion.municipality)
    if not officers:  # better read by the officer of another municipality than by nobody
        suspicion.municipality, officers = None, officers_of(None)
    full_clean(suspicion, exclude=["municipality", "reported_at"])
    suspicion.save()
    for officer in officers:
        promise(BREACH_SUSPECTED, officer, f"{BREACH_SUSPECTED}:{suspicion.pk}:{officer}", by=None)
    log(EventType.CREATED, suspicion, by=by, page="report_suspicion")
    return suspicion


def municipality_of(user: User, case_number: str) -> Municipality | None:
    """Of the case that this user may open; else where the user works, or the only one that there is."""
    if case_number:
        case = Case.objects.visible_to(user).select_related("municipality").filter(number=case_number).first()
        if case is None:
            raise ValidationError({"case_number": "U kunt geen casus met dit nummer openen. Laat het nummer weg."})
        return case.municipality
    if user.organisation.municipality_id:
        return user.organisation.municipality
    every = list(Municipality.objects.order_by("pk")[:2])
    return every[0] if len(every) == 1 else None


def officers_of(municipality: Municipality | None) -> list[int]:
    officers = User.objects.filter(officer__isnull=False)
    if municipality is not None:
        officers = officers.overseeing(municipality.pk)
    return list(officers.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def dismiss_suspicion(suspicion: Suspicion, *, by: User, reason: str) -> None:
    """It stays in the register as what it was taken for, with the reason."""
    suspicion = _still_new(suspicion)
    suspicion.state, suspicion.reason, suspicion.judged_by = SuspicionState.NO_BREACH, reason, by
    _judge(suspicion, by=by)


def _still_new(suspicion: Suspicion) -> Suspicion:
    current = Suspicion.objects.select_for_update(of=("self",)).get(pk=suspicion.pk)
    if current.state != SuspicionState.NEW:
        raise CannotChangeBreach("Een collega was u voor. Ververs de pagina.")
    return current


def _judge(suspicion: Suspicion, *, by: User) -> None:
    suspicion.municipality = by.organisation.municipality
    full_clean(suspicion, exclude=["reported_at"])
    suspicion.save(update_fields=["municipality", "state", "reason", "breach", "judged_by"])
    log(EventType.DECIDED, suspicion, by=by, page="judge_suspicion")


# --- the register ---------------------------------------------------------------------------------------


@transaction.atomic
def register_breach(*, by: User, suspicion: Suspicion | None = None, **fields: Any) -> Breach:
    """From here the officer keeps it, also when it turns out that nobody needs to be told."""
    breach = Breach(municipality=by.organisation.municipality, registered_by=by, **fields)
    full_clean(breach, exclude=["registered_at"])
    breach.save()
    if suspicion is not None:
        suspicion = _still_new(suspicion)
        suspicion.state, suspicion.breach, suspicion.judged_by = SuspicionState.TAKEN_UP, breach, by
        _judge(suspicion, by=by)
    log(EventType.CREATED, breach, by=by, page="register_breach")
    return breach


@transaction.atomic
def change_breach(breach: Breach, *, by: User, lock_version: int, **fields: Any) -> None:
    """More becomes known in phases (AVG 33 lid 4). Raises Conflict when a colleague was first."""
    breach = lock_unchanged(breach, lock_version)
    _check_is_open(breach)
    for name, value in fields.items():
        setattr(breach, name, value)
    _check_word_still_fits(breach)
    _save(breach, *fields)
    log(EventType.CHANGED, breach, by=by, page="change_breach")


def _check_word_still_fits(breach: Breach) -> None:
    """Moving the discovery moves the clock: what was in time may turn out late, and must then say why."""
    for telling in breach.tellings.filter(is_told=True):
        try:
            _check_moment(telling, breach)
        except ValidationError as refusal:
            raise ValidationError({"discovered_at": refusal.messages}) from refusal


def _check_moment(telling: Telling, breach: Breach) -> None:
    if telling.told_at and telling.told_at < breach.discovered_at:
        raise ValidationError({"told_at": "Bericht geven kan pas na de ontdekking."})
    is_late = telling.recipient == Recipient.AUTHORITY and is_told_late(breach.discovered_at, telling.told_at)
    if is_late and not telling.late_reason:
        raise ValidationError({"late_reason": "De melding is later dan 72 uur na de ontdekking. Leg uit waarom."})


@transaction.atomic
def decide_telling(breach: Breach, recipient: Recipient, *, by: User, is_told: bool, **fields: Any) -> None:
    """That they were told, or why not. It may be decided anew while the breach is open."""
    breach = _open(breach)
    telling = breach.tellings.filter(recipient=recipient).first() or Telling(breach=breach, recipient=recipient)
    telling.is_told, telling.decided_by = is_told, by
    for name, value in fields.items():
        setattr(telling, name, value)
    _check_moment(telling, breach)
    full_clean(telling)
    telling.save()
    log(EventType.DECIDED, breach, by=by, page=f"decide_telling:{recipient.lower()}")


@transaction.atomic
def mark_affected(breach: Breach, *, by: User, case_number: str, rows: Iterable[tuple[str, int]]) -> None:
    """Numbers of rows; what was marked before stays."""
    breach = _open(breach)
    marked = [
        Affected(breach=breach, kind=kind, number=row, case_number=case_number, marked_by=by) for kind, row in rows
    ]
    Affected.objects.bulk_create(marked, ignore_conflicts=True)
    log(EventType.CHANGED, breach, by=by, page="mark_affected")


@transaction.atomic
def unmark_affected(row: Affected, *, by: User) -> None:
    breach = _open(row.breach)
    row.delete()
    log(EventType.CHANGED, breach, by=by, page="unmark_affected")


@transaction.atomic
def close_breach(breach: Breach, *, by: User, conclusion: str) -> None:
    """After this nothing changes, unless somebody opens it again."""
    breach = _open(breach)
    if obstacles := obstacles_to_closing(closing_facts(breach)):
        raise BreachCannotBeClosed(obstacles)
    breach.state, breach.conclusion = BreachState.CLOSED, conclusion
    breach.closed_at, breach.closed_by = timezone.now(), by
    _save(breach, "state", "conclusion", "closed_at", "closed_by")
    log(EventType.ENDED, breach, by=by, page="close_breach")


@transaction.atomic
def reopen_breach(breach: Breach, *, by: User) -> None:
    """Something became known. What was concluded before stays in the versions of the row."""
    breach = Breach.objects.select_for_update().get(pk=breach.pk)
    if not breach.is_closed:
        raise CannotChangeBreach("Dit datalek is al open.")
    breach.state, breach.conclusion, breach.closed_at, breach.closed_by = BreachState.OPEN, "", None, None
    _save(breach, "state", "conclusion", "closed_at", "closed_by")
    log(EventType.CHANGED, breach, by=by, page="reopen_breach")


def closing_facts(breach: Breach) -> ClosingFacts:
    decided = set(breach.tellings.values_list("recipient", flat=True))
    undecided = [str(recipient.label) for recipient in Recipient if recipient not in decided]
    return ClosingFacts(undecided=undecided, consequences=breach.consequences, measures=breach.measures)


def _open(breach: Breach) -> Breach:
    breach = Breach.objects.select_for_update().get(pk=breach.pk)
    _check_is_open(breach)
    return breach


def _check_is_open(breach: Breach) -> None:
    if breach.is_closed:
        raise CannotChangeBreach("Dit datalek is afgesloten. Heropen het eerst.")


def _save(breach: Breach, *fields: str) -> None:
    breach.lock_version += 1
    full_clean(breach, exclude=["registered_at"])
    breach.save(update_fields=[*fields, "lock_version"])


def log(kind: EventType, row: Breach | Suspicion, *, by: User, page: str) -> None:
    record(kind, by=by, subject=row._meta.model_name or "", subject_ids=[row.pk], page=page)
