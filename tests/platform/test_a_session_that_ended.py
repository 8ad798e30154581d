"""Nothing typed is lost when a session ends, and nobody else gets to read it."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.models import UnsentForm, User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission.tasks import forget_old_sessions
from tests.factories import an_organisation
from tests.platform.people import PASSWORD, log_in, somebody

pytestmark = pytest.mark.django_db

PAGE = "/beheer/gebruikers/uitnodigen/"


@pytest.fixture
def fatima(client: Client) -> User:
    fatima = somebody(Role.FUNCTIONAL_ADMIN, name="Fatima el Amrani")
    log_in(client, fatima)
    client.get(PAGE)
    return fatima


def end_all_sessions() -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))


def token_in(page: Any) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]


def typed(**other: Any) -> dict[str, Any]:
    return {"email": "noor@partner.example", "name": "Noor Nieuw", "roles": ["PARTNER", "MANAGER"], **other}


def test_comes_back_in_the_same_form_after_logging_in_again(client: Client, fatima: User) -> None:
    end_all_sessions()

    too_late = client.post(PAGE, typed())
    client.post("/inloggen/", {"login": fatima.email, "password": PASSWORD, "next": PAGE})
    page = client.get(PAGE)

    assert too_late.url == f"/inloggen/?next={PAGE}"
    assert "staat er weer" in page.text
    assert page.context["form"]["name"].value() == "Noor Nieuw"
    assert page.context["form"]["roles"].value() == ["PARTNER", "MANAGER"]
    assert "nog niet klaar" not in page.text


def test_is_not_saved_by_coming_back(client: Client, fatima: User) -> None:
    end_all_sessions()
    client.post(PAGE, typed(organisation=an_organisation().pk))

    log_in(client, fatima)
    client.get(PAGE)

    assert not User.objects.filter(email="noor@partner.example").exists()


def test_comes_back_once(client: Client, fatima: User) -> None:
    end_all_sessions()
    client.post(PAGE, typed())
    log_in(client, fatima)
    client.get(PAGE)

    page = client.get(PAGE)

    assert "staat er weer" not in page.text
    assert not UnsentForm.objects.exists()


def test_waits_while_one_looks_at_another_page_first(client: Client, fatima: User) -> None:
    end_all_sessions()
    client.post(PAGE, typed())
    log_in(client, fatima)

    client.get("/account/")
    page = client.get(PAGE)

    assert page.context["form"]["name"].value() == "Noor Nieuw"


def test_is_not_for_somebody_else_at_the_same_computer(client: Client, fatima: User) -> None:
    end_all_sessions()
    client.post(PAGE, typed())

    log_in(client, somebody(Role.FUNCTIONAL_ADMIN))
    page = client.get(PAGE)

    assert "Noor" not in page.text


def test_comes_back_after_logging_out_in_another_tab(client: Client, fatima: User) -> None:
    client.post("/uitloggen/")

    too_late = client.post(PAGE, typed())
    log_in(client, fatima)
    page = client.get(PAGE)

    assert too_late.url == f"/inloggen/?next={PAGE}"
    assert page.context["form"]["name"].value() == "Noor Nieuw"
    assert not User.objects.filter(email="noor@partner.example").exists()


def test_comes_back_also_long_after_logging_out_in_another_tab(client: Client, fatima: User) -> None:
    client.post("/uitloggen/")
    end_all_sessions()

    client.post(PAGE, typed())
    log_in(client, fatima)

    assert client.get(PAGE).context["form"]["name"].value() == "Noor Nieuw"


def test_after_logging_out_is_not_for_who_logs_in_next(client: Client, fatima: User) -> None:
    client.post("/uitloggen/")
    too_late = client.post(PAGE, typed())

    log_in(client, somebody(Role.FUNCTIONAL_ADMIN))
    page = client.get(PAGE)

    assert "Noor" not in page.text
    assert "Noor" not in str(too_late.headers) + str(too_late.cookies) + too_late.url


@pytest.mark.parametrize("browser", ["the same", "another"])
def test_comes_back_also_when_a_colleague_logged_in_first(client: Client, fatima: User, browser: str) -> None:
    end_all_sessions()
    client.post(PAGE, typed())
    log_in(client, somebody(Role.FUNCTIONAL_ADMIN))
    client.get(PAGE)
    client.post("/uitloggen/")

    client = client if browser == "the same" else Client()
    log_in(client, fatima)

    assert client.get(PAGE).context["form"]["name"].value() == "Noor Nieuw"


def test_of_a_colleague_does_not_stand_in_the_way_of_ones_own(client: Client, fatima: User) -> None:
    log_in(elsewhere := Client(), director := somebody(Role.FUNCTIONAL_ADMIN))
    end_all_sessions()
    elsewhere.post(PAGE, typed(name="Tess Nieuw"))
    client.post(PAGE, typed())

    log_in(client, director)

    assert client.get(PAGE).context["form"]["name"].value() == "Tess Nieuw"


def test_two_texts_for_one_page_come_back_one_after_the_other(client: Client, fatima: User) -> None:
    end_all_sessions()
    for name in ("Noor Nieuw", "Tess Nieuw", "Noor Nieuw"):
        client.post(PAGE, typed(name=name))
    log_in(client, fatima)

    pages = [client.get(PAGE) for _ in range(3)]

    assert [page.context["form"]["name"].value() for page in pages] == ["Noor Nieuw", "Tess Nieuw", None]
    assert not UnsentForm.objects.exists()


@pytest.mark.parametrize("end", ["logs out", "sits still"])
def test_a_tab_that_somebody_left_open_is_not_for_who_logs_in_next(end: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(somebody(Role.FUNCTIONAL_ADMIN))
    if end == "logs out":
        page = browser.get("/uitloggen/")
        browser.post("/uitloggen/", {"csrfmiddlewaretoken": token_in(page)})
    else:
        end_all_sessions()
    next_one = somebody(Role.FUNCTIONAL_ADMIN)
    page = browser.get("/inloggen/")
    typed_in = {"login": next_one.email, "password": PASSWORD, "csrfmiddlewaretoken": token_in(page)}
    browser.post("/inloggen/", typed_in)

    refused = browser.post(PAGE, typed(), headers={"Sec-Fetch-Site": "same-origin"})

    assert refused.status_code == 403
    assert not UnsentForm.objects.exists()
    assert "Noor" not in browser.get(PAGE).text


def test_is_forgotten_after_half_a_day(client: Client, fatima: User) -> None:
    end_all_sessions()
    client.post(PAGE, typed())

    with time_machine.travel(timezone.now() + timedelta(hours=12, minutes=1)):
        forget_old_sessions()

    assert not UnsentForm.objects.exists()


def test_cannot_be_read_in_the_database(client: Client, fatima: User) -> None:
    end_all_sessions()

    client.post(PAGE, typed())

    assert "Noor" not in UnsentForm.objects.get().sealed_fields


def test_never_keeps_a_password(client: Client, fatima: User) -> None:
    end_all_sessions()

    client.post("/account/wachtwoord/", {"oldpassword": PASSWORD, "password1": "x", "password2": "x"})

    assert not UnsentForm.objects.exists()


def test_of_a_stranger_is_not_kept(client: Client) -> None:
    client.post(PAGE, typed())

    assert not UnsentForm.objects.exists()


def test_at_an_address_without_a_page_shows_the_text_itself(client: Client, fatima: User) -> None:
    user = somebody()
    end_all_sessions()
    client.post(f"/beheer/gebruikers/{user.pk}/uitnodiging/", {"reden": "De eerste brief kwam niet aan."})

    log_in(client, fatima)
    page = client.get(f"/beheer/gebruikers/{user.pk}/uitnodiging/")

    assert page.status_code == 200
    assert "De eerste brief kwam niet aan." in page.text


def test_sends_htmx_to_the_whole_log_in_page(client: Client) -> None:
    response = client.get(PAGE, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/casussen/1/?tab=2"})

    assert response.headers["HX-Redirect"] == "/inloggen/?next=%2Fcasussen%2F1%2F%3Ftab%3D2"


def test_a_form_of_before_the_last_log_in_comes_back_too() -> None:
    fatima = somebody(Role.FUNCTIONAL_ADMIN)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(fatima)

    refused = strict.post(PAGE, typed(), headers={"Sec-Fetch-Site": "same-origin"})
    page = strict.get(PAGE)

    assert refused.url == PAGE
    assert page.context["form"]["name"].value() == "Noor Nieuw"


@pytest.mark.urls("tests.platform.urls_that_fail")
def test_a_form_on_which_the_app_fails_comes_back_too(client: Client) -> None:
    client.force_login(somebody())
    client.raise_request_exception = False

    failed = client.post("/mislukt/", {"text": "Een lange tekst"})
    page = client.get("/mislukt/")

    assert failed.status_code == 500
    assert "uw tekst is er nog" in failed.text
    assert page.text == "Een lange tekst"


def test_a_form_of_another_site_does_not() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(somebody(Role.FUNCTIONAL_ADMIN))

    refused = strict.post(PAGE, typed(), headers={"Sec-Fetch-Site": "cross-site"})

    assert refused.status_code == 403
    assert not UnsentForm.objects.exists()
