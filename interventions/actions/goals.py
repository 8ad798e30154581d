"""Goals and actions of a draft, and the progress of the actions of an adopted plan."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.actions import check_may_know, set_deadline, settle_deadline
from cases.models import DeadlineKind
from cases.permissions import CHANGE
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_rows import row_to_lock
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean
from familienetwerk.locking import lock_unchanged
from interventions.actions.plans import locked_draft, locked_plan
from interventions.actions.refusals import PlanIsNotInForce
from interventions.models import ActionItem, ActionWords, Goal, GoalTerm, Plan, PlanStatus
from interventions.models.goal import NEED_A_REASON, TEXTS


class NotYourAction(ValidationError):
    """How an action goes is told by its own organisation, or by who coordinates the case."""

    def __init__(self) -> None:
        super().__init__("Deze actie is van een andere organisatie.")


class NotYoursToWiden(ValidationError):
    """Who may know of a shielded action, is for its own organisation to say."""

    def __init__(self) -> None:
        super().__init__({"audience": "Alleen de organisatie van deze actie kiest wie haar leest."})


class GoalHasUnreadActions(ValidationError):
    """What one may not read, one does not take away."""

    def __init__(self) -> None:
        super().__init__(
            "Bij dit doel hoort een actie die u niet mag inzien. Daarom blijft het doel staan. "
            "Vraag aan tafel wie haar doet."
        )


class StoppedWithoutReason(ValidationError):
    """The others must know why they cannot count on it any more."""

    def __init__(self) -> None:
        super().__init__({"reason": "Schrijf op waarom deze actie stopt of niet kan."})


class GoalHasWorkingGoals(ValidationError):
    """A goal under which others hang stays a goal for the long term, of one family member."""

    def __init__(self) -> None:
        super().__init__({"term": "Onder dit doel hangen werkdoelen. Maak er daarom zelf geen werkdoel van."})


@transaction.atomic
def add_goal(plan: Plan, *, by: User, **fields: Any) -> Goal:
    plan = locked_draft(plan)
    goal = Goal(plan=plan, position=plan.goals.count() + 1, **fields)
    full_clean(goal)
    goal.save()
    record(EventType.CREATED, by=by, case_id=plan.case_id, subject="goal", subject_ids=[goal.pk])
    return goal


@transaction.atomic
def change_goal(goal: Goal, *, by: User, lock_version: int, **fields: Any) -> Goal:
    """Raises Conflict when somebody else saved it meanwhile."""
    plan = locked_draft(goal.plan)
    goal = lock_unchanged(goal, lock_version)
    for name, value in fields.items():
        setattr(goal, name, value)
    if goal.term != GoalTerm.LONG and goal.working_goals.exists():
        raise GoalHasWorkingGoals
    goal.lock_version += 1
    full_clean(goal)
    goal.save()
    record(EventType.CHANGED, by=by, case_id=plan.case_id, subject="goal", subject_ids=[goal.pk])
    return goal


@transaction.atomic
def remove_goal(goal: Goal, *, by: User) -> None:
    """Take a goal out of a draft, with its working goals and actions. What was adopted stays in its version."""
    plan = locked_draft(goal.plan)
    goals = [goal.pk, *goal.working_goals.values_list("pk", flat=True)]
    _refuse_unread(goals, by=by)
    ActionItem.objects.filter(goal__in=goals).delete()
    Goal.objects.filter(parent=goal).delete()
    Goal.objects.filter(pk=goal.pk).delete()
    record(EventType.ENDED, by=by, case_id=plan.case_id, subject="goal", subject_ids=goals)


def _refuse_unread(goals: list[int], *, by: User) -> None:
    rows = ActionItem.objects.filter(goal__in=goals)
    if rows.exclude(pk__in=rows.read_by(by).values("pk")).exists():
        raise GoalHasUnreadActions


@transaction.atomic
def add_action(goal: Goal, *, by: User, **fields: Any) -> ActionItem:
    plan = locked_draft(goal.plan)
    says, rest = _parted(fields)
    action = ActionItem(
        goal=goal,
        case=plan.case,
        author=by,
        released_at=timezone.now(),
        position=goal.actions.count() + 1,
        **rest,
    )
    _keep(action, ActionWords(**says))
    record(EventType.CREATED, by=by, case_id=plan.case_id, subject="action", subject_ids=[action.pk])
    return action


@transaction.atomic
def change_action(action: ActionItem, *, by: User, lock_version: int, **fields: Any) -> ActionItem:
    """Raises Conflict when somebody else saved it meanwhile."""
    plan = locked_draft(action.goal.plan)
    action = lock_unchanged(action, lock_version)
    if by.organisation_id != action.organisation_id and action.is_confidential and _widens(action, fields):
        raise NotYoursToWiden
    says, rest = _parted(fields)
    words = ActionWords.objects.select_for_update().get(action=action)
    for row, values in ((words, says), (action, rest)):
        for name, value in values.items():
            setattr(row, name, value)
    action.lock_version += 1
    _keep(action, words)
    record(EventType.CHANGED, by=by, case_id=plan.case_id, subject="action", subject_ids=[action.pk])
    return action


def _parted(fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What it says, and the rest: they stand apart."""
    says = {name: value for name, value in fields.items() if name in TEXTS}
    return says, {name: value for name, value in fields.items() if name not in TEXTS}


