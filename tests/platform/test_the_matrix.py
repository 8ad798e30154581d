"""Every route, every role, every standing, every method: the answer is the one that was stated beforehand."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from cases.models import Case
from familienetwerk.accounts.models import Municipality
from familienetwerk.accounts.roles import Role
from tests.databases import a_demo_of_ones_own
from tests.factories import a_town_hall, a_user
from tests.platform.matrix.asking import SEATS, answers, logged_in, said_by, somebody
from tests.platform.matrix.of_a_case import LEVELS, TO_COORDINATORS
from tests.platform.matrix.other_methods import OTHER_METHODS
from tests.platform.matrix.stated import ROWS, of_a_case_at, to_role
from tests.platform.matrix.without_a_case import BY_ROLE, EVERYBODY, OFFICER, PUBLIC, THROUGH_OTHER_EYES
from tests.platform.people import ALL_DAY
from tests.routes import every_named_route, every_route

pytestmark = pytest.mark.slow
BOTH = ["get", "post"]
METHODS = [*BOTH, *OTHER_METHODS]
STRANGERS = ["formerly involved", "on another case", "in another municipality", "nobody"]
LEVEL_OF = {seat: number for number, seat in enumerate(SEATS, start=1)}
ROUTES = dict(every_named_route())
OF_A_CASE = {name: route for name, route in ROUTES.items() if "<int:case_id>" in route}
ASKS_A_WORKER = "healthz"  # it has tests of its own


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A case with a row of every kind, so that an insider gets a page and not only a refusal."""
    of_ones_own = a_demo_of_ones_own("matrix")
    with django_db_blocker.unblock(), override_settings(**ALL_DAY), of_ones_own:
        yield


@pytest.fixture
def case() -> Iterator[Case]:
    """What is done in a test is undone after it."""
    with transaction.atomic():
        yield Case.objects.get(name="Kornoelje")
        transaction.set_rollback(True)


def routes_of(names) -> dict[str, str]:
    return {name: ROUTES[name] for name in names if name != ASKS_A_WORKER}


def unlike(found: dict[tuple[str, str], str], stated) -> dict[tuple[str, str], tuple[str, str]]:
    """What was answered and what is stated, where these differ."""
    return {key: (said, stated(*key)) for key, said in found.items() if said != stated(*key)}


def test_every_page_is_stated_once_and_nothing_that_is_no_page():
    of_a_case = [name for pages in LEVELS for name in pages]
    without = [*EVERYBODY, *PUBLIC, *(name for _, pages in BY_ROLE for name in pages), *THROUGH_OTHER_EYES]

    assert len(ROUTES) == len(list(every_route()))
    assert sorted([*of_a_case, *without]) == sorted(ROUTES.keys() - {ASKS_A_WORKER})
    assert sorted(of_a_case) == sorted(OF_A_CASE)


@pytest.mark.parametrize("standing", ["formerly involved", "nobody"])
def test_to_a_stranger_no_page_of_a_case_is_there(case, standing):
    user = somebody(Role.SOCIAL_PROFESSIONAL, standing, case)

    found = answers(user, OF_A_CASE, case, ["get"])

    assert unlike(found, lambda name, method: of_a_case_at(0, name, method)) == {}


@pytest.mark.parametrize(
    ("seat", "pages"),
    [
        ("participant", [*LEVELS[0], *LEVELS[1]]),
        ("process coordinator", [*LEVELS[2], *LEVELS[3], *TO_COORDINATORS]),
    ],
)
def test_each_page_and_form_of_a_case_answers_who_may_as_is_stated(case, seat, pages):
    user = somebody(Role.SOCIAL_PROFESSIONAL, seat, case)

    found = answers(user, routes_of(pages), case, BOTH)

    assert unlike(found, lambda name, method: of_a_case_at(LEVEL_OF[seat], name, method)) == {}


@pytest.mark.parametrize(("roles", "pages"), [(set(Role), EVERYBODY | PUBLIC), *BY_ROLE])
def test_each_page_without_a_case_answers_who_may_as_is_stated(case, roles, pages):
    role = next(role for role in Role if role in roles)

    found = answers(somebody(role, "nobody", case), routes_of(pages), case, BOTH)

    assert unlike(found, lambda name, method: to_role(role, name, method)) == {}


