"""What is chosen in a case comes into the plan by a deed of somebody, and stays out of it by a deed too."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from interventions import actions
from interventions.models import Decision, InterventionStatus, Plan, PlanStatus
from interventions.plan_document import paper_of
from tests.factories import TODAY, sanne
from tests.plan_factories import (
    a_goal,
    a_plan,
    a_proposed_plan,
    a_ready_plan,
    a_reason_not_to,
    an_action,
    an_adopted_plan,
    an_intervention,
    an_intervention_type,
    partners_in,
    react,
    write,
)

pytestmark = pytest.mark.django_db

NOT_YET = "Gekozen interventies die nog niet in dit plan staan"
LEFT_OUT = "Kruis elke interventie aan die buiten het plan blijft"


@pytest.fixture
def desk(client: Client, case) -> Client:
    client.force_login(case.started_by)
    return client


def address(plan: Plan, deed: str) -> str:
    return reverse(f"interventions:{deed}", args=[plan.case_id, plan.version])


def in_plan(plan: Plan) -> set[int]:
    return set(plan.interventions.values_list("pk", flat=True))


def agreed_by_all(plan: Plan) -> Plan:
    for partner in partners_in(plan.case):
        react(plan, partner)
    return plan


def test_the_draft_says_what_was_chosen_and_does_not_stand_in_it(desk, case):
    plan = a_plan(case)
    an_intervention(case)
    an_intervention(case, status=InterventionStatus.CONSIDERED, type=an_intervention_type("boa", name="Boete"))

    page = desk.get(plan.get_absolute_url()).text

    assert NOT_YET in page
    assert "Voeg toe<span" in page
    assert "Boete" not in page


def test_one_button_brings_one_in_and_another_brings_them_all(desk, case):
    plan = a_plan(case)
    first, second, third = (
        an_intervention(case),
        an_intervention(case),
        an_intervention(case, status=InterventionStatus.RUNNING),
    )

    desk.post(address(plan, "take_up_interventions"), {"interventions": first.pk})
    assert in_plan(plan) == {first.pk}
    desk.post(address(plan, "take_up_interventions"), {"interventions": [second.pk, third.pk]})

    assert in_plan(plan) == {first.pk, second.pk, third.pk}
    assert NOT_YET not in desk.get(plan.get_absolute_url()).text


def test_what_is_weighed_is_over_or_of_another_case_does_not_come_in(desk, case):
    plan = a_plan(case)
    others = [
        an_intervention(case, status=status) for status in (InterventionStatus.CONSIDERED, InterventionStatus.ENDED)
    ]

    for other in others:
        answer = desk.post(address(plan, "take_up_interventions"), {"interventions": other.pk}, follow=True)
        assert "is niet meer gekozen" in answer.text
    actions.take_up_interventions(plan, by=case.started_by, interventions=others)

    assert in_plan(plan) == set()


def test_who_writes_in_the_draft_meanwhile_sees_a_conflict_and_drops_nothing(desk, case):
    plan = a_plan(case)
    chosen = an_intervention(case)
    typed = {"lock_version": plan.lock_version, "summary": "Van mij", "family_view": "AGREES"}
    actions.take_up_interventions(plan, by=case.started_by, interventions=[chosen])

    answer = desk.post(address(plan, "change_plan"), typed)

    assert answer.status_code == 409
    assert in_plan(plan) == {chosen.pk}


def test_what_lies_before_the_partners_takes_nothing_in(desk, case):
    plan = a_proposed_plan(case)
    chosen = an_intervention(case)

    assert desk.post(address(plan, "take_up_interventions"), {"interventions": chosen.pk}).status_code == 403
    with pytest.raises(actions.PlanIsFixed):
        actions.take_up_interventions(plan, by=case.started_by, interventions=[chosen])


def test_the_page_of_a_chosen_one_offers_the_draft(desk, case):
    plan = a_plan(case)
    chosen = an_intervention(case)
    assert "Voeg toe aan het plan" in desk.get(chosen.get_absolute_url()).text

    actions.take_up_interventions(plan, by=case.started_by, interventions=[chosen])

    assert "Voeg toe aan het plan" not in desk.get(chosen.get_absolute_url()).text


def test_a_plan_that_leaves_one_out_is_laid_before_the_partners_only_when_somebody_says_so(desk, case):
    plan = a_ready_plan(case)
    chosen = an_intervention(case)
    answer_by = {"answer_by": f"{TODAY + timedelta(days=14):%d-%m-%Y}"}

    asked = desk.post(address(plan, "propose_plan"), answer_by)
    plan.refresh_from_db()
    assert (asked.status_code, plan.status) == (422, PlanStatus.DRAFT)
    assert LEFT_OUT in asked.text
    desk.post(address(plan, "propose_plan"), answer_by | {"stays_out": chosen.pk})

    plan.refresh_from_db()
    assert plan.status == PlanStatus.PROPOSED


def test_one_that_was_chosen_after_the_page_was_made_is_asked_too(desk, case):
    plan = agreed_by_all(a_proposed_plan(case))
    seen, later = an_intervention(case), an_intervention(case)

    answer = desk.post(address(plan, "adopt_plan"), {"stays_out": seen.pk})
    plan.refresh_from_db()
    assert (answer.status_code, plan.status) == (422, PlanStatus.PROPOSED)
    desk.post(address(plan, "adopt_plan"), {"stays_out": [seen.pk, later.pk]})

    plan.refresh_from_db()
    assert plan.status == PlanStatus.ADOPTED


def test_before_the_button_stands_what_one_adopts(desk, case):
    plan = write(a_plan(case), interventions=[an_intervention(case)])
    an_action(a_goal(plan, statement="De schulden zijn geregeld"))
    plan = actions.propose_plan(plan, by=plan.written_by, on=TODAY, answer_by=TODAY)
    first, *others = partners_in(case)
    react(plan, first, Decision.RESERVATION, remark="Alleen als er geld is")
    for other in others:
        react(plan, other)

    page = desk.get(address(plan, "adopt_plan")).text

    for said in ("De schulden zijn geregeld", "<dd>1</dd>", "Sluiting van een woning", "Alleen als er geld is"):
        assert said in page
    assert f"Stel versie {plan.version} vast" in page
    plan.refresh_from_db()
    assert plan.status == PlanStatus.PROPOSED


def test_as_long_as_it_cannot_be_adopted_the_page_of_the_plan_says_why(desk, case):
    plan = a_proposed_plan(case)

    assert desk.get(address(plan, "adopt_plan")).url == plan.get_absolute_url()
    refused = desk.post(address(plan, "adopt_plan"))

    assert refused.status_code == 422
    assert "het plan" in refused.text


def test_the_partners_see_in_short_what_they_react_to(client, case):
    plan = a_proposed_plan(case)
    partner = next(partner for partner in partners_in(case) if partner.name == sanne().name)
    client.force_login(partner)

    assert plan.goals.get().statement in client.get(address(plan, "react_to_plan")).text


def test_a_version_keeps_what_it_chose_on_screen_and_on_paper_when_that_is_dropped_later(desk, case):
    chosen = an_intervention(case)
    plan = an_adopted_plan(case, interventions=[chosen])
    dropped = actions.record_not_used(
        chosen, by=case.started_by, on=TODAY, reason=a_reason_not_to(), text="", look_again_on=None
    )

    paper = paper_of(Plan.objects.get(pk=plan.pk), today=TODAY)
    page = desk.get(plan.get_absolute_url()).context["page"]

    assert [one.name for one in paper.interventions] == [str(dropped.type)]
    assert [one.pk for one in page.chosen] == [dropped.pk]
    assert (paper.not_used, page.not_used) == ((), [])


def test_paper_holds_only_what_the_version_holds(case):
    inside, outside = an_intervention(case), an_intervention(case, type=an_intervention_type("boa", name="Boete"))
    plan = an_adopted_plan(case, interventions=[inside])

    assert [one.name for one in paper_of(plan, today=TODAY).interventions] == [str(inside.type)]
    assert outside.is_in_use
