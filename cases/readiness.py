"""Gathers what the rules of an intake ask: which obstacles stand before people can decide about it."""

from cases import rules
from cases.models import Case, ChildSafetyConcern, Criterion, Triage


def obstacles_to_deciding_about(case: Case) -> list[rules.Obstacle]:
    """An empty list means that people can decide now."""
    return rules.obstacles_to_deciding(facts_of_intake(case))


def facts_of_intake(case: Case) -> rules.AcceptanceFacts:
    asked = case.questions.filter(withdrawn_on=None).values_list("organisation__policy_domain", flat=True)
    return rules.AcceptanceFacts(
        unanswered_criteria=len(Criterion) - case.criteria.count(),
        asked_domains=frozenset(asked),
        members=case.members.current().count(),
        child_safety_is_open=ChildSafetyConcern.objects.filter(case=case, consulted_on=None).exists(),
    )


def gaps_in_deciding_group(triage: Triage) -> list[str]:
    """Which side was missing when people decided; for the warning that stays with the decision."""
    return rules.gaps_in_deciding_group(frozenset(row.policy_domain for row in triage.deciders.all()))
