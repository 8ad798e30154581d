"""What was typed comes back to who typed it also without a session: each form says, sealed, for whom it was made."""

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
from familienetwerk.sealing import seal, unseal
from tests.platform.people import PASSWORD, log_in, somebody
from tests.platform.test_a_session_that_ended import PAGE, token_in, typed

pytestmark = pytest.mark.django_db
STILL_THERE = "U was uitgelogd. Uw tekst is er nog."


@pytest.fixture
def fatima(client: Client) -> User:
    fatima = somebody(Role.FUNCTIONAL_ADMIN, name="Fatima el Amrani")
    log_in(client, fatima)
    return fatima


def whose(page: Any) -> dict[str, str]:
    """As every form says it of itself."""
    return {"typed_by": re.search(r'name="typed_by" value="([^"]+)"', page.text)[1]}


@pytest.mark.parametrize("lost", ["ended elsewhere", "the cookie of the session", "every cookie"])
def test_comes_back_also_when_nothing_of_the_session_is_left(lost: str) -> None:
    browser, fatima = Client(enforce_csrf_checks=True), somebody(Role.FUNCTIONAL_ADMIN)
    browser.force_login(fatima)
    page = browser.get(PAGE)
    form = typed(csrfmiddlewaretoken=token_in(page), **whose(page))
    if lost == "ended elsewhere":
        Session.objects.all().delete()
    else:
        [browser.cookies.pop(name) for name in ("sessionid", "csrftoken")[: 1 if "session" in lost else 2]]

    too_late = browser.post(PAGE, form, headers={"Sec-Fetch-Site": "same-origin"})
    asked = browser.get(too_late.url)
    browser.post("/inloggen/", {"login": fatima.email, "password": PASSWORD, "csrfmiddlewaretoken": token_in(asked)})
    page = browser.get(PAGE)

    assert too_late.url == f"/inloggen/?next={PAGE}"
    assert STILL_THERE in asked.text
    assert page.context["form"]["name"].value() == "Noor Nieuw"
    assert "staat er weer" in page.text


def test_of_a_session_that_is_gone_is_not_for_who_logs_in_next(client: Client, fatima: User) -> None:
    form = typed(**whose(client.get(PAGE)))
    Session.objects.all().delete()
    client.post(PAGE, form)

    log_in(client, somebody(Role.FUNCTIONAL_ADMIN))

    assert "Noor" not in client.get(PAGE).text


@pytest.mark.parametrize("is_there", [True, False])
def test_a_tab_of_a_session_that_is_gone_is_not_for_who_is_or_was_there_next(is_there: bool) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(somebody(Role.FUNCTIONAL_ADMIN))
    page = browser.get(PAGE)
    form = typed(csrfmiddlewaretoken=token_in(page), **whose(page))
    Session.objects.all().delete()
    browser.force_login(next_one := somebody(Role.FUNCTIONAL_ADMIN))
    if not is_there:
        Session.objects.all().delete()

    browser.post(PAGE, form, headers={"Sec-Fetch-Site": "same-origin"})
    browser.force_login(next_one)

    assert not UnsentForm.objects.filter(user=next_one).exists()
    assert "Noor" not in browser.get(PAGE).text


def test_whose_form_it_was_cannot_be_made_up(client: Client, fatima: User) -> None:
    Session.objects.all().delete()

    for made_up in (str(fatima.pk), "", "gAAAAA", whose_of_another_purpose(fatima)):
        client.post(PAGE, typed(typed_by=made_up))

    assert not UnsentForm.objects.exists()


def whose_of_another_purpose(user: User) -> str:
    return seal(str(user.pk), purpose="unsent form")


def test_whose_form_it_was_cannot_be_read_in_the_page(client: Client, fatima: User) -> None:
    sealed = whose(client.get(PAGE))["typed_by"]

    assert unseal(sealed, purpose="typed_by") == str(fatima.pk)
    assert sealed != whose(client.get(PAGE))["typed_by"]  # the same account is not recognised by it
    assert "typed_by" not in (entrance := Client().get("/inloggen/").text)
    assert STILL_THERE not in entrance


def test_comes_back_also_when_one_logs_in_hours_later_and_only_once(client: Client, fatima: User) -> None:
    form, now = typed(**whose(client.get(PAGE))), timezone.now()
    Session.objects.all().delete()
    [client.post(PAGE, form) for _ in range(2)]

    with time_machine.travel(now + timedelta(hours=11)):
        elsewhere = Client()
        log_in(elsewhere, fatima)
        page = elsewhere.get(PAGE)

    assert page.context["form"]["name"].value() == "Noor Nieuw"
    assert not UnsentForm.objects.exists()
