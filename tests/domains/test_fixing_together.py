"""The two-domain gate (FR-060): a definition is fixed by safety and social together, or not at all."""

import pytest

from cases import actions as case_actions
from cases.models import CaseStage, Deadline, DeadlineKind
from domains import actions
from domains.models import ProblemDefinition
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.audit.models import AuditEvent, EventType
from tests.domain_factories import (
    a_contribution,
    a_definition,
    a_fixed_definition,
    a_proposed_definition,
    agree,
    dissent,
    fix,
)
from tests.factories import TODAY, a_user, an_intake, an_involvement, bram, sanne

pytestmark = pytest.mark.django_db

NO_SAFETY = "Er is nog geen bijdrage uit het domein veiligheid."
NO_SOCIAL = "Er is nog geen bijdrage uit het domein sociaal."
SOCIAL_IS_SILENT = "Nog geen organisatie uit het domein sociaal is akkoord met de probleemdefinitie."


def refusal_of(definition: ProblemDefinition) -> list[str]:
    with pytest.raises(actions.CannotFix) as refusal:
        fix(definition)
    definition.refresh_from_db()
    assert not definition.is_fixed
    return refusal.value.obstacles


def test_it_is_fixed_when_both_domains_contributed_and_agreed(case, director, police, team, proposed):
    a_contribution(case, police)
    a_contribution(case, team)
    agree(proposed, police, team)

    fixed = fix(proposed)

    case.refresh_from_db()
    assert (fixed.fixed_on, fixed.fixed_by, fixed.with_exception) == (TODAY, director, False)
    assert (case.stage, case.definition_fixed_on) == (CaseStage.PROBLEM_DEFINED, TODAY)
    assert not Deadline.objects.open().filter(kind=DeadlineKind.AGREEMENT).exists()
    assert AuditEvent.objects.filter(type=EventType.DECIDED, subject="definition", subject_ids=str(fixed.pk)).exists()


def test_it_is_refused_when_nobody_contributed(proposed):
    assert refusal_of(proposed) == [NO_SAFETY, NO_SOCIAL]


def test_it_is_refused_with_safety_alone(case, police, proposed):
    a_contribution(case, police)
    agree(proposed, police)

    assert refusal_of(proposed) == [NO_SOCIAL]


def test_it_is_refused_with_social_alone(case, team, proposed):
    a_contribution(case, team)
    agree(proposed, team)

    assert refusal_of(proposed) == [NO_SAFETY]


def test_it_is_refused_when_one_contributed_and_did_not_agree(case, police, team, proposed):
    a_contribution(case, police)
    a_contribution(case, team)
    agree(proposed, police)

    assert refusal_of(proposed) == [SOCIAL_IS_SILENT]


def test_it_is_refused_when_one_agreed_and_did_not_contribute(case, police, team, proposed):
    a_contribution(case, police)
    agree(proposed, police, team)

    assert refusal_of(proposed) == [NO_SOCIAL]


def test_it_is_refused_when_one_organisation_contributed_and_another_of_its_domain_agreed(case, police, team, proposed):
    other = a_user(domain=PolicyDomain.SOCIAL)
    an_involvement(case, other)
    a_contribution(case, police)
    a_contribution(case, team)
    agree(proposed, police, other)

    assert refusal_of(proposed) == [SOCIAL_IS_SILENT]


def test_it_is_refused_when_the_contribution_is_still_a_draft(case, police, team, proposed):
    a_contribution(case, police)
    a_contribution(case, team, released=False)
    agree(proposed, police, team)

    assert refusal_of(proposed) == [NO_SOCIAL]


def test_it_is_refused_when_the_only_answer_is_a_dissent(case, police, team, proposed):
    a_contribution(case, police)
    a_contribution(case, team)
    agree(proposed, police)
    dissent(proposed, team)

    assert refusal_of(proposed) == [SOCIAL_IS_SILENT]


def test_it_is_refused_when_two_other_domains_stand_in_for_social(case, police, proposed):
    for domain in (PolicyDomain.CARE, PolicyDomain.JUSTICE):
        partner = a_user(domain=domain)
        an_involvement(case, partner)
        a_contribution(case, partner)
        agree(proposed, partner)
    a_contribution(case, police)
    agree(proposed, police)

    assert refusal_of(proposed) == [NO_SOCIAL]


def test_it_is_refused_while_it_is_a_draft(case, police, team):
    draft = a_definition(case)
    a_contribution(case, police)
    a_contribution(case, team)

    assert refusal_of(draft)[0] == "Leg de probleemdefinitie eerst voor aan de partners."


def test_it_is_refused_after_taking_back_what_they_agreed_with(case, police, team, proposed):
    a_contribution(case, police)
    a_contribution(case, team)
    agree(proposed, police, team)
    draft = actions.take_back_definition(proposed, by=case.started_by, on=TODAY)
    again = actions.propose_definition(draft, by=case.started_by, on=TODAY, answer_by=TODAY)

    assert len(refusal_of(again)) == 2


def test_it_is_refused_while_the_intake_runs(director):
    intake = an_intake(coordinator=director)
    partners = [bram(), sanne()]
    for partner in partners:
        an_involvement(intake, partner)
        a_contribution(intake, partner)
    definition = a_proposed_definition(intake)
    agree(definition, *partners)

    assert refusal_of(definition) == ["De intake loopt nog. Beslis eerst samen over de intake."]


def test_it_is_refused_a_second_time(case):
    fixed = a_fixed_definition(case)

    with pytest.raises(actions.CannotFix):
        fix(fixed)


def test_nobody_answers_after_the_involvement_ended(case, director, police, team, proposed):
    a_contribution(case, police)
    a_contribution(case, team)
    agree(proposed, police)
    seat = case.involvements.get(user=team)
    case_actions.end_involvement(seat, by=director, on=TODAY, reason="Andere baan")

    with pytest.raises(actions.NotAtTheTable):
        agree(proposed, team)
    assert refusal_of(proposed) == [SOCIAL_IS_SILENT]
