"""Who reads the log showed in the last half hour, with a second factor, who that is (NEN 7513; FR-150)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.roles import Role
from tests.platform.people import PASSWORD, code_of_the_app, log_in, somebody, with_an_app
from tests.routes import every_route

pytestmark = pytest.mark.django_db
LOG = "/logboek/"
BY_CODE = "/account/bevestigen/code/"


@pytest.fixture
def clock(settings) -> Iterator[time_machine.Traveller]:
    settings.MFA_REQUIRED = True
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def officer(client: Client, clock: time_machine.Traveller) -> Client:
    user = with_an_app(somebody(Role.PRIVACY_OFFICER))
    log_in(client, user)
    client.post("/inloggen/tweede-stap/", {"code": code_of_the_app()})
    return client


def keep_awake(client: Client, clock: time_machine.Traveller, *, minutes: int) -> None:
    """A session ends when nothing is done for a quarter of an hour."""
    for _ in range(minutes // 10):
        clock.shift(timedelta(minutes=10))
        client.get("/hulp/")


def test_is_asked_of_every_page_that_shows_it() -> None:
    asking = {route: getattr(found.callback, "asks_fresh_second_factor", False) for route, found in every_route()}

    of_the_log = {route: asks for route, asks in asking.items() if route.startswith(LOG)}
    assert len(of_the_log) > 5
    assert all(of_the_log.values())
    assert asking["/datalekken/<int:breach_id>/geraakt/"]


def test_holds_for_half_an_hour_and_then_asks_for_the_code(officer: Client, clock) -> None:
    at_once = officer.get(LOG).status_code
    keep_awake(officer, clock, minutes=20)
    later = officer.get(LOG).status_code
    keep_awake(officer, clock, minutes=20)

    asked = officer.get(f"{LOG}?soort=EXPORTED")

    assert (at_once, later) == (200, 200)
    assert asked.url == f"{BY_CODE}?next=%2Flogboek%2F%3Fsoort%3DEXPORTED"


def test_a_password_is_not_enough_and_the_code_leads_back(officer: Client, clock) -> None:
    keep_awake(officer, clock, minutes=40)

    officer.post("/account/bevestigen/", {"password": PASSWORD, "next": LOG})
    by_password = officer.get(LOG).status_code
    proven = officer.post(BY_CODE, {"code": code_of_the_app(), "next": LOG})

    assert by_password == 302
    assert proven.url == LOG
    assert officer.get(LOG).status_code == 200


def test_what_was_typed_comes_back_after_the_code(officer: Client, clock) -> None:
    keep_awake(officer, clock, minutes=40)
    page = "/logboek/personen/"

    officer.post(page, {"family_name": "Waterman", "birth_date": "1-1-1990"})
    officer.post(BY_CODE, {"code": code_of_the_app(), "next": page})

    assert "Waterman" in officer.get(page).text


def test_whoever_may_not_read_it_is_refused_and_not_asked(client: Client, clock) -> None:
    user = with_an_app(somebody(Role.MANAGER))
    log_in(client, user)
    client.post("/inloggen/tweede-stap/", {"code": code_of_the_app()})
    keep_awake(client, clock, minutes=40)

    assert client.get(LOG).status_code == 403
