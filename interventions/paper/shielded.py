"""The plan on paper without the names of who works on it (FR-194): function and organisation stay."""

from dataclasses import replace

from interventions.paper.content.plan import PlanOnPaper
from interventions.paper.content.work import Goal, LifeDomain

NAMELESS = "naam afgeschermd"


def without_workers(plan: PlanOnPaper) -> PlanOnPaper:
    """Every place where a worker has a name. What people typed stays as they typed it."""
    return replace(
        plan,
        adopted_by="",
        coordinators=tuple(replace(one, name=NAMELESS) for one in plan.coordinators),
        exception=replace(plan.exception, by=NAMELESS) if plan.exception else None,
        table=tuple(replace(seat, professional="") for seat in plan.table),
        life_domains=tuple(map(without_owners, plan.life_domains)),
        interventions=tuple(replace(chosen, owner="") for chosen in plan.interventions),
        adoptions=tuple(replace(one, person="") for one in plan.adoptions),
    )


def without_owners(domain: LifeDomain) -> LifeDomain:
    return replace(domain, goals=tuple(map(of_organisations, domain.goals)))


def of_organisations(goal: Goal) -> Goal:
    """Who does what, by organisation; somebody of the family is no worker."""
    actions = tuple(one if one.is_by_family else replace(one, owner=one.organisation) for one in goal.actions)
    return replace(goal, actions=actions, small=tuple(map(of_organisations, goal.small)))
