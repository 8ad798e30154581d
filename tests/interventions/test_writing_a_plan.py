"""Writing a draft: its goals, its actions, and the words around them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cases.models import Case, InvolvementRole
from interventions import actions
from interventions.models import ActionItem, Goal, Plan
from tests.factories import a_case, a_member, an_involvement, anna, chris, sanne
from tests.plan_factories import (
    EVALUATION,
    a_goal,
    a_life_domain,
    a_plan,
    an_action,
    an_intervention,
    partners_in,
)

pytestmark = pytest.mark.django_db

LATER = timezone.localdate() + timedelta(days=21)


@pytest.fixture
def desk(client: Client, case) -> Client:
    client.force_login(case.started_by)
    return client


def address(case: Case, page: str = "") -> str:
    return f"/casussen/{case.pk}/plan/{page}"


def typed_goal(**fields: object) -> dict[str, object]:
    filled = {"statement": "Ties is veilig", "term": "LONG", "subject": "network", "life_domain": a_life_domain().pk}
    return filled | fields


def typed_action(case: Case, **fields: object) -> dict[str, object]:
    filled = {"what": "Bel de school", "organisation": case.started_by.organisation_id, "line": "PREVENTIVE"}
    filled |= {"regime": "AVG", "audience": "ALL_INVOLVED"}
    return filled | {"kind": "CARE", "due_on": f"{LATER:%d-%m-%Y}"} | fields


def typed_words(**fields: object) -> dict[str, object]:
    return {"lock_version": 1, "family_view": "AGREES", "evaluate_on": f"{EVALUATION:%d-%m-%Y}"} | fields


# --- goals and actions -----------------------------------------------------------------------------


def test_a_goal_is_about_a_member_in_a_life_domain(desk, case):
    a_plan(case)
    jayden = a_member(case, given_name="Jayden")

    desk.post(address(case, "1/doelen/nieuw/"), typed_goal(subject=f"member-{jayden.pk}", target=4))

    goal = Goal.objects.get()
    assert (goal.member, goal.household, goal.target, goal.life_domain.name) == (jayden, None, 4, "Werk of school")


def test_a_working_goal_starts_with_what_its_goal_is_about(desk, case):
    jayden = a_member(case, given_name="Jayden")
    goal = a_goal(a_plan(case), member=jayden)

    form = desk.get(address(case, f"1/doelen/nieuw/?onder={goal.pk}")).context["form"]

    assert form.initial == {
        "term": "SMALL",
        "parent": goal.pk,
        "life_domain": goal.life_domain_id,
        "subject": f"member-{jayden.pk}",
    }


@pytest.mark.parametrize("under", ["", "0", "x", "9" * 30])
def test_a_goal_that_is_not_there_starts_an_ordinary_one(desk, case, under: str):
    a_plan(case)

    assert desk.get(address(case, f"1/doelen/nieuw/?onder={under}")).status_code == 200


def test_a_goal_for_the_long_term_hangs_under_none(desk, case):
    goal = a_goal(a_plan(case))

    page = desk.post(address(case, "1/doelen/nieuw/"), typed_goal(parent=goal.pk))

    assert "Alleen een werkdoel hangt onder een ander doel." in page.text
    assert 'value="Ties is veilig"' in page.text
    assert Goal.objects.count() == 1


def test_a_goal_with_working_goals_stays_for_the_long_term(case):
    goal = a_goal(a_plan(case))
    a_goal(goal.plan, term="SMALL", parent=goal)

    with pytest.raises(ValidationError, match="Onder dit doel hangen werkdoelen"):
        actions.change_goal(goal, by=case.started_by, lock_version=1, term="SMALL")


def test_a_goal_of_another_plan_is_no_choice(desk, case):
    elsewhere = a_goal(a_plan(a_case(coordinator=anna())))
    a_plan(case)

    page = desk.post(address(case, "1/doelen/nieuw/"), typed_goal(term="SMALL", parent=elsewhere.pk))

    assert page.status_code == 422
    assert desk.get(address(case, f"1/doelen/{elsewhere.pk}/")).status_code == 404


def test_taking_out_a_goal_takes_its_working_goals_and_actions(desk, case):
    goal = a_goal(a_plan(case))
    an_action(a_goal(goal.plan, term="SMALL", parent=goal))
    an_action(goal)

    desk.post(address(case, f"1/doelen/{goal.pk}/verwijderen/"))

    assert (Goal.objects.count(), ActionItem.objects.count()) == (0, 0)


def test_an_action_is_for_who_is_at_the_table(desk, case):
    goal = a_goal(a_plan(case))
    reader, elsewhere = sanne(), chris()
    an_involvement(case, reader, role=InvolvementRole.READER)
    page = address(case, f"1/doelen/{goal.pk}/acties/nieuw/")

    form = desk.get(page).context["form"]

    offered = set(form.fields["organisation"].queryset)
    assert offered == {case.started_by.organisation, *(user.organisation for user in partners_in(case))}
    assert not {reader, elsewhere} & set(form.fields["owner"].queryset)
    for user in (reader, elsewhere):
        answer = desk.post(page, typed_action(case, organisation=user.organisation_id, owner=user.pk))
        assert answer.status_code == 422
    assert not ActionItem.objects.exists()


def test_the_owner_works_at_the_organisation(desk, case):
    goal = a_goal(a_plan(case))
    partner = partners_in(case)[0]

    page = desk.post(address(case, f"1/doelen/{goal.pk}/acties/nieuw/"), typed_action(case, owner=partner.pk))

    assert "Bram Visser werkt niet bij" in page.text


def test_an_action_is_taken_up_by_a_professional_or_by_somebody_of_the_family(desk, case):
    goal = a_goal(a_plan(case))
    page = address(case, f"1/doelen/{goal.pk}/acties/nieuw/")

    both = desk.post(page, typed_action(case, owner=case.started_by.pk, family_owner="Oom Johan"))
    desk.post(page, typed_action(case, family_owner="Oom Johan"))

    assert "niet allebei" in both.text
    assert ActionItem.objects.get().owner_name == "Oom Johan"


def test_an_impossible_day_is_said_at_its_field_and_nothing_is_lost(desk, case):
    goal = a_goal(a_plan(case))

    page = desk.post(address(case, f"1/doelen/{goal.pk}/acties/nieuw/"), typed_action(case, due_on="31-02-2027"))

    assert "februari 2027 heeft 28 dagen" in page.text
    assert "Bel de school" in page.text


# --- the words --------------------------------------------------------------------------------------


def test_the_words_and_the_interventions_are_kept(desk, case):
    chosen = an_intervention(case)
    plan = a_plan(case)

    desk.post(address(case, "1/wijzigen/"), typed_words(summary="Kort", interventions=[chosen.pk]))

    plan.refresh_from_db()
    assert (plan.summary, plan.evaluate_on, list(plan.interventions.all())) == ("Kort", EVALUATION, [chosen])


def test_only_what_was_chosen_goes_into_a_plan(desk, case):
    considered = an_intervention(case, status="CONSIDERED")
    a_plan(case)

    page = desk.post(address(case, "1/wijzigen/"), typed_words(interventions=[considered.pk]))

    assert page.status_code == 422
    assert not Plan.objects.get().interventions.exists()
