"""A session ends by rest and by the clock, and stays for who says so."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.models import UnsentForm, User
from familienetwerk.accounts.roles import Role
from tests.platform.people import log_in, somebody
from tests.platform.test_a_session_that_ended import PAGE, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def fatima(client: Client) -> User:
    fatima = somebody(Role.FUNCTIONAL_ADMIN, name="Fatima el Amrani")
    log_in(client, fatima)
    client.get(PAGE)  # from here its hours are counted
    return fatima


def test_ends_after_ten_hours_however_busy(client: Client, fatima: User) -> None:
    now = timezone.now()
    for minutes in range(0, 600, 14):
        with time_machine.travel(now + timedelta(minutes=minutes)):
            assert client.get("/account/").status_code == 200

    with time_machine.travel(now + timedelta(hours=10, minutes=1)):
        too_late = client.post(PAGE, typed())

    assert too_late.status_code == 302
    assert UnsentForm.objects.filter(user=fatima).count() == 1


def test_ends_after_a_quarter_of_an_hour_of_rest(client: Client, fatima: User) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=5)):
        assert client.get("/account/").status_code == 302


def test_can_be_prolonged_by_one_button(client: Client, fatima: User) -> None:
    now = timezone.now()

    with time_machine.travel(now + timedelta(minutes=14)):
        stays = client.post("/account/blijven/")
    with time_machine.travel(now + timedelta(minutes=28)):
        page = client.get("/account/")

    assert stays.status_code == 204
    assert page.status_code == 200
    assert 'data-seconds="900"' in page.text
    assert page.context["day_seconds"] == pytest.approx(10 * 3600 - 28 * 60, abs=5)
