"""The goals of a plan as they are read: each with its actions and its working goals. Two queries."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from cases.models import Reader
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_once import Blanks
from familienetwerk.accounts.written_rows import rows_in_case
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
    goals: list[Goal] = rows_in_case(goals_in, plan.case.reader, plan=plan.pk)
    of_goal: dict[int, list[ActionItem]] = {}
    for action in actions_of(plan, user=user):
        of_goal.setdefault(action.goal_id, []).append(action)
    rows = {goal.pk: GoalRow(goal=goal, actions=of_goal.get(goal.pk, [])) for goal in goals}
    for goal in goals:
        if goal.parent_id in rows:
            rows[goal.parent_id].working_goals.append(rows[goal.pk])
    return [rows[goal.pk] for goal in goals if goal.term == GoalTerm.LONG or goal.parent_id not in rows]


def actions_of(plan: Plan, *, user: User | None) -> list[ActionItem]:
    return rows_in_case(actions_in, user, plan=plan.pk)


def actions_in(user: User | None) -> QuerySet[ActionItem]:
    rows = ActionItem.objects.filter(goal__plan=Blanks("plan")).select_related("organisation", "owner", "words")
    rows = rows.seen_by(user) if user else rows
    return rows.order_by("due_on", "pk")


def goals_in(reader: Reader) -> QuerySet[Goal]:
    rows = Goal.objects.filter(plan=Blanks("plan")).known_to(reader)
    related = rows.select_related("life_domain", "member", "household")
    return related.order_by("life_domain__position", "position", "pk")
