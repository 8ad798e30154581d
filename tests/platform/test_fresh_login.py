"""Before rights change or a file leaves the house: who sits here shows again who they are, and loses no text."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from familienetwerk.accounts.models import UnsentForm, User
from familienetwerk.accounts.roles import Role
from familienetwerk.outbox.models import Job
from tests.factories import an_organisation
from tests.platform.people import PASSWORD, log_in, somebody, with_an_app
from tests.routes import every_route

pytestmark = pytest.mark.django_db

INVITE = "/beheer/gebruikers/uitnodigen/"
CONFIRM = "/account/bevestigen/"
GRAVE = {
    "invite_user",
    "user",
    "end_account",
    "invite_again",
    "add_organisation",
    "export",
    "usersessions_list",
    "reveal_bsn",
    "participants",
    "end_participation",
    "end_frame",
    "add_mandate",
    "change_mandate",
}


@pytest.fixture
def fatima(client: Client) -> User:
    fatima = somebody(Role.FUNCTIONAL_ADMIN, Role.MANAGER, name="Fatima el Amrani")
    log_in(client, fatima)
    return fatima


@pytest.fixture
def six_minutes_later(client: Client, fatima: User) -> Iterator[None]:
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        yield


def confirm(client: Client, page: str, password: str = PASSWORD):
    return client.post(CONFIRM, {"password": password, "next": page})


def test_is_asked_of_these_pages() -> None:
    asking = {pattern.name for _, pattern in every_route() if getattr(pattern.callback, "asks_fresh_login", False)}

    assert asking >= GRAVE


def test_holds_for_five_minutes_after_logging_in(client: Client, fatima: User) -> None:
    assert client.get(INVITE).status_code == 200


def test_is_asked_before_one_begins_to_type(client: Client, six_minutes_later: None) -> None:
    asked = client.get(INVITE)
    back = confirm(client, INVITE)

    assert asked.url == f"{CONFIRM}?next=%2Fbeheer%2Fgebruikers%2Fuitnodigen%2F"
    assert back.url == INVITE
    assert client.get(INVITE).status_code == 200


def test_asked_too_late_gives_the_text_back(client: Client, six_minutes_later: None) -> None:
    typed = {"email": "noor@partner.example", "name": "Noor Nieuw", "roles": ["PARTNER"]}

    asked = client.post(INVITE, typed | {"organisation": an_organisation().pk})
    confirm(client, INVITE)
    page = client.get(INVITE)

    assert asked.url.startswith(CONFIRM)
    assert not User.objects.filter(email="noor@partner.example").exists()
    assert page.context["form"]["name"].value() == "Noor Nieuw"
    assert "Bewaar opnieuw" in page.text


def test_asked_at_a_button_without_a_page_shows_the_button_again(client: Client, six_minutes_later: None) -> None:
    invited = somebody()
    User.objects.filter(pk=invited.pk).update(password="!")
    button = f"/beheer/gebruikers/{invited.pk}/uitnodiging/"

    client.post(button)
    confirm(client, button)
    page = client.get(button)
    client.post(button)

    assert "Verstuur opnieuw" in page.text
    assert Job.objects.filter(kind="invitation", subject_id=invited.pk).count() == 1


def test_is_not_given_by_a_wrong_password(client: Client, six_minutes_later: None) -> None:
    wrong = confirm(client, INVITE, "iets heel anders dan dit")

    assert "Dit wachtwoord klopt niet." in wrong.text
    assert client.get(INVITE).status_code == 302


def test_ends_five_minutes_after_it_was_shown_again(client: Client, six_minutes_later: None) -> None:
    confirm(client, INVITE)

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert client.get(INVITE).status_code == 302


def test_gives_the_session_another_number_that_still_can_be_ended(
    client: Client, fatima: User, six_minutes_later: None
) -> None:
    before = client.cookies["sessionid"].value

    confirm(client, INVITE)

    after = client.cookies["sessionid"].value
    assert before != after
    assert list(fatima.usersession_set.values_list("session_key", flat=True)) == [after]
    stolen = Client()
    stolen.cookies["sessionid"] = before
    assert stolen.get("/account/").status_code == 302


def test_leads_back_to_the_page_that_offers_the_file_and_that_page_fetches_it(
    client: Client, six_minutes_later: None
) -> None:
    file = "/rapportage/voortgang.csv?first=01-01-2026&last=31-12-2026"

    asked = client.get(file)
    back = confirm(client, parse_qs(urlsplit(asked.url).query)["next"][0])
    page = client.get(back.url)

    assert back.url == "/rapportage/?first=01-01-2026&last=31-12-2026&ophalen=csv"
    assert f'<meta http-equiv="refresh" content="0; url={escape(file)}">' in page.text
    assert client.get(file).headers["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize("kind", ["", "exe", "../beheer", "csv%22%3E"])
def test_fetches_no_other_file(client: Client, fatima: User, kind: str) -> None:
    assert "refresh" not in client.get(f"/rapportage/?ophalen={kind}").text


def test_sends_htmx_to_the_whole_page(client: Client, six_minutes_later: None) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{INVITE}"}

    asked = client.post(INVITE, {"name": "Noor"}, headers=headers)

    assert asked.headers["HX-Redirect"].startswith(CONFIRM)
    assert UnsentForm.objects.count() == 1


def test_is_refused_first_to_who_may_not_at_all(client: Client) -> None:
    log_in(client, somebody(Role.PARTNER))

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert client.get(INVITE).status_code == 403


def test_of_somebody_with_an_app_may_be_shown_by_a_code_too(client: Client, six_minutes_later: None, fatima) -> None:
    with_an_app(fatima)

    assert "Gebruik uw app of een herstelcode" in client.get(f"{CONFIRM}?next={INVITE}").text
