"""Gathers what the rules of an intake ask: which obstacles stand before people can decide about it."""

from collections.abc import Iterable

from cases import rules
from cases.models import Case, ChildSafetyConcern, Criterion, IntakeQuestion, Triage


def obstacles_to_deciding_about(case: Case) -> list[rules.Obstacle]:
    """An empty list means that people can decide now."""
    return rules.obstacles_to_deciding(facts_of_intake(case))


def facts_of_intake(case: Case) -> rules.AcceptanceFacts:
    return facts_of_rows(
        answered=case.criteria.count(),
        questions=case.questions.filter(withdrawn_on=None).select_related("organisation"),
        members=case.members.current().count(),
        concern=ChildSafetyConcern.objects.filter(case=case).first(),
    )


def facts_of_rows(
    *, answered: int, questions: Iterable[IntakeQuestion], members: int, concern: ChildSafetyConcern | None
) -> rules.AcceptanceFacts:
    """For who has read them already; `questions`: without those that were withdrawn."""
    return rules.AcceptanceFacts(
        unanswered_criteria=len(Criterion) - answered,
        asked_domains=frozenset(question.organisation.policy_domain for question in questions),
        members=members,
        child_safety_is_open=concern is not None and concern.is_open,
    )


def gaps_in_deciding_group(triage: Triage) -> list[str]:
    """Which side was missing when people decided; for the warning that stays with the decision."""
    return rules.gaps_in_deciding_group(frozenset(row.policy_domain for row in triage.deciders.all()))
