"""One version in short: what somebody says yes to, before the button."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from familienetwerk.accounts.models import Organisation
from interventions.goal_rows import GoalRow, goal_rows
from interventions.models import Decision, Intervention, Plan
from interventions.reactions import Reaction, reactions_to, voices_around


@dataclass(frozen=True, kw_only=True)
class PlanInShort:
    """Its goals, how many actions, its interventions, and what each organisation says."""

    plan: Plan
    goals: list[GoalRow]
    interventions: list[Intervention]
    reactions: list[Reaction]
    voices: list[Organisation] | None  # while it lies before the partners

    @classmethod
    def of(cls, plan: Plan, *, today: date) -> Self:
        voices = voices_around(plan, today=today)
        return cls(
            plan=plan,
            goals=goal_rows(plan),
            interventions=list(
                plan.interventions.known_to(plan.case.reader)
                .select_related("type", "member", "household")
                .order_by("starts_on", "pk")
            ),
            reactions=reactions_to(plan, today=today, voices=voices),
            voices=voices,
        )

    @property
    def actions(self) -> int:
        """Also those that not everybody reads: that they exist is known."""
        return sum(len(row.actions) for goal in self.goals for row in goal.with_working_goals())

    @property
    def remarks(self) -> list[Reaction]:
        """What does not agree without more, and stays in sight in the version."""
        said = (reaction for reaction in self.reactions if reaction.adoption)
        return [reaction for reaction in said if reaction.adoption and reaction.adoption.decision != Decision.AGREED]

    @property
    def silent(self) -> list[Reaction]:
        return [reaction for reaction in self.reactions if not reaction.adoption]
