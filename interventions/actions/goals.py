"""Goals and actions of a draft, and the progress of the actions of an adopted plan."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions import locked, settle_deadline
from cases.models import DeadlineKind
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from interventions.actions.plans import locked_draft
from interventions.models import ActionItem, Goal, Plan


@transaction.atomic
def add_goal(plan: Plan, *, by: User, **fields: Any) -> Goal:
    plan = locked_draft(plan)
    goal = Goal(plan=plan, position=plan.goals.count() + 1, **fields)
    goal.full_clean()
    goal.save()
    record(EventType.CREATED, by=by, case_id=plan.case_id, subject="goal", subject_ids=[goal.pk])
    return goal


@transaction.atomic
def change_goal(goal: Goal, *, by: User, **fields: Any) -> Goal:
    plan = locked_draft(goal.plan)
    for name, value in fields.items():
        setattr(goal, name, value)
    goal.full_clean()
    goal.save()
    record(EventType.CHANGED, by=by, case_id=plan.case_id, subject="goal", subject_ids=[goal.pk])
    return goal


@transaction.atomic
def remove_goal(goal: Goal, *, by: User) -> None:
    """Take a goal out of a draft, with its working goals and actions. What was adopted stays in its version."""
    plan = locked_draft(goal.plan)
    goals = [goal.pk, *goal.working_goals.values_list("pk", flat=True)]
    ActionItem.objects.filter(goal__in=goals).delete()
    Goal.objects.filter(parent=goal).delete()
    Goal.objects.filter(pk=goal.pk).delete()
    record(EventType.ENDED, by=by, case_id=plan.case_id, subject="goal", subject_ids=goals)


@transaction.atomic
def add_action(goal: Goal, *, by: User, **fields: Any) -> ActionItem:
    plan = locked_draft(goal.plan)
    action = ActionItem(goal=goal, position=goal.actions.count() + 1, **fields)
    action.full_clean()
    action.save()
    record(EventType.CREATED, by=by, case_id=plan.case_id, subject="action", subject_ids=[action.pk])
    return action


@transaction.atomic
def change_action(action: ActionItem, *, by: User, **fields: Any) -> ActionItem:
    plan = locked_draft(action.goal.plan)
    for name, value in fields.items():
        setattr(action, name, value)
    action.full_clean()
    action.save()
    record(EventType.CHANGED, by=by, case_id=plan.case_id, subject="action", subject_ids=[action.pk])
    return action


@transaction.atomic
def remove_action(action: ActionItem, *, by: User) -> None:
    plan = locked_draft(action.goal.plan)
    ActionItem.objects.filter(pk=action.pk).delete()
    record(EventType.ENDED, by=by, case_id=plan.case_id, subject="action", subject_ids=[action.pk])


@transaction.atomic
def report_progress(action: ActionItem, *, by: User, on: date, status: str, reason: str = "") -> ActionItem:
    """How an action of the plan in force goes. The only thing of an adopted plan that moves."""
    case = locked(action.goal.plan.case)
    action = ActionItem.objects.select_for_update(of=("self",)).get(pk=action.pk)
    action.status, action.status_reason, action.status_on = status, reason, on
    action.full_clean()
    action.save(update_fields=["status", "status_reason", "status_on"])
    if action.is_finished:
        settle_deadline(DeadlineKind.ACTION, subject_id=action.pk, on=on)
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="action", subject_ids=[action.pk])
    return action
