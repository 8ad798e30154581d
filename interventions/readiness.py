"""Gathers what the rules of a plan ask: what stands before proposing or adopting it, and which hints to give."""

from datetime import date

from domains.gate import voices_of
from domains.models import DomainScore
from domains.rules import obstacles_to_joint_fixing
from interventions import rules
from interventions.models import ActionItem, Decision, FamilyView, Plan, PlanStatus

SAFE_CHILD = "child_safety"  # the life domain in which somebody says whether a child is safe (FR-054)


def obstacles_to_proposing_plan(plan: Plan, *, today: date) -> list[str]:
    """Sentences; an empty list means that the plan can be laid before the partners."""
    return rules.obstacles_to_proposing(plan_facts(plan, today=today))


def obstacles_to_adopting_plan(plan: Plan, *, today: date) -> list[str]:
    """Sentences; an empty list means that the plan can be adopted. Both domains must agree, or an exception stands."""
    obstacles = obstacles_to_proposing_plan(plan, today=today)
    if plan.status == PlanStatus.DRAFT:
        obstacles.append("Leg het plan eerst voor aan de partners.")
    voices = voices_of(plan.case, agreement_of=agreement_by_organisation(plan))
    return obstacles + obstacles_to_joint_fixing(voices, what="het plan", exception=plan.case.has_exception)


def agreement_by_organisation(plan: Plan) -> dict[int, bool]:
    """Organisation id to whether it agreed; an agreement with reservation is an agreement."""
    return {adoption.organisation_id: adoption.decision != Decision.NOT_AGREED for adoption in plan.adoptions.all()}


def plan_facts(plan: Plan, *, today: date) -> rules.PlanFacts:
    goals = list(plan.goals.prefetch_related("actions", "working_goals").order_by("position", "pk"))
    return rules.PlanFacts(
        goals=[
            rules.GoalFacts(
                statement=goal.statement,
                actions=len(goal.actions.all()),
                has_working_goals=bool(goal.working_goals.all()),
            )
            for goal in goals
        ],
        has_definition=plan.definition_id is not None,
        has_evaluation_date=plan.evaluate_on is not None,
        family_view_is_explained=plan.family_view == FamilyView.AGREES or bool(plan.family_words),
        children_without_safety_view=children_without_safety_view(plan, today=today),
    )


def children_without_safety_view(plan: Plan, *, today: date) -> list[str]:
    """Given names of the minors of whom nobody said yet how safe they are (FR-054)."""
    seen = set(
        DomainScore.objects.filter(
            assessment__case=plan.case_id,
            assessment__released_at__isnull=False,
            assessment__member__isnull=False,
            life_domain__code=SAFE_CHILD,
            score__isnull=False,
        ).values_list("assessment__member_id", flat=True)
    )
    members = plan.case.members.current().eldest_first()
    return [member.given_name for member in members if member.is_minor(today) and member.pk not in seen]


def warnings_about_plan(plan: Plan) -> list[str]:
    rows = ActionItem.objects.filter(goal__plan=plan).values_list("line", "organisation__policy_domain")
    return rules.warnings_about([line for line, _ in rows], [domain for _, domain in rows])
