"""Every route, every role, every standing, every method: the answer is the one that was stated beforehand."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from itertools import product

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from cases import actions
from cases.models import Case, Deadline, InvolvementRole, Observation, Residence
from documents.models import Document
from domains.models import Assessment, Contact
from familienetwerk.accounts.models import Municipality, User
from familienetwerk.accounts.roles import Role
from tests.databases import a_demo_of_ones_own
from tests.factories import a_case, a_town_hall, a_user
from tests.platform import matrix
from tests.platform.people import ALL_DAY
from tests.routes import an_address_of, every_named_route, every_route

pytestmark = pytest.mark.slow
METHODS = ["get", "post", "put", "patch", "delete", "head", "options"]
SEATS = {
    "reader": InvolvementRole.READER,
    "participant": InvolvementRole.PARTICIPANT,
    "case coordinator": InvolvementRole.CASE_COORDINATOR,
    "process coordinator": InvolvementRole.PROCESS_COORDINATOR,
}
STRANGERS = ["formerly involved", "on another case", "in another municipality", "nobody"]
REACH = {seat: number for number, seat in enumerate(SEATS, start=1)}
ROUTES = dict(every_named_route())
OF_A_CASE = {name: route for name, route in ROUTES.items() if "<int:case_id>" in route}
WITHOUT_A_CASE = {name: route for name, route in ROUTES.items() if "<int:case_id>" not in route}


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


def somebody(role: Role, standing: str, case: Case) -> User:
    """With this role in general and this standing in the case."""
    sees_here = role in matrix.OFFICER and standing != "in another municipality"
    user = a_user(role, organisation=a_town_hall(case.municipality) if sees_here else None)
    today = timezone.localdate()
    if standing == "in another municipality":
        elsewhere = Municipality.objects.create(name="Duinveen")
        seat = a_case(number="2026-9001", municipality=elsewhere), InvolvementRole.CASE_COORDINATOR
    elif standing == "on another case":
        seat = a_case(number="2026-9001"), InvolvementRole.CASE_COORDINATOR
    elif standing == "nobody":
        return user
    else:
        seat = case, SEATS.get(standing, InvolvementRole.PARTICIPANT)
    make_room(case, seat[1])
    involvement = actions.start_involvement(seat[0], user, by=user, on=today, reason="Nodig aan tafel", role=seat[1])
    if standing == "formerly involved":
        actions.end_involvement(involvement, by=user, on=today, reason="Klaar")
    return user


def make_room(case: Case, role: InvolvementRole) -> None:
    """There is one coordinator at a time: who has the role now leaves."""
    for seat in case.involvements.running(timezone.localdate()).filter(role=role):
        if role in InvolvementRole.coordinating():
            actions.end_involvement(seat, by=seat.user, on=timezone.localdate(), reason="Opvolging")


def numbers_in(case: Case) -> dict[str, int]:
    """Rows that are there, for the numbers that routes want."""
    plan = case.plans.newest_first()[0]
    goal = plan.goals.filter(actions__isnull=False).order_by("pk")[0]
    return {
        "case_id": case.pk,
        "seen_id": case.pk,
        "goal_id": goal.pk,
        "action_id": goal.actions.order_by("pk")[0].pk,
        **{f"{name}_id": rows.order_by("pk")[0].pk for name, rows in rows_of(case).items()},
    }


def rows_of(case: Case) -> dict[str, QuerySet]:
    return {
        "household": case.households,
        "involvement": case.involvements,
        "item": case.agenda_items,
        "member": case.members,
        "question": case.questions,
        "relation": case.relations,
        "residence": Residence.objects.filter(household__case=case),
        **{
            str(model._meta.model_name): model.objects.filter(case=case)
            for model in (Contact, Deadline, Document, Observation)
        },
    }


def numbers_by_route(case: Case, route: str) -> dict[str, int]:
    """What is called the same in two apps."""
    if "/plan/" in route:
        return {"version": case.plans.newest_first()[0].version}
    if "/interventies/" in route:
        return {"pk": case.interventions.order_by("pk")[0].pk}
    assessment = Assessment.objects.filter(case=case, audience="ALL_INVOLVED").first()
    return {"version": case.definitions.newest_first()[0].version, "pk": assessment.pk}


def answers(user: User, routes: dict[str, str], case: Case, methods: list[str]) -> dict[tuple[str, str], int]:
    """Per page and method the status; each is undone, so that none spoils the next, also not by logging out."""
    client, found = Client(raise_request_exception=False), {}
    client.force_login(user)
    numbers, cookies = numbers_in(case), client.cookies.output(header="")
    paths = {name: an_address_of(route, **numbers, **numbers_by_route(case, route)) for name, route in routes.items()}
    for name, method in product(routes, methods):
        with transaction.atomic():
            found[name, method] = getattr(client, method)(paths[name]).status_code
            transaction.set_rollback(True)
        client.cookies = SimpleCookie(cookies)
    return found


def stated(name: str, seat: str) -> set[int]:
    """What an insider with this seat gets of this page."""
    level = next(number for number, pages in enumerate(matrix.LEVELS, start=1) if name in pages)
    return matrix.NOT_AT_THIS_MOMENT if level <= REACH[seat] else {matrix.REFUSED, matrix.WRONG_METHOD}


def wrong_among(found: dict[tuple[str, str], int], allowed) -> dict[tuple[str, str], int]:
    return {key: status for key, status in found.items() if status not in allowed(*key)}


def test_every_page_is_stated_and_nothing_that_is_no_page():
    of_a_case = [name for pages in matrix.LEVELS for name in pages]
    without = [
        *(matrix.EVERYBODY + matrix.PUBLIC + matrix.FOR_WHO_WAS_ASKED + matrix.THROUGH_OTHER_EYES),
        *matrix.BY_ROLE,
    ]

    assert len(ROUTES) == len(list(every_route()))
    assert sorted(of_a_case) == sorted(OF_A_CASE)
    assert sorted(without) == sorted(WITHOUT_A_CASE)


@pytest.mark.parametrize("standing", ["formerly involved", "nobody"])
def test_to_a_stranger_no_page_of_a_case_is_there(case, standing):
    user = somebody(Role.SOCIAL_PROFESSIONAL, standing, case)

    found = answers(user, OF_A_CASE, case, ["get"])

    assert wrong_among(found, lambda name, method: {matrix.UNKNOWN, matrix.WRONG_METHOD}) == {}


@pytest.mark.parametrize("seat", ["participant", "process coordinator"])
def test_at_the_table_one_opens_what_the_seat_gives(case, seat):
    user = somebody(Role.SOCIAL_PROFESSIONAL, seat, case)

    found = answers(user, OF_A_CASE, case, ["get"])

    assert wrong_among(found, lambda name, method: stated(name, seat)) == {}
    opened = {name for (name, _), status in found.items() if status in matrix.OPENS}
    assert {"detail", "family", "member", "assessment", "problem", "plan", "interventions", "timeline"} <= opened


@pytest.mark.parametrize("home", ["this municipality", "another municipality"])
def test_an_officer_looks_through_eyes_in_the_own_municipality_and_nowhere_else(case, home):
    elsewhere = Municipality.objects.create(name="Duinveen")
    municipality = case.municipality if home == "this municipality" else elsewhere
    user = a_user(Role.PRIVACY_OFFICER, organisation=a_town_hall(municipality))
    seat = case.involvements.running(timezone.localdate()).exclude(user=None).order_by("pk").first()
    routes = {name: ROUTES[name] for name in matrix.THROUGH_OTHER_EYES}
    page = f"casussen/{case.pk}/"
    addresses = {"choose_seat": f"/bekijk-als/casus/{case.pk}/", "seen_as": f"/bekijk-als/{seat.pk}/{page}"}
    client = Client(raise_request_exception=False)
    client.force_login(user)

    found = {
        (name, method): getattr(client, method)(addresses[name]).status_code for name in routes for method in METHODS
    }

    assert addresses.keys() == routes.keys()
    reads = {200} if home == "this municipality" else {matrix.UNKNOWN}
    assert {status for (_, method), status in found.items() if method in {"get"}} == reads
    assert {status for (_, method), status in found.items() if method not in {"get"}} == {matrix.WRONG_METHOD}


@pytest.mark.proof
@pytest.mark.parametrize(("role", "standing"), list(product(Role, [*SEATS, *STRANGERS])))
def test_every_page_of_a_case_for_every_role_standing_and_method(case, role, standing):
    user = somebody(role, standing, case)

    found = answers(user, OF_A_CASE, case, METHODS)

    if standing in STRANGERS:
        wrong = wrong_among(found, lambda name, method: {matrix.UNKNOWN, matrix.WRONG_METHOD})
    else:
        wrong = wrong_among(found, lambda name, method: stated(name, standing))
    assert wrong == {}
    assert len(found) == len(OF_A_CASE) * len(METHODS)


def through_other_eyes(case: Case) -> dict[str, str]:
    """Choosing a seat, and the first page of the case as that seat gets it."""
    return {name: ROUTES[name].replace("<path:page>", f"casussen/{case.pk}/") for name in matrix.THROUGH_OTHER_EYES}


def looks_through(role: Role, standing: str) -> bool:
    is_officer_here = role in matrix.OFFICER and standing != "in another municipality"
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

    assert set(found.values()) == ({200} if looks_through(role, standing) else {matrix.UNKNOWN})


@pytest.mark.proof
@pytest.mark.parametrize(("role", "standing"), list(product(Role, [*SEATS, *STRANGERS])))
def test_other_eyes_for_every_role_standing_and_method(case, role, standing):
    found = answers(somebody(role, standing, case), through_other_eyes(case), case, METHODS)

    opened = {matrix.WRONG_METHOD, 200} if looks_through(role, standing) else {matrix.WRONG_METHOD, matrix.UNKNOWN}
    assert wrong_among(found, lambda name, method: opened) == {}
    assert len(found) == 2 * len(METHODS)


@pytest.mark.proof
@pytest.mark.parametrize("role", Role)
def test_every_page_for_everybody_for_every_role_and_method(case, role):
    """Whoever logged in is refused nowhere; and nothing breaks, whatever the method."""
    routes = {name: ROUTES[name] for name in [*matrix.EVERYBODY, *matrix.PUBLIC] if name != "healthz"}

    found = answers(somebody(role, "nobody", case), routes, case, METHODS)

    opened = matrix.NOT_AT_THIS_MOMENT - {matrix.REFUSED} | {204}
    assert wrong_among(found, lambda name, method: opened | {matrix.OF_ITS_OWN.get(name, 204)}) == {}
    assert {name for (name, method), status in found.items() if method == "get" and status in matrix.OPENS} >= {
        "work_list",
        "list",
        "account",
        "catalogue",
        "help",
        "privacy",
    }


@pytest.mark.proof
@pytest.mark.parametrize("role", Role)
def test_every_page_without_a_case_for_every_role_and_method(case, role):
    user = somebody(role, "nobody", case)
    guarded = {name: route for name, route in WITHOUT_A_CASE.items() if name in matrix.BY_ROLE}
    asked = {name: route for name, route in WITHOUT_A_CASE.items() if name in matrix.FOR_WHO_WAS_ASKED}

    found = answers(user, guarded, case, METHODS)
    of_others = answers(user, asked, case, METHODS)

    beyond = {name for name, roles in matrix.BY_ROLE.items() if role not in roles}
    refused = {key: status for key, status in found.items() if key[0] in beyond}
    given = {key: status for key, status in found.items() if key[0] not in beyond}
    assert wrong_among(refused, lambda name, method: {matrix.REFUSED, matrix.WRONG_METHOD}) == {}
    assert wrong_among(given, lambda name, method: matrix.NOT_AT_THIS_MOMENT - {matrix.REFUSED}) == {}
    assert set(of_others.values()) <= {matrix.REFUSED, matrix.UNKNOWN, matrix.WRONG_METHOD}
