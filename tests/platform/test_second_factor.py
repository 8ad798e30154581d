"""The second factor: nobody gets anywhere without it, and it is proven in each session anew."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.roles import Role
from familienetwerk.admission.second_factor import SETTING_IT_UP
from familienetwerk.audit.models import AuditEvent, EventType
from tests.platform.people import PASSWORD, SECRET, code_of_the_app, log_in, somebody, types_of, with_an_app
from tests.routes import an_address_of, every_route

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def required(settings) -> Iterator[None]:
    """A code lives half a minute; time stands still so that it does not end within a test."""
    settings.MFA_REQUIRED = True
    with time_machine.travel(timezone.now(), tick=False):
        yield


def closed_routes() -> list[str]:
    return [
        an_address_of(route)
        for route, pattern in every_route()
        if getattr(pattern.callback, "login_required", True) and pattern.name not in SETTING_IT_UP
    ]


def test_is_asked_on_every_page_of_somebody_without_one(client: Client) -> None:
    log_in(client, somebody(*Role))

    open_pages = {
        f"{method} {path}"
        for path in closed_routes()
        for method in ("get", "post")
        if getattr(client, method)(path).headers.get("Location") != "/account/tweede-stap/"
    }

    assert open_pages == set()


def test_page_without_one_offers_no_menu_and_no_search(client: Client) -> None:
    log_in(client, somebody())

    page = client.get("/account/tweede-stap/").text

    assert "Stel een tweede stap in" in page
    assert "Hoofdmenu" not in page
    assert 'name="q"' not in page


def test_is_asked_after_the_password(client: Client) -> None:
    user = with_an_app(somebody())

    after_password = log_in(client, user)
    before_code = client.get("/account/")
    client.post("/inloggen/tweede-stap/", {"code": code_of_the_app()})

    assert after_password.url == "/inloggen/tweede-stap/"
    assert before_code.status_code == 302
    assert client.get("/account/").status_code == 200


def test_code_works_once(client: Client) -> None:
    user = with_an_app(somebody())
    code = code_of_the_app()
    log_in(client, user)
    client.post("/inloggen/tweede-stap/", {"code": code})

    other = Client()
    log_in(other, user)
    again = other.post("/inloggen/tweede-stap/", {"code": code})

    assert "Deze code klopt niet." in again.text
    assert other.get("/account/").status_code == 302


def test_code_cannot_be_guessed(client: Client) -> None:
    user = with_an_app(somebody())
    log_in(client, user)

    answers = [client.post("/inloggen/tweede-stap/", {"code": f"{number:06}"}).text for number in range(7)]

    assert "U probeerde het te vaak." in answers[-1]


def test_can_be_set_up_right_after_the_first_log_in(client: Client) -> None:
    user = somebody()
    log_in(client, user)

    page = client.get("/account/tweede-stap/app/").text
    secret = re.search(r"<code>(\w+)</code>", page)[1]
    done = client.post("/account/tweede-stap/app/", {"code": code_of_the_app(secret)})

    assert done.url == "/account/tweede-stap/codes/"
    assert types_of(user) == ["recovery_codes", "totp"]
    assert "U ziet ze maar één keer." in client.get(done.url).text
    assert client.get("/account/").status_code == 200


def test_set_up_elsewhere_does_not_open_a_session_that_waits(client: Client) -> None:
    """Somebody else knows the password and waits on the page to set it up."""
    user = somebody()
    log_in(client, user)
    client.get("/account/tweede-stap/")

    with_an_app(user)

    for path in (
        "/account/",
        "/account/tweede-stap/passkeys/nieuw/",
        "/account/tweede-stap/codes/",
        "/account/bevestigen/",
    ):
        assert client.get(path).url == "/account/bevestigen/code/"
    client.post("/account/bevestigen/", {"password": PASSWORD})
    assert client.get("/account/").status_code == 302


def test_set_up_elsewhere_opens_a_session_once_it_is_used_there(client: Client) -> None:
    user = somebody()
    log_in(client, user)
    with_an_app(user)

    client.post("/account/bevestigen/code/", {"code": code_of_the_app()})

    assert client.get("/account/").status_code == 200


def test_is_kept_sealed_in_the_database() -> None:
    user = with_an_app(somebody())

    stored = user.authenticator_set.get(type="totp").data["secret"]

    assert SECRET not in stored


def test_last_one_cannot_be_taken_away(client: Client) -> None:
    user = with_an_app(somebody())
    log_in(client, user)
    client.post("/inloggen/tweede-stap/", {"code": code_of_the_app()})
    client.post("/account/bevestigen/", {"password": PASSWORD, "next": "/account/"})

    response = client.post("/account/tweede-stap/app/uit/")

    assert "Dit is uw enige tweede stap." in response.text
    assert "totp" in types_of(user)


def test_is_not_asked_where_the_setting_is_off(client: Client, settings) -> None:
    settings.MFA_REQUIRED = False

    log_in(client, somebody())

    assert client.get("/account/").status_code == 200


def test_the_log_says_by_what_one_came_in_and_that_a_code_was_wrong(client: Client) -> None:
    user = with_an_app(somebody())

    log_in(client, user)
    client.post("/inloggen/tweede-stap/", {"code": "000000"})
    client.post("/inloggen/tweede-stap/", {"code": code_of_the_app()})

    lines = AuditEvent.objects.order_by("pk").values_list("type", "page", "purpose")
    assert list(lines) == [
        (EventType.LOGIN_FAILED, "second_factor", ""),
        (EventType.LOGGED_IN, "", "password, totp"),
    ]


def test_showing_again_who_one_is_is_a_line_too(client: Client) -> None:
    log_in(client, somebody())

    client.post("/account/bevestigen/", {"password": PASSWORD})

    assert AuditEvent.objects.filter(type=EventType.LOGGED_IN, page="proves_again", purpose="password").exists()


def test_a_new_second_factor_offers_to_end_the_other_sessions(client: Client, settings) -> None:
    settings.MFA_REQUIRED = False
    user, elsewhere, page = somebody(), Client(), "/account/tweede-stap/"
    for browser in (client, elsewhere):
        log_in(browser, user)

    assert "U bent op 1 andere plek ingelogd" in client.get(page).text
    client.post("/account/sessies/")

    assert "andere plek" not in client.get(page).text
    assert elsewhere.get("/account/").status_code == 302
