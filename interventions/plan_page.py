"""Everything that the page of a plan shows, gathered in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from cases.models import Case
from familienetwerk.accounts.models import Organisation, User
from interventions.actions.plans import organisations_at_table
from interventions.models import ActionItem, Adoption, Goal, GoalTerm, Intervention, Plan
from interventions.readiness import obstacles_to_adopting_plan, obstacles_to_proposing_plan, warnings_about_plan


@dataclass(frozen=True, kw_only=True)
class GoalRow:
    """A long-term goal with its actions and its working goals, which have actions of their own."""

    goal: Goal
    actions: list[ActionItem]
    working_goals: list["GoalRow"] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Reaction:
    """One organisation at the table and what it said, if anything."""

    organisation: Organisation
    adoption: Adoption | None


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    plan: Plan | None
    versions: list[Plan]
    goals: list[GoalRow]
    chosen: list[Intervention]
    not_used: list[Intervention]
    reactions: list[Reaction]
    obstacles: list[str]
    warnings: list[str]
    member_ids: list[int]
    has_definition: bool
    today: date
    may_react: bool

    @classmethod
    def of(cls, case: Case, plan: Plan | None, *, user: User, today: date) -> Self:
        goals = goal_rows(plan) if plan else []
        obstacles: list[str] = []
        if plan and plan.is_open:
            judge = obstacles_to_adopting_plan if plan.proposed_on else obstacles_to_proposing_plan
            obstacles = judge(plan, today=today)
        return cls(
            plan=plan,
            versions=list(case.plans.newest_first()),
            goals=goals,
            chosen=list(plan.interventions.select_related("type", "member", "household", "organisation", "owner"))
            if plan
            else [],
            not_used=list(
                case.interventions.not_used()
                .select_related("type", "member", "household", "not_used_reason")
                .newest_first()
            ),
            reactions=reactions_to(plan, today=today) if plan else [],
            obstacles=obstacles,
            warnings=warnings_about_plan(plan) if plan and plan.is_open else [],
            member_ids=sorted({row.goal.member_id for row in goals if row.goal.member_id}),
            has_definition=case.definitions.fixed().exists(),
            today=today,
            may_react=bool(plan and plan.is_open and plan.proposed_on),
        )

    @property
    def is_draft(self) -> bool:
        return bool(self.plan and self.plan.is_open and not self.plan.proposed_on)

    @property
    def is_proposed(self) -> bool:
        return bool(self.plan and self.plan.is_open and self.plan.proposed_on)


def goal_rows(plan: Plan) -> list[GoalRow]:
    """Long-term goals in order, each with its own actions and its working goals. Two queries."""
    goals = list(plan.goals.select_related("life_domain", "member", "household").order_by("position", "pk"))
    actions = (
        ActionItem.objects.filter(goal__plan=plan).select_related("organisation", "owner").order_by("due_on", "pk")
    )
    of_goal: dict[int, list[ActionItem]] = {}
    for action in actions:
        of_goal.setdefault(action.goal_id, []).append(action)
    rows = {goal.pk: GoalRow(goal=goal, actions=of_goal.get(goal.pk, [])) for goal in goals}
    for goal in goals:
        if goal.parent_id:
            rows[goal.parent_id].working_goals.append(rows[goal.pk])
    return [rows[goal.pk] for goal in goals if goal.term == GoalTerm.LONG or not goal.parent_id]


def reactions_to(plan: Plan, *, today: date) -> list[Reaction]:
    """Everybody at the table now, and who reacted though no longer there, in table order."""
    given = {
        adoption.organisation_id: adoption for adoption in plan.adoptions.select_related("organisation", "given_by")
    }
    organisations = organisations_at_table(plan.case, today=today) if plan.is_open else []
    present = {organisation.pk for organisation in organisations}
    organisations += [adoption.organisation for pk, adoption in given.items() if pk not in present]
    return [Reaction(organisation=organisation, adoption=given.get(organisation.pk)) for organisation in organisations]
