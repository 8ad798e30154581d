"""Gathers what the rules of a plan ask: what stands before proposing or adopting it, and which hints to give."""

from collections.abc import Sequence
from datetime import date

from cases.visibility import View
from domains.child_safety import children_without_safety_view
from domains.gate import voices_of
from domains.rules import MissingVoice, missing_voices
from familienetwerk.accounts.models import Organisation
from interventions import rules
from interventions.goal_rows import GoalRow, goal_rows
from interventions.models import Decision, FamilyView, Intervention, Plan, PlanStatus
from interventions.rules import Obstacle, Step

WHAT = "het plan"


def obstacles_to_proposing_plan(plan: Plan, *, today: date, goals: Sequence[GoalRow] | None = None) -> list[Obstacle]:
    """An empty list means that the plan can be laid before the partners. `goals`: its rows, if they are there."""
    rows = goal_rows(plan) if goals is None else goals
    return rules.obstacles_to_proposing(plan_facts(plan, rows, today=today))


def obstacles_to_adopting_plan(
    plan: Plan,
    *,
    today: date,
    goals: Sequence[GoalRow] | None = None,
    organisations: Sequence[Organisation] | None = None,
) -> list[Obstacle]:
    """An empty list means that the plan can be adopted. Both domains must agree, or an exception stands.

    `organisations`: those of domains.gate.organisations_of, if they are there.
    """
    if not plan.is_open:
        return [Obstacle(sentence="Deze versie is al vastgesteld.", step=Step.NOTHING)]
    obstacles = obstacles_to_proposing_plan(plan, today=today, goals=goals)
    if plan.status == PlanStatus.DRAFT:
        obstacles.append(Obstacle(sentence="Leg het plan eerst voor aan de partners.", step=Step.PROPOSING))
    if plan.case.has_exception:
        return obstacles
    return obstacles + [
        Obstacle(sentence=missing.sentence(WHAT), step=Step(missing.step))
        for missing in voices_missing_in(plan, organisations)
    ]


def voices_missing_in(plan: Plan, organisations: Sequence[Organisation] | None = None) -> list[MissingVoice]:
    """What safety and social must still do. As long as there is any, only an exception lets the plan be adopted."""
    agreement = agreement_by_organisation(plan)
    return missing_voices(voices_of(plan.case, agreement_of=agreement, organisations=organisations))


def agreement_by_organisation(plan: Plan) -> dict[int, bool]:
    """Organisation id to whether it agreed; an agreement with reservation is an agreement."""
    return {adoption.organisation_id: adoption.decision != Decision.NOT_AGREED for adoption in plan.adoptions.all()}


def plan_facts(plan: Plan, goals: Sequence[GoalRow], *, today: date) -> rules.PlanFacts:
    every_goal = [row for goal in goals for row in goal.with_working_goals()]
    return rules.PlanFacts(
        goals=[
            rules.GoalFacts(
                goal_id=row.goal.pk,
                statement=row.goal.statement,
                actions=len(row.actions),
                has_working_goals=bool(row.working_goals),
            )
            for row in every_goal
        ],
        has_definition=plan.definition_id is not None or plan.case.definition_fixed_on is not None,
        has_evaluation_date=plan.evaluate_on is not None,
        family_view_is_explained=plan.family_view == FamilyView.AGREES or bool(plan.family_words),
        children_without_safety_view=[
            child.given_name for child in children_without_safety_view(plan.case, today=today)
        ],
    )


def warnings_about_help(weighed: Sequence[Intervention]) -> list[str]:
    """The paper says it too, so it is better agreed before the partners get it."""
    return [
        f"{row.type} voor {row.subject_name} raakt een kind. Welke hulp meeloopt, is nog niet afgesproken."
        for row in weighed
        if row.is_in_plan and row.lacks_help  # type: ignore[attr-defined]
    ]


def warnings_about_plan(goals: Sequence[GoalRow]) -> list[str]:
    """Of what the reader may read: a hint about the rest would say what it is."""
    every_goal = [row for goal in goals for row in goal.with_working_goals()]
    actions = [action for row in every_goal for action in row.actions if action.view == View.CONTENT]  # type: ignore[attr-defined]
    return rules.warnings_about(
        [action.line for action in actions], [action.organisation.policy_domain for action in actions]
    )