def test_the_other_file_of_the_figures_is_for_the_same_people(case):
    asked = {role: logged_in(somebody(role, "nobody", case)).get("/rapportage/voortgang.csv") for role in Role}

    of_a_manager = "200 text/csv"
    assert {role: said_by(answer) for role, answer in asked.items()} == {
        role: of_a_manager if role == Role.MANAGER else "403" for role in Role
    }


@pytest.mark.parametrize("home", ["this municipality", "another municipality"])
def test_an_officer_looks_through_eyes_in_the_own_municipality_and_nowhere_else(case, home):
    elsewhere = Municipality.objects.create(name="Duinveen")
    municipality = case.municipality if home == "this municipality" else elsewhere
    user = a_user(Role.PRIVACY_OFFICER, organisation=a_town_hall(municipality))
    seat = case.involvements.running(timezone.localdate()).exclude(user=None).order_by("pk").first()
    routes = {name: ROUTES[name] for name in THROUGH_OTHER_EYES}
    page = f"casussen/{case.pk}/"
    addresses = {"choose_seat": f"/bekijk-als/casus/{case.pk}/", "seen_as": f"/bekijk-als/{seat.pk}/{page}"}
    client = Client(raise_request_exception=False)
    client.force_login(user)

    found = {
        (name, method): getattr(client, method)(addresses[name]).status_code for name in routes for method in METHODS
    }

    assert addresses.keys() == routes.keys()
    reads = 200 if home == "this municipality" else 404
    assert {key: status for key, status in found.items() if status != (reads if key[1] == "get" else 405)} == {}


@pytest.mark.proof
@pytest.mark.parametrize(("role", "standing"), list(product(Role, [*SEATS, *STRANGERS])))
def test_every_page_of_a_case_for_every_role_standing_and_method(case, role, standing):
    user = somebody(role, standing, case)

    found = answers(user, OF_A_CASE, case, METHODS)

    assert unlike(found, lambda name, method: of_a_case_at(LEVEL_OF.get(standing, 0), name, method)) == {}
    assert len(found) == len(OF_A_CASE) * len(METHODS)


def through_other_eyes(case: Case) -> dict[str, str]:
    """Choosing a seat, and the first page of the case as that seat gets it."""
    return {name: ROUTES[name].replace("<path:page>", f"casussen/{case.pk}/") for name in THROUGH_OTHER_EYES}


def looks_through(role: Role, standing: str) -> bool:
    is_officer_here = role in OFFICER and standing != "in another municipality"
    return is_officer_here or standing in {"case coordinator", "process coordinator"}


@pytest.mark.parametrize(
    ("role", "standing"),
    [
        (Role.SOCIAL_PROFESSIONAL, "participant"),
        (Role.SOCIAL_PROFESSIONAL, "case coordinator"),
        (Role.MANAGER, "nobody"),
    ],
)
def test_who_coordinates_looks_through_other_eyes(case, role, standing):
    found = answers(somebody(role, standing, case), through_other_eyes(case), case, ["get"])

    assert set(found.values()) == {"200" if looks_through(role, standing) else "404"}


@pytest.mark.proof
@pytest.mark.parametrize(("role", "standing"), list(product(Role, [*SEATS, *STRANGERS])))
def test_other_eyes_for_every_role_standing_and_method(case, role, standing):
    found = answers(somebody(role, standing, case), through_other_eyes(case), case, METHODS)

    reads = "200" if looks_through(role, standing) else "404"
    assert unlike(found, lambda name, method: reads if method == "get" else "405") == {}
    assert len(found) == 2 * len(METHODS)


@pytest.mark.proof
@pytest.mark.parametrize("role", Role)
def test_every_page_without_a_case_for_every_role_and_method(case, role):
    found = answers(somebody(role, "nobody", case), routes_of(ROWS), case, METHODS)

    assert unlike(found, lambda name, method: to_role(role, name, method)) == {}
    assert len(found) == len(ROWS) * len(METHODS)
