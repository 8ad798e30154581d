"""Every page of a case, read from the URLconf: a stranger cannot tell it from a case that does not exist."""

import re
from collections import defaultdict
from collections.abc import Callable
from itertools import product

import pytest
from django.http import HttpResponse
from django.test import Client

from cases import actions
from cases.models import Case, InvolvementRole
from cases.permissions import CHANGE, CONTRIBUTE, DIRECT, VIEW
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import TODAY, a_case, a_member, a_user, an_involvement, anna, bram, chris, dina, sanne
from tests.routes import an_address_of, every_route, policy_of

pytestmark = pytest.mark.django_db
ROUTES = {route: policy_of(pattern) for route, pattern in every_route() if "<int:case_id>" in route}
NO_CASE = 987654321


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_member(case)
    return case


def who_left(case: Case, director: User) -> User:
    partner = bram()
    seat = an_involvement(case, partner)
    actions.end_involvement(seat, by=director, on=TODAY, reason="Andere baan")
    return partner


def who_is_asked(case: Case, director: User) -> User:
    partner = sanne()
    actions.ask_to_join(case, partner.organisation, by=director, on=TODAY, reason="Nodig aan tafel", due_on=TODAY)
    return partner


def a_colleague_of_the_director(case: Case, director: User) -> User:
    return a_user(Role.PROCESS_COORDINATOR, Role.CASE_COORDINATOR, organisation=director.organisation)


def with_every_role_outside_cases(case: Case, director: User) -> User:
    return a_user(Role.MANAGER, Role.PRIVACY_OFFICER, Role.FUNCTIONAL_ADMIN, domain=PolicyDomain.OTHER)


STRANGERS: dict[str, Callable[[Case, User], User]] = {
    "the privacy officer": lambda case, director: dina(),
    "every role outside cases": with_every_role_outside_cases,
    "a colleague of the director": a_colleague_of_the_director,
    "who is asked and did not answer": who_is_asked,
    "who left": who_left,
}


ROLES = {
    InvolvementRole.READER: {VIEW},
    InvolvementRole.PARTICIPANT: {VIEW, CONTRIBUTE},
    InvolvementRole.CASE_COORDINATOR: {VIEW, CONTRIBUTE, CHANGE},
    InvolvementRole.PROCESS_COORDINATOR: {VIEW, CONTRIBUTE, CHANGE, DIRECT},
}


def answer(client: Client, route: str, case: int) -> HttpResponse:
    """What this page says when asked; what only receives is sent an empty form."""
    path = an_address_of(route, case_id=case)
    shown = client.get(path)
    return client.post(path) if shown.status_code == 405 else shown


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only whether it is there: what the pages that say no look like is the same for all, and looked at once."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_, **__: "")


def without_what_changes(html: str) -> str:
    return re.sub(r"nonce=\S+|value=\"[\w=-]{64,}\"|seconds=\"\d+\"", "", html)


@pytest.mark.parametrize("stranger", STRANGERS)
def test_does_not_exist_for_a_stranger(client: Client, undrawn, case, director, stranger):
    client.force_login(STRANGERS[stranger](case, director))

    statuses = {route: answer(client, route, case.pk).status_code for route in ROUTES}

    assert statuses == dict.fromkeys(ROUTES, 404)
    assert refusals_of(case) == len(ROUTES)


def test_looks_to_somebody_elsewhere_like_a_case_that_does_not_exist(client: Client, case):
    client.force_login(chris())
    statuses = defaultdict(list)

    for route, asked in product(ROUTES, [client.get, client.post]):
        here, nowhere = (asked(an_address_of(route, case_id=number)) for number in (case.pk, NO_CASE))
        assert here.status_code == nowhere.status_code
        assert without_what_changes(here.text) == without_what_changes(nowhere.text)
        statuses[route].append(here.status_code)

    assert statuses.keys() == ROUTES.keys()
    assert all(set(said) in ({404}, {404, 405}) for said in statuses.values())  # 405: only shows, or only receives
    assert refusals_of(case) == sum(said.count(404) for said in statuses.values())


def refusals_of(case: Case) -> int:
    return AuditEvent.objects.filter(type=EventType.REFUSED, case_id=case.pk).count()


def at_the_table(client: Client, role: InvolvementRole) -> Case:
    case, partner = a_case(), bram()
    an_involvement(case, partner, role=role)
    client.force_login(partner)
    return case


def beyond(role: InvolvementRole) -> set[str]:
    return {route for route, policy in ROUTES.items() if policy not in ROLES[role]}


@pytest.mark.parametrize("role", ROLES)
def test_at_the_table_one_opens_what_the_role_gives(client: Client, role):
    case = at_the_table(client, role)

    given = {client.get(an_address_of(route, case_id=case.pk)).status_code for route in ROUTES.keys() - beyond(role)}

    assert 200 in given
    assert 403 not in given


@pytest.mark.parametrize("role", ROLES)
def test_at_the_table_one_is_refused_the_rest(client: Client, undrawn, role):
    case = at_the_table(client, role)

    refused = {route for route in beyond(role) if answer(client, route, case.pk).status_code == 403}

    assert refused == beyond(role)


def test_what_is_refused_cannot_be_sent_either(client: Client, undrawn):
    case = at_the_table(client, InvolvementRole.READER)
    not_read = [route for route, policy in ROUTES.items() if policy != VIEW]

    statuses = {client.post(an_address_of(route, case_id=case.pk)).status_code for route in not_read}

    assert statuses <= {403, 405}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["/casussen/{0}/", "/casussen/{0}/gezin/{0}/", "/vragen/{0}/"])
def test_a_number_that_no_row_can_have_is_not_there_and_the_refusal_is_logged(client: Client, method, address):
    client.force_login(anna())

    answer = getattr(client, method)(address.format("9" * 40))

    assert answer.status_code in {404, 405}
    assert (answer.status_code == 404) == AuditEvent.objects.filter(type=EventType.REFUSED, case_id=None).exists()
