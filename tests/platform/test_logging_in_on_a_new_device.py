"""A browser that an account did not know is told to its user: by mail, and on a browser that it did know."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.models import KnownDevice, User
from familienetwerk.admission.mail import Kind, letter
from familienetwerk.admission.tasks import forget_old_sessions
from familienetwerk.audit.models import AuditEvent
from familienetwerk.outbox.models import Job
from tests.platform.people import PASSWORD, log_in, somebody

pytestmark = pytest.mark.django_db

FIREFOX = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
def noor() -> User:
    return somebody(name="Noor Nieuw")


def notices(user: User) -> int:
    return Job.objects.filter(kind="new_device", subject_id=user.pk).count()


def test_is_not_told_of_the_first_one(client: Client, noor: User) -> None:
    log_in(client, noor)

    assert notices(noor) == 0
    assert KnownDevice.objects.filter(user=noor).count() == 1


def test_is_not_told_of_one_that_comes_back(client: Client, noor: User) -> None:
    for _ in range(2):
        log_in(client, noor)
        client.post("/uitloggen/")

    assert notices(noor) == 0


def test_is_told_by_mail_and_written_down(client: Client, noor: User) -> None:
    log_in(client, noor)
    other = Client(headers=FIREFOX)
    log_in(other, noor)

    assert notices(noor) == 1
    assert AuditEvent.objects.filter(page="new_device", subject_ids=str(noor.pk)).count() == 1
    assert "U logt voor het eerst in met deze browser." in other.get("/account/").text


def test_mail_says_nothing_of_who_or_where_and_leads_to_the_sessions(noor: User) -> None:
    text = letter(Kind.NEW_DEVICE, noor).body

    assert "/account/sessies/" in text
    assert noor.name not in text
    assert "Firefox" not in text


def test_is_told_once_on_a_browser_that_was_known_before(client: Client, noor: User) -> None:
    log_in(client, noor)
    client.post("/uitloggen/")
    stranger = Client(headers=FIREFOX)
    log_in(stranger, noor)
    stranger.post("/uitloggen/")
    log_in(stranger, noor)

    log_in(client, noor)
    first = client.get("/account/").text
    client.post("/uitloggen/")
    log_in(client, noor)
    second = client.get("/account/").text

    assert "nieuw apparaat: Firefox op Windows" in first
    assert "nieuw apparaat" not in second
    assert "nieuw apparaat" not in stranger.get("/account/").text


def test_two_people_at_one_browser_are_each_known_there(client: Client, noor: User) -> None:
    other = somebody()
    for user in (noor, other):
        log_in(client, user)
        client.post("/uitloggen/")

    assert notices(noor) == notices(other) == 0
    assert KnownDevice.objects.values("mark").distinct().count() == 2


def test_cookie_of_another_account_opens_nothing(client: Client, noor: User) -> None:
    log_in(client, noor)
    other = somebody()
    log_in(Client(), other)

    thief = Client()
    thief.cookies["device"] = client.cookies["device"].value
    log_in(thief, other)

    assert notices(other) == 1


def test_is_not_known_by_a_cookie_that_somebody_made_up(client: Client, noor: User) -> None:
    client.cookies["device"] = "x"

    log_in(client, noor)

    assert len(client.cookies["device"].value) == 43


def test_cookie_is_out_of_reach_of_scripts_and_kept_as_a_hash_only(client: Client, noor: User) -> None:
    log_in(client, noor)

    cookie = client.cookies["device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie.value not in KnownDevice.objects.get(user=noor).mark


def test_wrong_password_makes_no_browser_known(client: Client, noor: User) -> None:
    log_in(client, noor, f"niet {PASSWORD}")

    assert not KnownDevice.objects.exists()


def test_is_forgotten_after_a_year(client: Client, noor: User) -> None:
    log_in(client, noor)

    with time_machine.travel(timezone.now() + timedelta(days=366)):
        forget_old_sessions()

    assert not KnownDevice.objects.exists()


def test_page_of_sessions_lists_the_browsers(client: Client, noor: User) -> None:
    log_in(client, noor)

    assert "Browsers die wij kennen" in client.get("/account/sessies/").text