def _keep(action: ActionItem, words: ActionWords) -> None:
    """The words of an earlier action first: who narrows it to others, no longer reads them afterwards."""
    check_may_know(
        action.owner,
        case_id=action.case_id,
        organisation=action.organisation,
        member_id=action.goal.member_id,
        household_id=action.goal.household_id,
    )
    full_clean(action)
    full_clean(words, exclude=["action"])
    if words.pk:
        words.save(update_fields=TEXTS)
        action.save()
    else:
        action.save()
        words.action = action
        words.save(force_insert=True)


def _widens(action: ActionItem, fields: dict[str, Any]) -> bool:
    return any(fields.get(name, getattr(action, name)) != getattr(action, name) for name in ("audience", "named"))


@transaction.atomic
def remove_action(action: ActionItem, *, by: User) -> None:
    plan = locked_draft(action.goal.plan)
    ActionItem.objects.filter(pk=action.pk).delete()
    record(EventType.ENDED, by=by, case_id=plan.case_id, subject="action", subject_ids=[action.pk])


@transaction.atomic
def report_progress(action: ActionItem, *, by: User, on: date, status: str, reason: str = "") -> ActionItem:
    """How an action of the plan in force goes: the only thing of an adopted plan that moves."""
    plan = locked_plan(action.goal.plan)
    if plan.status != PlanStatus.ADOPTED:
        raise PlanIsNotInForce
    action = row_to_lock(action, "organisation", "owner", "words")
    if action.organisation_id != by.organisation_id and not by.has_perm(CHANGE, plan.case):
        raise NotYourAction
    if status in NEED_A_REASON and not reason:
        raise StoppedWithoutReason
    action.status, action.status_on, action.words.status_reason = status, on, reason
    full_clean(action)
    full_clean(action.words, exclude=["action"])
    action.words.save(update_fields=["status_reason"])
    action.save(update_fields=["status", "status_on"])
    _keep_deadline(action, plan, on=on)
    record(EventType.CHANGED, by=by, case_id=plan.case_id, subject="action", subject_ids=[action.pk])
    return action


def _keep_deadline(action: ActionItem, plan: Plan, *, on: date) -> None:
    """What is finished is no longer due; what goes on after all is due again."""
    settle_deadline(DeadlineKind.ACTION, subject_id=action.pk, on=on)
    if not action.is_finished:
        set_deadline(
            plan.case,
            DeadlineKind.ACTION,
            subject_id=action.pk,
            due_on=action.due_on,
            organisation=action.organisation,
            user=action.owner,
            about=action.for_everybody,
        )
