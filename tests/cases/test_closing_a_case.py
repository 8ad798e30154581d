"""How a case goes on after its evaluation, and how it ends."""

from datetime import date

import pytest
from django.test import Client

from cases import actions
from cases.models import Case, CaseStage
from tests.factories import TODAY, a_case, an_intake, an_involvement, anna, bram, chris, sanne

pytestmark = pytest.mark.django_db
EVALUATED = {
    "stage": CaseStage.IN_EVALUATION,
    "definition_fixed_on": date(2026, 10, 20),
    "first_plan_on": date(2026, 10, 25),
    "plan_evaluated_on": date(2026, 11, 20),
}


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director, **EVALUATED)


def stage_of(case: Case) -> str:
    return Case.objects.get(pk=case.pk).stage


def test_an_evaluated_plan_brings_the_case_to_evaluation(director):
    case = a_case(coordinator=director, stage=CaseStage.IN_EXECUTION, first_plan_on=date(2026, 10, 25))

    actions.note_plan_evaluated(case, on=TODAY)

    assert stage_of(case) == CaseStage.IN_EVALUATION


@pytest.mark.parametrize("stage", [CaseStage.IN_EXECUTION, CaseStage.AFTERCARE])
def test_after_an_evaluation_people_choose_how_it_goes_on(client: Client, case, director, stage):
    client.force_login(director)

    client.post(f"/casussen/{case.pk}/verder/", {"stage": stage})

    assert stage_of(case) == stage


def test_a_stage_that_cannot_be_reached_is_refused(client: Client, case, director):
    client.force_login(director)

    answer = client.post(f"/casussen/{case.pk}/verder/", {"stage": CaseStage.INTAKE})

    assert answer.status_code == 400
    assert stage_of(case) == CaseStage.IN_EVALUATION


def test_closing_asks_a_reason_and_leaves_the_case_readable(client: Client, case, director):
    client.force_login(director)

    page = client.post(f"/casussen/{case.pk}/afsluiten/", {"reason": "GOALS_MET"}, follow=True)

    assert "De casus is afgesloten" in page.content.decode()
    assert Case.objects.get(pk=case.pk).closing_reason == "GOALS_MET"
    assert client.get(f"/casussen/{case.pk}/gezin/").status_code == 200
    assert client.get(f"/casussen/{case.pk}/afsluiten/").status_code == 403


def test_closing_without_a_reason_is_said_at_the_field(client: Client, case, director):
    client.force_login(director)

    page = client.post(f"/casussen/{case.pk}/afsluiten/", {})

    assert page.status_code == 422
    assert stage_of(case) == CaseStage.IN_EVALUATION


def test_closing_waits_until_others_have_left(client: Client, case, director):
    an_involvement(case, sanne())
    client.force_login(director)

    page = client.post(f"/casussen/{case.pk}/afsluiten/", {"reason": "GOALS_MET"})

    assert "Er zijn nog lopende betrokkenheden" in page.content.decode()
    with pytest.raises(actions.CannotCloseCase):
        actions.close_case(case, by=director, on=TODAY, reason="GOALS_MET")


def test_the_page_gives_what_is_to_be_done_first_instead_of_a_form(client: Client, case, director):
    an_involvement(case, sanne())
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/afsluiten/").text

    assert "Afsluiten kan nog niet. Op deze pagina staat wat u eerst doet." in page
    assert "Sluit af</button>" not in page


def test_closing_waits_for_the_evaluation_of_a_plan(director):
    case = a_case(coordinator=director, stage=CaseStage.IN_EXECUTION, first_plan_on=date(2026, 10, 25))

    with pytest.raises(actions.CannotCloseCase, match="nog niet geëvalueerd"):
        actions.close_case(case, by=director, on=TODAY, reason="GOALS_MET")


def test_a_case_without_a_plan_can_be_closed(director):
    case = a_case(coordinator=director, stage=CaseStage.JOINT_ANALYSIS)

    actions.close_case(case, by=director, on=TODAY, reason="WRONGLY_OPENED")

    assert stage_of(case) == CaseStage.CLOSED


def test_a_participant_may_not_and_a_stranger_knows_nothing(client: Client, case):
    partner, stranger = bram(), chris()
    an_involvement(case, partner)

    client.force_login(partner)
    assert client.get(f"/casussen/{case.pk}/afsluiten/").status_code == 403
    client.force_login(stranger)
    assert client.get(f"/casussen/{case.pk}/afsluiten/").status_code == 404


def test_an_intake_ends_with_its_decision_and_not_here(client: Client, director):
    intake = an_intake(coordinator=director)
    client.force_login(director)

    answer = client.post(f"/casussen/{intake.pk}/afsluiten/", {"reason": "SUFFICIENT"})

    assert "De intake loopt nog. Rond die af met een besluit." in answer.text
    assert stage_of(intake) == CaseStage.INTAKE
