"""What came of a discussion is recorded as soon as it has begun, also afterwards; and what was agreed is done."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.actions.course import locked
from cases.actions.deadlines import set_deadline, settle_deadline
from cases.models import AgendaItem, AgreedAction, Case, DeadlineKind, Decision, Dissent, InvolvementRole
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean


class CannotRecord(ValidationError):
    """This cannot be recorded of this discussion; the text says why."""


@transaction.atomic
def record_decision(item: AgendaItem, *, by: User, text: str) -> Decision:
    case = _locked_and_begun(item)
    decision = Decision(item=item, case=case, text=text, recorded_by=by)
    full_clean(decision, exclude=["recorded_at"])
    decision.save()
    record(EventType.DECIDED, by=by, case_id=case.pk, subject="decision", subject_ids=[decision.pk])
    return decision


@transaction.atomic
def record_dissent(decision: Decision, *, by: User, organisation: Organisation, reason: str) -> Dissent:
    """Of the own organisation, or of another by who coordinates the case: the page offers no more."""
    case = locked(decision.case)
    dissent = Dissent(decision=decision, case=case, organisation=organisation, reason=reason, recorded_by=by)
    full_clean(dissent, exclude=["recorded_at"])
    dissent.save()
    record(EventType.CREATED, by=by, case_id=case.pk, subject="dissent", subject_ids=[dissent.pk])
    return dissent


@transaction.atomic
def agree_action(item: AgendaItem, *, by: User, text: str, user: User, due_on: date) -> AgreedAction:
    """Somebody at the table does this by that day: from now on it stands on that work list."""
    case = _locked_and_begun(item)
    _check_works_on(case, user)
    action = AgreedAction(
        item=item, case=case, text=text, user=user, organisation=user.organisation, due_on=due_on, recorded_by=by
    )
    full_clean(action, exclude=["recorded_at"])
    action.save()
    set_deadline(
        case,
        DeadlineKind.AGREED,
        subject_id=action.pk,
        due_on=due_on,
        organisation=user.organisation,
        user=user,
        about=text,
    )
    record(EventType.CREATED, by=by, case_id=case.pk, subject="agreed_action", subject_ids=[action.pk])
    return action


@transaction.atomic
def finish_agreed(action: AgreedAction, *, by: User, on: date, result: str) -> AgreedAction:
    """It is done, or it cannot be done: the result says which. Nothing is due of it any more."""
    locked(action.case)
    action = AgreedAction.objects.select_for_update().get(pk=action.pk)
    if action.is_done:
        raise CannotRecord("Deze afspraak is al afgerond.")
    action.done_on, action.done_by, action.result = on, by, result
    full_clean(action, exclude=["recorded_at"])
    action.save(update_fields=["done_on", "done_by", "result"])
    settle_deadline(DeadlineKind.AGREED, subject_id=action.pk, on=on)
    record(EventType.CHANGED, by=by, case_id=action.case_id, subject="agreed_action", subject_ids=[action.pk])
    return action


def _locked_and_begun(item: AgendaItem) -> Case:
    case = locked(item.case)
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if not item.may_note_attendance:
        raise CannotRecord("Deze bespreking is nog niet begonnen, of is afgezegd.")
    return case


def _check_works_on(case: Case, user: User) -> None:
    """Who only reads along has no voice at the table, and nothing to do there."""
    seats = case.involvements.seated().exclude(role__in=InvolvementRole.only_reading())
    if not seats.filter(user=user).exists():
        raise CannotRecord({"user": f"{user} werkt niet mee in deze casus. Kies iemand aan tafel."})
