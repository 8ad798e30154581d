"""A functional admin keeps accounts and organisations, and gets not one word of a case; there is no Django admin."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cases.models import Case
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from interventions.models import Plan
from tests.domain_factories import a_contribution
from tests.factories import a_case, a_household, a_member, a_user, an_observation, anna
from tests.plan_factories import a_goal, a_plan, an_action
from tests.routes import an_address_of, every_route

pytestmark = pytest.mark.django_db

CANARY = "kanariegeel"


@pytest.fixture
def coordinator() -> User:
    return anna()


@pytest.fixture
def case(coordinator: User) -> Case:
    """The same word in every text of it."""
    case = a_case(coordinator=coordinator, name=f"Wilg {CANARY}")
    a_member(case, given_name=f"Kevin {CANARY}", reason_text=CANARY)
    a_household(case, name=f"Huis {CANARY}")
    an_observation(case, coordinator, text=f"Er stonden drie scooters, {CANARY}.")
    a_contribution(case, coordinator, concern=f"Wij zagen {CANARY}.")
    plan = a_plan(case, by=coordinator, summary=f"Samen rond {CANARY}.")
    an_action(a_goal(plan, statement=f"Kevin is {CANARY}"), what=f"Bel {CANARY}")
    return case


def pages_of(client: Client, case: Case) -> dict[str, str]:
    """What every address answers, with the numbers of this case wherever a number stands."""
    numbers = {"case_id": case.pk, "member_id": case.members.get().pk, "plan_id": Plan.objects.get(case=case).pk}
    answers = {an_address_of(route, **numbers): None for route, _ in every_route()}
    return {path: client.get(path, follow=True).content.decode(errors="ignore") for path in answers}


def test_is_no_word_of_a_case_on_any_page(client: Client, case: Case) -> None:
    client.force_login(a_user(Role.FUNCTIONAL_ADMIN))

    pages = pages_of(client, case)

    assert [path for path, text in pages.items() if CANARY in text or case.members.get().family_name in text] == []


def test_is_said_by_a_word_that_a_coordinator_does_get(client: Client, case: Case, coordinator: User) -> None:
    client.force_login(coordinator)

    pages = pages_of(client, case)

    assert len([path for path, text in pages.items() if CANARY in text]) > 10


def test_is_nothing_by_the_menu(client: Client) -> None:
    client.force_login(a_user(Role.FUNCTIONAL_ADMIN))

    menu = {item["word"] for item in client.get("/").context["menu"]}

    assert menu == {"Werkvoorraad", "Catalogus", "Beheer"}


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/cases/case/"])
def test_is_no_django_admin(client: Client, path: str) -> None:
    client.force_login(a_user(*Role))

    assert client.get(path).status_code == 404


def test_is_no_django_admin_installed() -> None:
    assert not apps.is_installed("django.contrib.admin")
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
