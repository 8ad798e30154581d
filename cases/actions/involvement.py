"""Asking, joining, declining and ending. Starting an involvement grants, ending it revokes: in one act."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from cases import permissions
from cases.actions.course import locked
from cases.actions.deadlines import set_deadline, settle_deadline
from cases.models import Case, Deadline, DeadlineKind, Involvement, InvolvementRole
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import EventType, record


class CannotInvolve(Exception):
    """This involvement cannot begin, change or end; the text says why."""


@transaction.atomic
def ask_to_join(
    case: Case, organisation: Organisation, *, by: User, on: date, due_on: date, reason: str, user: User | None = None
) -> Involvement:
    """Invite an organisation, or one professional of it, to the table. Nothing of the case opens yet."""
    case = locked(case)
    if user and user.organisation_id != organisation.pk:
        raise CannotInvolve("Deze professional werkt niet bij deze organisatie.")
    involvement = Involvement(
        case=case,
        organisation=organisation,
        user=user,
        asked_on=on,
        asked_by=by,
        asked_reason=reason,
        answer_due_on=due_on,
    )
    _save_checked(involvement)
    set_deadline(
        case, DeadlineKind.INVITATION, subject_id=involvement.pk, due_on=due_on, organisation=organisation, user=user
    )
    record(EventType.CREATED, by=by, case_id=case.pk, subject="involvement", subject_ids=[involvement.pk])
    return involvement


@transaction.atomic
def join(involvement: Involvement, *, by: User, on: date) -> Involvement:
    """The asked professional (or one of the asked desk) takes the seat; from now on the case is open to this person."""
    involvement = (
        Involvement.objects.select_for_update(of=("self",))
        .select_related("case", "organisation")
        .get(pk=involvement.pk)
    )
    locked(involvement.case)
    if not involvement.is_asked or by.organisation_id != involvement.organisation_id:
        raise CannotInvolve("Deze vraag is niet (meer) aan u.")
    if involvement.user_id not in {None, by.pk}:
        raise CannotInvolve("Deze vraag is aan een collega gesteld.")
    involvement.user = by
    involvement.period = DateRange(on, None)
    _save_checked(involvement)
    permissions.grant_for(involvement, by=by)
    settle_deadline(DeadlineKind.INVITATION, subject_id=involvement.pk, on=on)
    record(EventType.CHANGED, by=by, case_id=involvement.case_id, subject="involvement", subject_ids=[involvement.pk])
    return involvement


@transaction.atomic
def decline_to_join(involvement: Involvement, *, by: User, on: date, reason: str) -> None:
    involvement = Involvement.objects.select_for_update(of=("self",)).get(pk=involvement.pk)
    if not involvement.is_asked or by.organisation_id != involvement.organisation_id:
        raise CannotInvolve("Deze vraag is niet (meer) aan u.")
    involvement.declined_on, involvement.declined_reason = on, reason
    involvement.save(update_fields=["declined_on", "declined_reason"])
    settle_deadline(DeadlineKind.INVITATION, subject_id=involvement.pk, on=on)
    record(EventType.CHANGED, by=by, case_id=involvement.case_id, subject="involvement", subject_ids=[involvement.pk])


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
) -> Involvement:
    """A professional works on the case from now on: coordinators at intake and acceptance, or a colleague who was brought in."""
    case = locked(case)
    involvement = Involvement(
        case=case,
        organisation=user.organisation,
        user=user,
        role=role,
        task=task,
        asked_on=on,
        asked_by=by,
        asked_reason=reason,
        period=DateRange(on, None),
    )
    _save_checked(involvement)
    permissions.grant_for(involvement, by=by)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="involvement", subject_ids=[involvement.pk])
    return involvement


@transaction.atomic
def end_involvement(involvement: Involvement, *, by: User, on: date, reason: str) -> None:
    """The professional leaves the table: the period closes on this day, and access ends now."""
    involvement = Involvement.objects.select_for_update(of=("self",)).get(pk=involvement.pk)
    if involvement.period is None or involvement.is_ended:
        raise CannotInvolve("Deze betrokkenheid loopt niet.")
    if on < involvement.period.lower:
        raise CannotInvolve("Het einde ligt voor het begin van de betrokkenheid.")
    involvement.period = DateRange(involvement.period.lower, on, bounds="[)" if on > involvement.period.lower else "[]")
    involvement.ended_by, involvement.ended_reason = by, reason
    involvement.save(update_fields=["period", "ended_by", "ended_reason"])
    permissions.revoke_for(involvement, by=by)
    _hand_over_deadlines(involvement, on=on)
    record(EventType.ENDED, by=by, case_id=involvement.case_id, subject="involvement", subject_ids=[involvement.pk])


def _hand_over_deadlines(involvement: Involvement, *, on: date) -> None:
    """What was still due of somebody who left goes to the coordinator, so that it does not slip."""
    left = Q(case=involvement.case_id, user=involvement.user_id)
    if Involvement.objects.running(on).filter(left).exists():
        return
    coordinators = Involvement.objects.running(on).filter(case=involvement.case_id)
    heir = coordinators.in_role(InvolvementRole.CASE_COORDINATOR, InvolvementRole.PROCESS_COORDINATOR).first()
    if heir:
        Deadline.objects.open().filter(left).update(user=heir.user_id, organisation=heir.organisation_id)


def _save_checked(involvement: Involvement) -> None:
    """Ask the constraints first, for their Dutch sentence; the database has the last word."""
    involvement.full_clean(exclude=["members"])
    try:
        with transaction.atomic():
            involvement.save()
    except IntegrityError as error:
        raise CannotInvolve("Iemand anders legde dit net vast. Ververs de pagina.") from error
