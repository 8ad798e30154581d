"""Writing a draft: its words, goals and actions; two who write at once; and telling how an action goes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.models import Case, Deadline, DeadlineKind, InvolvementRole
from familienetwerk.locking import Conflict
from interventions import actions
from interventions.models import ActionItem, ActionStatus, Goal, Plan, PlanStatus
from tests.domain_factories import a_fixed_definition
from tests.factories import TODAY, a_case, a_member, a_user, an_involvement, anna, chris, sanne
from tests.plan_factories import (
    EVALUATION,
    a_goal,
    a_life_domain,
    a_plan,
    a_ready_plan,
    adopt,
    an_action,
    an_adopted_plan,
    an_intervention,
    partners_in,
)

pytestmark = pytest.mark.django_db

LATER = timezone.localdate() + timedelta(days=21)


@pytest.fixture
def case() -> Case:
    return a_case(coordinator=anna())


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


def test_the_words_and_the_measures_are_kept(desk, case):
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


# --- two who write at once ---------------------------------------------------------------------------


def test_two_versions_of_the_words_are_compared_field_by_field(desk, case):
    chosen = an_intervention(case)
    a_plan(case)
    desk.post(address(case, "1/wijzigen/"), typed_words(summary="Van Karim", interventions=[chosen.pk]))

    page = desk.post(address(case, "1/wijzigen/"), typed_words(summary="Van mij"))

    assert page.status_code == 409
    assert "Er is niets verloren" in page.text
    assert "Anna de Wit" in page.text
    assert 'name="mijn-summary" value="Van mij"' in page.text
    assert 'name="hun-summary" value="Van Karim"' in page.text
    assert f'name="hun-interventions" value="{chosen.pk}"' in page.text
    assert Plan.objects.get().summary == "Van Karim"


def test_the_choice_between_the_two_is_saved(desk, case):
    a_plan(case)
    desk.post(address(case, "1/wijzigen/"), typed_words(summary="Van Karim", agreements="Van Karim"))
    choice = {"kies-summary": "mijn", "mijn-summary": "Van mij", "hun-summary": "Van Karim"}
    choice |= {"kies-agreements": "hun", "mijn-agreements": "Van mij", "hun-agreements": "Van Karim"}

    desk.post(address(case, "1/wijzigen/"), typed_words(lock_version=2) | choice)

    plan = Plan.objects.get()
    assert (plan.summary, plan.agreements) == ("Van mij", "Van Karim")


def test_two_versions_of_a_goal_are_compared(desk, case):
    goal = a_goal(a_plan(case))
    page = address(case, f"1/doelen/{goal.pk}/")
    desk.post(page, typed_goal(lock_version=1, statement="Van Karim"))

    answer = desk.post(page, typed_goal(lock_version=1, statement="Van mij"))

    assert answer.status_code == 409
    assert 'name="mijn-statement" value="Van mij"' in answer.text
    assert 'name="hun-statement" value="Van Karim"' in answer.text
    goal.refresh_from_db()
    assert (goal.statement, goal.lock_version) == ("Van Karim", 2)


def test_two_versions_of_an_action_are_compared(desk, case):
    action = an_action(a_goal(a_plan(case)))
    page = address(case, f"1/acties/{action.pk}/")
    desk.post(page, typed_action(case, lock_version=1, what="Van Karim"))

    answer = desk.post(page, typed_action(case, lock_version=1, what="Van mij"))

    assert answer.status_code == 409
    assert 'name="hun-what" value="Van Karim"' in answer.text


def test_a_forgotten_version_counts_as_an_old_one(case):
    goal = a_goal(a_plan(case))

    with pytest.raises(Conflict):
        actions.change_goal(goal, by=case.started_by, lock_version=None, statement="Iets anders")


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_the_same_moment_make_one_draft():
    case = a_case(coordinator=anna())
    a_fixed_definition(case)

    def start(_turn: int) -> bool:
        try:
            actions.start_plan(case, by=case.started_by)
        except actions.CannotStartPlan:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(max_workers=4) as together:
        made = list(together.map(start, range(8)))

    assert made.count(True) == 1
    assert list(Plan.objects.values_list("version", "status")) == [(1, PlanStatus.DRAFT)]


def test_starting_twice_by_the_page_says_there_is_a_draft(desk, case):
    a_plan(case)

    page = desk.post(address(case, "nieuw/"), follow=True)

    assert "Er ligt al een concept van het plan." in page.text


# --- how an action goes --------------------------------------------------------------------------------


@pytest.fixture
def action(case) -> ActionItem:
    return an_adopted_plan(case).goals.get().actions.get()


def test_a_coordinator_tells_it_of_any_organisation(client: Client, case):
    plan = a_ready_plan(case)
    action = an_action(plan.goals.get(), organisation=partners_in(case)[1].organisation)
    adopt(actions.propose_plan(plan, by=case.started_by, on=TODAY, answer_by=TODAY))
    client.force_login(case.started_by)

    client.post(address(case, f"1/acties/{action.pk}/stand/"), {"status": "RUNNING"})

    action.refresh_from_db()
    assert action.status == ActionStatus.RUNNING


def test_a_colleague_of_the_owner_tells_it(client: Client, case, action):
    colleague = a_user(name="Karim Haddou", organisation=action.organisation)
    an_involvement(case, colleague)
    client.force_login(colleague)

    client.post(address(case, f"1/acties/{action.pk}/stand/"), {"status": "DONE"})

    action.refresh_from_db()
    assert action.status == ActionStatus.DONE
    assert not Deadline.objects.open().filter(kind=DeadlineKind.ACTION, subject_id=action.pk).exists()


def test_another_organisation_does_not(client: Client, case, action):
    partner = partners_in(case)[0]
    client.force_login(partner)

    assert client.post(address(case, f"1/acties/{action.pk}/stand/"), {"status": "DONE"}).status_code == 403
    with pytest.raises(actions.NotYourAction):
        actions.report_progress(action, by=partner, on=TODAY, status=ActionStatus.DONE)


def test_a_reader_of_the_same_organisation_does_not(client: Client, case, action):
    reader = a_user(name="Karim Haddou", organisation=action.organisation)
    an_involvement(case, reader, role=InvolvementRole.READER)
    client.force_login(reader)

    assert client.get(address(case, f"1/acties/{action.pk}/stand/")).status_code == 403


def test_what_stopped_says_why(client: Client, case, action):
    client.force_login(case.started_by)

    page = client.post(address(case, f"1/acties/{action.pk}/stand/"), {"status": "IMPOSSIBLE"})

    assert "Schrijf op waarom deze actie stopt of niet kan." in page.text


def test_what_goes_on_after_all_is_due_again(case, action):
    for status in (ActionStatus.DONE, ActionStatus.RUNNING):
        actions.report_progress(action, by=case.started_by, on=TODAY, status=status)

    assert Deadline.objects.open().filter(kind=DeadlineKind.ACTION, subject_id=action.pk).count() == 1


def test_of_a_replaced_version_nothing_moves(client: Client, case, action):
    an_adopted_plan(case)
    client.force_login(case.started_by)

    assert client.post(address(case, f"1/acties/{action.pk}/stand/"), {"status": "DONE"}).status_code == 403
    with pytest.raises(actions.PlanIsNotInForce):
        actions.report_progress(action, by=case.started_by, on=TODAY, status=ActionStatus.DONE)


def test_the_evaluation_is_typed_and_kept(desk, case, action):
    desk.post(address(case, "1/evalueren/"), {"on": f"{TODAY:%d-%m-%Y}", "evaluation": "Twee doelen gehaald."})

    page = desk.get(address(case, "1/"))
    assert "Twee doelen gehaald." in page.text
    assert "Evaluatie van 23-11-2026" in page.text
