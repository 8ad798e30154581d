"""Every time that somebody is turned away stands in the log, by account or address; nobody fills the log with it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.models import TurnedAway, User
from familienetwerk.admission.tasks import write_who_tried_too_often
from familienetwerk.admission.turning_away import MOST, note_too_often
from familienetwerk.audit.models import AuditEvent, EventType
from tests.platform.people import log_in, somebody, with_an_app

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator:
    """No minute ends by itself."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def noor() -> User:
    return somebody(name="Noor Nieuw")


def guess(email: str, *, address: str = "192.0.2.1") -> None:
    Client(REMOTE_ADDR=address).post("/inloggen/", {"login": email, "password": "niet dit wachtwoord"})


def lines() -> list[tuple[str, str, str]]:
    """Page, number of the account, words without the mark of an address."""
    found = AuditEvent.objects.filter(type=EventType.REFUSED, subject="user").order_by("pk")
    return [(line.page, line.subject_ids, line.purpose.partition(" vanaf ")[0]) for line in found]


def by_nobody(request: HttpRequest) -> HttpRequest:
    request.user, request.session, request.resolver_match = AnonymousUser(), {}, None
    return request


def a_minute_later(clock) -> None:
    clock.shift(timedelta(minutes=1))
    write_who_tried_too_often()
    write_who_tried_too_often()  # twice does no harm


def test_each_account_has_its_line_at_once_and_the_rest_is_counted(noor, clock):
    bram = somebody()
    for email in [noor.email] * 9 + [bram.email] * 6:
        guess(email, address=f"192.0.2.{len(email)}")

    at_once = lines()
    a_minute_later(clock)

    page = "too_often account_login"
    assert [line[:2] for line in at_once] == [(page, str(noor.pk)), (page, str(bram.pk))]
    assert lines()[2:] == [(page, str(noor.pk), "nog 3 keer")]
    assert not TurnedAway.objects.exists()


def test_of_an_account_that_is_not_there_it_is_the_address(clock):
    for number in range(33):
        guess(f"iemand{number}@example.org")
    a_minute_later(clock)

    first, rest = AuditEvent.objects.filter(type=EventType.REFUSED).order_by("pk")
    assert first.subject_ids == rest.subject_ids == ""
    assert rest.purpose == f"nog 2 keer {first.purpose}"
    assert not any(word in first.purpose for word in ("192.0.2.1", "iemand", "example"))


def test_who_is_at_the_second_step_or_logged_in_is_named(noor, clock):
    client = Client()
    client.force_login(other := somebody())
    waiting = Client()
    log_in(waiting, with_an_app(noor))

    for _ in range(6):
        waiting.post("/inloggen/tweede-stap/", {"code": "000000"})
        client.post("/account/bevestigen/", {"password": "niet dit"})

    found = AuditEvent.objects.filter(page__startswith="too_often").order_by("pk")
    assert list(found.values_list("page", "user_id", "subject_ids")) == [
        ("too_often mfa_authenticate", None, str(noor.pk)),
        ("too_often account_reauthenticate", other.pk, str(other.pk)),
    ]


def test_however_many_addresses_are_used_the_log_grows_no_faster_and_misses_none(rf, clock):
    tries = MOST + 200
    for number in range(tries):
        note_too_often(by_nobody(rf.get("/", REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}")))
    a_minute_later(clock)

    assert len(lines()) == MOST + 2
    assert lines()[-1] == ("too_often ", "", f"nog {tries - MOST - 1} keer")


def test_a_sign_that_no_text_can_have_breaks_nothing(rf, noor):
    request = by_nobody(rf.post("/", {"login": f"{noor.email}\0"}))

    note_too_often(request)

    assert [line[1] for line in lines()] == [str(noor.pk)]
