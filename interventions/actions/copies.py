"""What the next version of a plan takes along from the one in force."""

from django.db.models import F

from cases.audience import Readers
from cases.models import Audience
from familienetwerk.behalf import Errand, acting_as
from interventions.models import ActionItem, ActionWords, Goal, Plan


def copy_content(previous: Plan, plan: Plan) -> None:
    """Goals, the actions that are not finished, and the interventions that were used go along."""
    plan.interventions.set(previous.interventions.chosen())
    copies: dict[int, Goal] = {}
    present = Readers.of(plan.case).present.holders
    for goal in previous.goals.order_by(F("parent_id").asc(nulls_first=True), "position", "pk"):
        parent = copies[goal.parent_id] if goal.parent_id else None
        copies[goal.pk] = _copy_goal(goal, plan, parent)
    with acting_as(Errand.COPYING):  # who starts it may only know of some actions
        for goal_id, copy in copies.items():
            _copy_actions(goal_id, copy, present)


def _copy_goal(goal: Goal, plan: Plan, parent: Goal | None) -> Goal:
    return Goal.objects.create(
        plan=plan,
        parent=parent,
        life_domain_id=goal.life_domain_id,
        member_id=goal.member_id,
        household_id=goal.household_id,
        term=goal.term,
        statement=goal.statement,
        own_words=goal.own_words,
        target=goal.target,
        due_on=goal.due_on,
        position=goal.position,
    )


def _copy_actions(goal_id: int, copy: Goal, present: set[int]) -> None:
    rows = ActionItem.objects.filter(goal=goal_id).unfinished().with_whether_they_stay().select_related("words")
    actions = list(rows.order_by("position", "pk"))
    words = [action.words for action in actions]
    for action in actions:
        action.pk, action.goal, action.lock_version = None, copy, 1
        action._state.adding = True
        _keep_shielded(action, present)
    for action, said in zip(ActionItem.objects.bulk_create(actions), words, strict=True):
        said.action = action
        said._state.adding = True
    ActionWords.objects.bulk_create(words)


def _keep_shielded(action: ActionItem, present: set[int]) -> None:
    """The next version shows it to nobody more: not under another frame, nor when who it named left."""
    action.named = [holder for holder in action.named if holder in present]
    if action.stays or (action.audience == Audience.NAMED and not action.named):  # type: ignore[attr-defined]
        action.audience, action.named = Audience.OWN_ORGANISATION, []
