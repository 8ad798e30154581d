"""Beginning and ending at the table. Starting an involvement grants, ending it revokes: in one act."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases import permissions
from cases.actions.course import locked
from cases.actions.inheriting import pass_on_deadlines
from cases.models import Case, Involvement, InvolvementRole, Member
from cases.participants import why_not_under
from cases.periods import period_of
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.written_rows import row_to_lock
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean


class Seat(TypedDict, total=False):
    """What is said of a seat that somebody gets."""

    reason: Required[str]
    role: InvolvementRole
    task: str
    members: Iterable[Member]
    ends_at: datetime | None


class CannotInvolve(ValidationError):
    """This involvement cannot begin, change or end; the text says why."""


@transaction.atomic
def start_involvement(
    case: Case,
    user: User,
    *,
    by: User,
    on: date,
    reason: str,
    role: InvolvementRole = InvolvementRole.PARTICIPANT,
    task: str = "",
    members: Iterable[Member] = (),
    begins_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Involvement:
    """A professional works on the case from this day or hour on, until it ends by itself or somebody ends it."""
    case = locked(case)
    check_lies_ahead(ends_at)
    check_takes_part(case, user.organisation)
    _check_role_is_free(case, role, on=on)
    involvement = Involvement(
        case=case,
        organisation=user.organisation,
        user=user,
        role=role,
        task=task,
        asked_on=on,
        asked_by=by,
        asked_reason=reason,
        period=period_of(on, ends_at),
        begins_at=begins_at,
        ends_at=ends_at,
    )
    save_checked(involvement)
    involvement.members.set(members)
    permissions.grant_for(involvement, by=by)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="involvement", subject_ids=[involvement.pk])
    return involvement


@transaction.atomic
def start_colleague(case: Case, colleague: User, *, by: User, on: date, **seat: Unpack[Seat]) -> Involvement:
    """Somebody of the own organisation works on the case too. Nobody gives oneself a seat, or one that ends later."""
    check_is_another(colleague, by=by)
    if colleague.organisation_id != by.organisation_id:
        raise CannotInvolve({"user": f"{colleague} werkt niet bij uw organisatie."})
    return start_involvement(case, colleague, by=by, on=on, **seat)


def check_is_another(user: User, *, by: User) -> None:
    if user.pk == by.pk:
        raise CannotInvolve({"user": "Uzelf geeft u geen toegang. Dat doet een ander."})


@transaction.atomic
def change_task(involvement: Involvement, *, by: User, task: str, members: Iterable[Member]) -> Involvement:
    """What somebody does in the case, and for whom."""
    locked(involvement.case)
    involvement = locked_and_running(involvement)
    involvement.task = task
    involvement.save(update_fields=["task"])
    involvement.members.set(members)
    record(EventType.CHANGED, by=by, case_id=involvement.case_id, subject="involvement", subject_ids=[involvement.pk])
    return involvement


@transaction.atomic
def end_involvement(involvement: Involvement, *, by: User, on: date, reason: str) -> None:
    """The professional leaves the table: the period closes on this day, and access ends now."""
    involvement = locked_and_running(involvement)
    _leave_seat(involvement, by=by, on=on, reason=reason)
    _end_right(involvement, by=by)  # it may be the right by which all this was done
    pass_on_deadlines(involvement, on=on)  # an errand: to who may know of it without that right


@transaction.atomic
def hand_over(involvement: Involvement, user: User, *, by: User, on: date, reason: str) -> Involvement:
    """Coordination goes from the one to the other on this day, in one act: there is always somebody."""
    case = locked(involvement.case)
    involvement = locked_and_running(involvement)
    if user.pk == involvement.user_id:
        raise CannotInvolve({"user": f"{user} heeft deze rol al."})
    if involvement.since == on:
        raise CannotInvolve({"on": "Deze rol begon vandaag. Overdragen kan vanaf morgen."})
    role = InvolvementRole(involvement.role)
    _leave_seat(involvement, by=by, on=on, reason=reason)
    started = start_involvement(case, user, by=by, on=on, reason=reason, role=role, task=involvement.task)
    _end_right(involvement, by=by)  # it may be the right by which all this was done
    pass_on_deadlines(involvement, on=on, first=started)  # an errand: to who may know of it without that right
    return started


def check_takes_part(case: Case, organisation: Organisation) -> None:
    """Under a frame only its participants work together (FR-131)."""
    if why := why_not_under(case.legal_frame, [organisation]):
        raise CannotInvolve(why)


def check_lies_ahead(ends_at: datetime | None) -> None:
    if ends_at is not None and ends_at <= timezone.now():
        raise CannotInvolve({"until": "Dit moment is voorbij. Kies een moment in de toekomst."})


def end_seat(involvement: Involvement, *, by: User, on: date, reason: str) -> None:
    _leave_seat(involvement, by=by, on=on, reason=reason)
    _end_right(involvement, by=by)


def _leave_seat(involvement: Involvement, *, by: User, on: date, reason: str) -> None:
    involvement.period = _until(involvement, on)
    involvement.ended_by, involvement.ended_reason = by, reason
    involvement.save(update_fields=["period", "ended_by", "ended_reason"])


def _until(involvement: Involvement, on: date) -> DateRange:
    """What is still to begin, never began."""
    assert involvement.period
    begin = involvement.period.lower
    if involvement.is_ahead:
        return DateRange(empty=True)
    if on < begin:
        raise CannotInvolve({"on": "Het einde ligt voor het begin van de betrokkenheid."})
    return DateRange(begin, on, bounds="[)" if on > begin else "[]")


def _end_right(involvement: Involvement, *, by: User) -> None:
    permissions.revoke_for(involvement, by=by)
    record(EventType.ENDED, by=by, case_id=involvement.case_id, subject="involvement", subject_ids=[involvement.pk])


def locked_and_running(involvement: Involvement) -> Involvement:
    """First its case, as in every act: who joins or leaves changes which domain is missing there."""
    Case.objects.select_for_update().get(pk=involvement.case_id)
    involvement = row_to_lock(involvement, "case", "organisation", "user")
    if involvement.period is None or involvement.is_ended:
        raise CannotInvolve("Deze betrokkenheid loopt niet.")
    return involvement


def _check_role_is_free(case: Case, role: InvolvementRole, *, on: date) -> None:
    """One of each coordinator at a time; the sentence names who it is now."""
    if role not in InvolvementRole.coordinating():
        return
    present = case.involvements.running(on).in_role(role).not_ended().select_related("user").first()
    if present:
        word = role.label.lower()
        raise CannotInvolve({"role": f"Deze casus heeft al een {word}: {present.user}. Beëindig die rol eerst."})


def save_checked(involvement: Involvement) -> None:
    """Ask the constraints first, for their Dutch sentence; the database has the last word."""
    full_clean(involvement, exclude=["members"])
    try:
        with transaction.atomic():
            involvement.save()
    except IntegrityError as error:
        raise CannotInvolve("Iemand anders legde dit net vast. Ververs de pagina.") from error
