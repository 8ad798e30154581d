"""What one searched with, and what one was choosing from it, is there again after logging in again."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from cases.models import Case
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from tests.breach_factories import a_breach
from tests.factories import a_case, a_member
from tests.platform.people import PASSWORD, code_of_the_app, log_in, somebody, with_an_app

pytestmark = pytest.mark.django_db
DAYS = "vanaf=01-11-2026&tot=02-11-2026"


@pytest.fixture
def officer(client: Client) -> User:
    officer = somebody(Role.PRIVACY_OFFICER, Role.CASE_COORDINATOR)
    log_in(client, officer)
    return officer


@pytest.fixture
def case(officer) -> Case:
    return a_case(coordinator=officer)


def after_logging_in_again(client: Client, user: User, too_late: Any) -> Any:
    """Along the way of a browser: the first time with a wrong password."""
    here = unquote(too_late.url.partition("next=")[2])
    form = client.post("/inloggen/", {"login": user.email, "password": "onjuist", "next": here})
    again = re.search(r'name="next" value="([^"]+)"', form.text)[1].replace("&amp;", "&")
    return client.post("/inloggen/", {"login": user.email, "password": PASSWORD, "next": again}, follow=True)


def end_all_sessions() -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/zoeken/", {"q": "Havenkade"}),
        ("/casussen/", {"q": "Havenkade"}),
        ("/logboek/personen/", {"family_name": "Veldrinck", "birth_date": "14-05-2003"}),
    ],
)
def test_words_that_may_not_stand_in_an_address_stand_in_their_boxes(client, officer, address, words):
    end_all_sessions()

    page = after_logging_in_again(client, officer, client.post(address, words))

    assert "staat er weer" in page.text
    assert all(f'value="{word}"' in page.text for word in words.values())


def test_a_period_stands_in_its_boxes(client, officer, case):
    member = a_member(case)
    pages = [f"/casussen/{case.pk}/gezin/{member.pk}/inzage/", f"/logboek/personen/{member.pk}/"]
    for address in pages:
        end_all_sessions()

        page = after_logging_in_again(client, officer, client.get(f"{address}?{DAYS}"))

        assert page.status_code == 200
        assert 'value="01-11-2026"' in page.text


def test_what_was_being_chosen_for_a_breach_is_chosen_in_the_case_and_days_that_were_looked_in(client, officer, case):
    address = f"{a_breach(officer).get_absolute_url()}geraakt/?casus={case.number}&{DAYS}"
    end_all_sessions()

    page = after_logging_in_again(client, officer, client.post(address, {"rows": [f"CASE:{case.pk}"]}))

    assert page.context["form"]["rows"].value() == [f"CASE:{case.pk}"]
    assert page.context["look"]["casus"].value() == case.number


def test_it_is_there_too_after_the_second_step(client, officer, case, settings):
    settings.MFA_REQUIRED = True
    address = f"{a_breach(officer).get_absolute_url()}geraakt/?casus={case.number}&{DAYS}"
    with_an_app(officer)
    end_all_sessions()
    after_logging_in_again(client, officer, client.post(address, {"rows": [f"CASE:{case.pk}"]}))

    page = client.post("/inloggen/tweede-stap/", {"code": code_of_the_app()}, follow=True)

    assert page.redirect_chain[-1] == (address, 302)
    assert page.context["form"]["rows"].value() == [f"CASE:{case.pk}"]


def test_it_is_there_too_for_who_logged_in_in_another_tab_and_sends_the_old_form(officer, case):
    address = f"{a_breach(officer).get_absolute_url()}geraakt/?casus={case.number}&{DAYS}"
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)

    refused = strict.post(address, {"rows": [f"CASE:{case.pk}"]}, headers={"Sec-Fetch-Site": "same-origin"})

    assert refused.url == address
    assert strict.get(address).context["form"]["rows"].value() == [f"CASE:{case.pk}"]


def test_who_comes_back_by_another_way_finds_the_page_as_it_was(client, officer, case):
    address = f"{a_breach(officer).get_absolute_url()}geraakt/"
    end_all_sessions()
    client.post(f"{address}?casus={case.number}&{DAYS}", {"rows": [f"CASE:{case.pk}"]})
    log_in(client, officer)

    page = client.get(address, follow=True)

    assert page.redirect_chain == [(f"{address}?casus={case.number}&{DAYS}", 302)]
    assert page.context["form"]["rows"].value() == [f"CASE:{case.pk}"]


def test_the_words_that_a_page_searches_with_while_one_types(client, officer):
    end_all_sessions()
    here = {"HX-Request": "true", "HX-Current-URL": "http://testserver/interventies/?q=mento"}

    too_late = client.get("/interventies/?q=mentor", headers=here)

    assert too_late.headers["HX-Redirect"] == "/inloggen/?next=%2Finterventies%2F%3Fq%3Dmentor"
