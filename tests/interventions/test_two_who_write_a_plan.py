"""Two who write the same plan at once: nothing that one of them typed is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.models import Case
from familienetwerk.locking import Conflict
from interventions import actions
from interventions.models import Plan, PlanStatus
from tests.domain_factories import a_fixed_definition
from tests.factories import a_case, anna
from tests.plan_factories import (
    EVALUATION,
    a_goal,
    a_life_domain,
    a_plan,
    an_action,
    an_intervention,
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
    filled |= {"regime": "AVG", "audience": "ALL_INVOLVED"}
    return filled | {"kind": "CARE", "due_on": f"{LATER:%d-%m-%Y}"} | fields


def typed_words(**fields: object) -> dict[str, object]:
    return {"lock_version": 1, "family_view": "AGREES", "evaluate_on": f"{EVALUATION:%d-%m-%Y}"} | fields


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
