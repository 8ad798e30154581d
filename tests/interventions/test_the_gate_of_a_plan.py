"""Nobody adopts a plan without a safety and a social organisation that contributed and agreed, by whatever route."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from cases.actions import record_exception
from domains.models import Contribution
from familienetwerk.accounts.models import PolicyDomain
from interventions import actions
from interventions.models import Decision, Plan, PlanStatus
from interventions.readiness import voices_missing_in
from tests.domain_factories import a_contribution, a_fixed_definition
from tests.factories import TODAY, a_case, a_user, an_involvement, anna, bram, sanne
from tests.plan_factories import a_plan, a_proposed_plan, a_ready_plan, an_adopted_plan, partners_in, react

pytestmark = pytest.mark.django_db

AGREES_TOO_LATE = "Nog geen organisatie uit het domein sociaal is akkoord met het plan."


@pytest.fixture(scope="module")
def laid_before_two(one_transaction: None) -> int:
    case = a_case(coordinator=anna())
    a_fixed_definition(case)
    plan = a_proposed_plan(case)
    react(plan, partners_in(case)[0])
    return plan.pk


@pytest.fixture
def safety_agrees(laid_before_two: int, db: None) -> Plan:
    """Safety contributed and agreed; social contributed and says nothing."""
    return Plan.objects.select_related("case__started_by__organisation", "written_by").get(pk=laid_before_two)


def adopt(plan: Plan) -> Plan:
    return actions.adopt_plan(plan, by=plan.written_by, on=TODAY)


def refusal_of(plan: Plan) -> list[str]:
    with pytest.raises(actions.CannotAdoptPlan) as refusal:
        adopt(plan)
    return refusal.value.messages


def as_if_adopted(plan: Plan) -> dict[str, object]:
    return {"status": PlanStatus.ADOPTED, "adopted_on": TODAY, "adopted_by": plan.written_by}


def by_saving(plan: Plan) -> None:
    for name, value in as_if_adopted(plan).items():
        setattr(plan, name, value)
    plan.save()


def by_updating(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(**as_if_adopted(plan))


def in_bulk(plan: Plan) -> None:
    for name, value in as_if_adopted(plan).items():
        setattr(plan, name, value)
    Plan.objects.bulk_update([plan], list(as_if_adopted(plan)))


def by_hand(plan: Plan) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE interventions_plan SET status = 'ADOPTED', adopted_on = %s, adopted_by_id = %s WHERE id = %s",
            [TODAY, plan.written_by_id, plan.pk],
        )


def as_a_new_row(plan: Plan) -> None:
    Plan.objects.create(case=plan.case, version=plan.version + 1, written_by=plan.written_by, **as_if_adopted(plan))


PAST_THE_ACTION: list[Callable[[Plan], None]] = [by_saving, by_updating, in_bulk, by_hand]


@pytest.mark.parametrize("way", PAST_THE_ACTION)
def test_the_database_refuses_it_past_the_action(safety_agrees, way):
    with (
        pytest.raises(IntegrityError, match="het domein SOCIAL heeft niet bijgedragen en ingestemd"),
        transaction.atomic(),
    ):
        way(safety_agrees)


@pytest.mark.parametrize("way", PAST_THE_ACTION)
def test_the_database_refuses_a_claimed_exception_that_nobody_recorded(safety_agrees, way):
    Plan.objects.filter(pk=safety_agrees.pk).update(with_exception=True)
    safety_agrees.refresh_from_db()

    with pytest.raises(IntegrityError, match="geen uitzondering vastgelegd"), transaction.atomic():
        way(safety_agrees)


def test_the_database_refuses_a_row_that_is_born_adopted(safety_agrees):
    with pytest.raises(IntegrityError, match="Een plan zonder doelen kan niet"), transaction.atomic():
        as_a_new_row(safety_agrees)


@pytest.mark.parametrize("way", PAST_THE_ACTION)
def test_the_database_refuses_a_plan_without_goals(case, way):
    empty = a_plan(case)
    Plan.objects.filter(pk=empty.pk).update(status=PlanStatus.PROPOSED, proposed_on=TODAY)
    empty.refresh_from_db()

    with pytest.raises(IntegrityError, match="Een plan zonder doelen kan niet"), transaction.atomic():
        way(empty)


@pytest.mark.parametrize("way", PAST_THE_ACTION)
def test_the_database_refuses_a_draft_that_skips_its_partners(case, way):
    with pytest.raises(IntegrityError), transaction.atomic():
        way(a_ready_plan(case))


def test_the_action_refuses_with_the_missing_domain(safety_agrees):
    assert refusal_of(safety_agrees) == [AGREES_TOO_LATE]


def test_nobody_agreed_names_both_domains(case):
    assert len(refusal_of(a_proposed_plan(case))) == 2


def test_a_domain_that_does_not_agree_does_not_open_the_gate(safety_agrees):
    case = safety_agrees.case
    react(safety_agrees, partners_in(case)[1], Decision.NOT_AGREED, remark="Eerst opvang voor Ties.")

    assert refusal_of(safety_agrees) == [AGREES_TOO_LATE]


def test_agreement_with_reservation_does(safety_agrees):
    case = safety_agrees.case
    react(safety_agrees, partners_in(case)[1], Decision.RESERVATION, remark="Eerst opvang voor Ties.")

    assert adopt(safety_agrees).is_adopted


def test_agreement_without_contribution_does_not(safety_agrees):
    case = safety_agrees.case
    newcomer = sanne()
    an_involvement(case, newcomer)
    react(safety_agrees, newcomer)

    assert refusal_of(safety_agrees) == [AGREES_TOO_LATE]
    with pytest.raises(IntegrityError), transaction.atomic():
        by_updating(safety_agrees)


def test_neither_does_a_draft_of_a_contribution(safety_agrees):
    case = safety_agrees.case
    newcomer = sanne()
    an_involvement(case, newcomer)
    a_contribution(case, newcomer, released=False)
    react(safety_agrees, newcomer)

    assert refusal_of(safety_agrees) == [AGREES_TOO_LATE]
    with pytest.raises(IntegrityError), transaction.atomic():
        by_hand(safety_agrees)


def test_old_reactions_do_not_come_along_past_the_action(safety_agrees):
    with pytest.raises(IntegrityError, match="als de reacties zijn weggehaald"), transaction.atomic():
        Plan.objects.filter(pk=safety_agrees.pk).update(status=PlanStatus.DRAFT, proposed_on=None)


def test_the_app_cannot_switch_the_gate_off(safety_agrees):
    with pytest.raises(DatabaseError, match="must be owner"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE interventions_plan DISABLE TRIGGER plan_is_adopted_by_two_domains")


def test_a_third_domain_does_not_stand_in_for_the_social_one(safety_agrees):
    case = safety_agrees.case
    school = a_user(name="Fleur Jansen", domain=PolicyDomain.EDUCATION)
    an_involvement(case, school)
    a_contribution(case, school)
    react(safety_agrees, school)

    assert refusal_of(safety_agrees) == [AGREES_TOO_LATE]


def test_a_reaction_to_the_previous_version_does_not_count_for_the_next(case):
    an_adopted_plan(case)

    assert len(refusal_of(a_proposed_plan(case))) == 2


def test_without_any_contribution_the_first_obstacle_is_the_contribution():
    case = a_case(coordinator=anna())
    record_exception(case, by=case.started_by, on=TODAY, reason="Gevaar voor de wijkagent.")
    partner = bram()
    an_involvement(case, partner)
    a_fixed_definition(case, partners=[partner])
    plan = a_proposed_plan(case)
    assert not Contribution.objects.filter(case=case, organisation__policy_domain=PolicyDomain.SOCIAL).exists()

    missing = [voice.sentence("het plan") for voice in voices_missing_in(plan)]

    assert "Er is nog geen bijdrage uit het domein sociaal." in missing


def test_a_forged_post_for_a_draft_changes_nothing_and_says_why(client: Client, case):
    plan = a_ready_plan(case)
    client.force_login(case.started_by)

    page = client.post(f"/casussen/{case.pk}/plan/1/vaststellen/")

    plan.refresh_from_db()
    assert (page.status_code, plan.status) == (422, PlanStatus.DRAFT)
    assert "Leg het plan eerst voor aan de partners." in page.text


def test_a_forged_post_with_one_domain_repeats_the_obstacles_of_the_page(client: Client, safety_agrees):
    case = safety_agrees.case
    client.force_login(case.started_by)
    shown = client.get(f"/casussen/{case.pk}/plan/").text

    page = client.post(f"/casussen/{case.pk}/plan/1/vaststellen/")

    assert page.status_code == 422
    assert AGREES_TOO_LATE in page.text
    assert AGREES_TOO_LATE in shown
    assert "Stel het plan vast" not in shown


def test_a_partner_cannot_adopt(client: Client, safety_agrees):
    case = safety_agrees.case
    client.force_login(partners_in(case)[0])

    assert client.post(f"/casussen/{case.pk}/plan/1/vaststellen/").status_code == 403


def test_the_exception_opens_the_gate_and_stays_on_the_plan(client: Client, safety_agrees):
    case = safety_agrees.case
    record_exception(case, by=case.started_by, on=TODAY, reason="Gevaar voor de wijkagent.")

    adopted = adopt(Plan.objects.get(pk=safety_agrees.pk))

    client.force_login(case.started_by)
    page = client.get(f"/casussen/{case.pk}/plan/").text
    assert adopted.with_exception
    assert "Vastgesteld met een uitzondering op samen kijken" in page
    assert "Gevaar voor de wijkagent." in page
    assert "Anna de Wit op 23-11-2026" in page


def test_a_plan_that_did_not_need_the_exception_does_not_carry_it(safety_agrees):
    case = safety_agrees.case
    record_exception(case, by=case.started_by, on=TODAY, reason="Gevaar voor de wijkagent.")
    react(safety_agrees, partners_in(case)[1])

    assert not adopt(Plan.objects.get(pk=safety_agrees.pk)).with_exception


def test_the_exception_does_not_open_what_the_plan_itself_lacks(case):
    record_exception(case, by=case.started_by, on=TODAY, reason="Gevaar voor de wijkagent.")
    plan = a_ready_plan(case)

    assert refusal_of(plan) == ["Leg het plan eerst voor aan de partners."]


def test_who_directs_the_case_is_shown_the_way_to_an_exception_only_when_it_helps(client: Client, safety_agrees):
    case = safety_agrees.case
    client.force_login(case.started_by)

    assert "Vraag een uitzondering aan" in client.get(f"/casussen/{case.pk}/plan/").text
    client.force_login(partners_in(case)[0])
    assert "Vraag een uitzondering aan" not in client.get(f"/casussen/{case.pk}/plan/").text
