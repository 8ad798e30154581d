"""Guessing stops: per account, from however many addresses, and per address, at however many accounts."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.models import User
from familienetwerk.admission.mail import Kind, letter
from familienetwerk.outbox.models import Job
from tests.platform.people import PASSWORD, code_of_the_app, log_in, somebody, with_an_app

pytestmark = pytest.mark.django_db

TOO_OFTEN = "U probeerde het te vaak"


@pytest.fixture(autouse=True)
def standing_still() -> Iterator[None]:
    """No minute ends in the middle."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def noor() -> User:
    return somebody(name="Noor Nieuw")


def from_address(number: int) -> Client:
    return Client(REMOTE_ADDR=f"192.0.2.{number}")


def guess(client: Client, email: str, password: str = "niet dit wachtwoord") -> str:
    return client.post("/inloggen/", {"login": email, "password": password}, follow=True).text


def test_a_password_of_one_account_from_many_addresses(noor: User) -> None:
    tries = [guess(from_address(number), noor.email) for number in range(1, 30)]

    assert [TOO_OFTEN in answer for answer in tries] == [False] * 5 + [True] * 24
    assert TOO_OFTEN in guess(from_address(99), noor.email, PASSWORD)


def test_passwords_of_many_accounts_from_one_address(noor: User) -> None:
    tries = [guess(from_address(1), f"iemand{number}@example.org") for number in range(31)]

    assert [TOO_OFTEN in answer for answer in tries] == [False] * 30 + [True]
    assert TOO_OFTEN in guess(from_address(1), noor.email, PASSWORD)
    assert TOO_OFTEN not in guess(from_address(2), noor.email, PASSWORD)


def forget(client: Client, email: str) -> int:
    return client.post("/wachtwoord/vergeten/", {"email": email}).status_code


@pytest.mark.parametrize("is_known", [True, False])
def test_a_forgotten_password_of_one_account_from_many_addresses(noor: User, is_known: bool) -> None:
    email = noor.email if is_known else "niemand@example.org"

    answers = [forget(from_address(number), email) for number in range(1, 6)]

    assert answers == [302] * 3 + [429] * 2
    assert Job.objects.filter(kind="password_forgotten").count() == (3 if is_known else 0)


def test_forgotten_passwords_of_many_accounts_from_one_address() -> None:
    answers = [forget(from_address(1), f"iemand{number}@example.org") for number in range(61)]

    assert answers == [302] * 60 + [429]


def waiting_for_a_code(client: Client, user: User) -> Client:
    log_in(client, user)
    return client


def test_a_code_of_one_account_from_many_addresses(noor: User) -> None:
    with_an_app(noor)
    clients = [waiting_for_a_code(from_address(number), noor) for number in range(1, 9)]

    answers = [client.post("/inloggen/tweede-stap/", {"code": "000000"}).text for client in clients]

    assert [TOO_OFTEN in answer for answer in answers] == [False] * 5 + [True] * 3
    right = clients[-1].post("/inloggen/tweede-stap/", {"code": code_of_the_app()})
    assert TOO_OFTEN in right.text


def test_codes_of_many_accounts_from_one_address() -> None:
    users = [with_an_app(somebody()) for _ in range(31)]
    clients = [waiting_for_a_code(from_address(1), user) for user in users]

    answers = [client.post("/inloggen/tweede-stap/", {"code": "000000"}).text for client in clients]

    assert [TOO_OFTEN in answer for answer in answers] == [False] * 30 + [True]


def test_a_password_asked_again_in_an_open_session(client: Client, noor: User) -> None:
    log_in(client, noor)

    answers = [client.post("/account/bevestigen/", {"password": "niet dit"}) for _ in range(11)]

    assert [TOO_OFTEN in answer.text for answer in answers] == [False] * 5 + [True] * 6
    assert answers[-1].status_code == 429


@pytest.mark.parametrize("kind", [Kind.INVITATION, Kind.PASSWORD_FORGOTTEN, Kind.RECOVERED])
def test_a_link_to_one_account_from_many_addresses(noor: User, kind: Kind) -> None:
    link = letter(kind, noor).body.split("http://localhost:8000")[1].split()[0]
    guessed = link[:-6] + "aaaaa/"

    answers = [from_address(number).get(guessed).status_code for number in range(1, 23)]

    assert answers == [200] * 20 + [429] * 2
    assert from_address(99).get(link).status_code == 429


def test_links_to_many_accounts_from_one_address() -> None:
    client = from_address(1)

    answers = [client.get(f"/wachtwoord/kiezen/{number}-geraden/").status_code for number in range(61)]

    assert answers == [200] * 60 + [429]
