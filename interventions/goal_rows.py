"""The goals of a plan as they are read: each with its actions and its working goals. Two queries."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from familienetwerk.accounts.models import User
from interventions.models import ActionItem, Goal, GoalTerm, Plan


@dataclass(frozen=True, kw_only=True)
class GoalRow:
    """A goal with its actions and its working goals, which have actions of their own."""

    goal: Goal
    actions: list[ActionItem]
    working_goals: list["GoalRow"] = field(default_factory=list)

    @property
    def needs_an_action(self) -> bool:
        return not self.actions and not self.working_goals

    def with_working_goals(self) -> Iterator["GoalRow"]:
        yield self
        yield from self.working_goals


def goal_rows(plan: Plan, *, user: User | None = None) -> list[GoalRow]:
    """Long-term goals, and working goals that hang under none. With `user`, each action with `view`.

    One order, on screen and on paper: by life domain as the instrument has them, and then as they were written.
    """
    rows_of_plan = plan.goals.known_to(plan.case.reader).select_related("life_domain", "member", "household")
    goals = list(rows_of_plan.order_by("life_domain__position", "position", "pk"))
    of_goal: dict[int, list[ActionItem]] = {}
    for action in actions_of(plan, user=user):
        of_goal.setdefault(action.goal_id, []).append(action)
    rows = {goal.pk: GoalRow(goal=goal, actions=of_goal.get(goal.pk, [])) for goal in goals}
    for goal in goals:
        if goal.parent_id in rows:
            rows[goal.parent_id].working_goals.append(rows[goal.pk])
    return [rows[goal.pk] for goal in goals if goal.term == GoalTerm.LONG or goal.parent_id not in rows]


def actions_of(plan: Plan, *, user: User | None) -> list[ActionItem]:
    rows = ActionItem.objects.filter(goal__plan=plan).select_related("organisation", "owner", "words")
    rows = rows.seen_by(user) if user else rows
    return list(rows.order_by("due_on", "pk"))
