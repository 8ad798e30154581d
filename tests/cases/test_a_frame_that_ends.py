"""Every right on a case ends with its frame, and comes back when the frame is prolonged."""

from datetime import timedelta

import psycopg
import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from cases.models import Case, Grant
from cases.periods import end_of
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from tests.factories import a_case, a_household, a_user, anna, bram, chris, sanne
from tests.rights import EVERYWHERE, NOWHERE, rights_of
from tests.seat_factories import HOUR, NOW, TODAY, TOMORROW, a_right, a_seat, end_the_frame

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_household(case)
    return case


def test_every_right_on_a_case_ends_with_its_frame(case, director):
    user = bram()
    seat = a_seat(case, user)

    end_the_frame(case, TOMORROW, by=director)

    assert Grant.objects.get(involvement=seat).period.upper == end_of(TOMORROW)
    assert rights_of(user, case) == EVERYWHERE


def test_under_a_frame_that_ended_nobody_opens_the_case(case, director):
    user = bram()
    a_seat(case, user)

    end_the_frame(case, TODAY - timedelta(days=1), by=director)

    assert [rights_of(somebody, case) for somebody in (user, director)] == [NOWHERE, NOWHERE]


def test_a_seat_that_is_still_to_begin_ends_with_the_frame_and_comes_back_with_it(case, director):
    seat = a_seat(case, bram(), on=TOMORROW)
    end_the_frame(case, TODAY, by=director)
    ended = Grant.objects.not_over().filter(involvement=seat).exists()

    end_the_frame(case, TODAY + timedelta(days=30), by=director)

    [right] = Grant.objects.not_over().filter(involvement=seat)
    assert not ended
    assert (right.period.lower, right.period.upper) == (end_of(TODAY), end_of(TODAY + timedelta(days=30)))


def test_a_frame_that_ended_gives_no_new_right_whoever_writes_it(case, director):
    user = chris()
    end_the_frame(case, TODAY - timedelta(days=1), by=director)

    a_right(case, user, (NOW - HOUR, None))
    ends = Grant.objects.filter(principal=user.principal).update(period=(NOW - HOUR, NOW + 100 * HOUR))

    assert ends == 1
    assert rights_of(user, case) == NOWHERE


def test_a_frame_that_is_prolonged_gives_back_what_the_seats_mean(case, director):
    user, other = bram(), sanne()
    a_seat(case, user)
    limited = a_seat(case, other, ends_at=end_of(TOMORROW))
    end_the_frame(case, TODAY - timedelta(days=1), by=director)

    end_the_frame(case, TODAY + timedelta(days=30), by=director)

    assert [rights_of(somebody, case) for somebody in (user, other)] == [EVERYWHERE, EVERYWHERE]
    assert Grant.objects.running().get(involvement=limited).period.upper == end_of(TOMORROW)
    call_command("check_case_permissions")


@pytest.mark.parametrize(("days", "is_told"), [(29, True), (31, False)])
def test_what_ends_within_thirty_days_stands_on_the_work_list(client: Client, case, director, days, is_told):
    day = TODAY + timedelta(days=days)
    a_seat(case, bram(), ends_at=end_of(day) - HOUR)
    end_the_frame(case, day, by=director)
    client.force_login(director)

    work_list, page = client.get("/").text, client.get("/werk/toegang/").text

    for title in ("Betrokkenheid loopt af", "Kader loopt af"):
        assert (title in work_list, title in page) == (is_told, is_told)
    assert ("Bram Visser doet straks niet meer mee." in page) == is_told


@pytest.mark.parametrize("role", [Role.FUNCTIONAL_ADMIN, Role.PRIVACY_OFFICER])
def test_who_looks_after_frames_hears_ninety_days_before_one_ends(client: Client, case, director, role):
    client.force_login(a_user(role))
    told = []

    for days in (89, 91):
        end_the_frame(case, TODAY + timedelta(days=days), by=director)
        told.append("Kader loopt af" in client.get("/").text)

    assert told == [True, False]


@pytest.mark.parametrize("role", [Role.FUNCTIONAL_ADMIN, Role.PRIVACY_OFFICER])
def test_a_frame_that_ended_stays_on_the_work_list_while_cases_rest_on_it(client: Client, case, director, role):
    end_the_frame(case, TODAY - timedelta(days=1), by=director)
    client.force_login(a_user(role))

    told = client.get("/werk/toegang/").text
    end_the_frame(case, TODAY + timedelta(days=400), by=director)

    assert f"{case.legal_frame}: niemand kan de casussen onder dit kader openen." in told
    assert case.number not in told
    assert "Kader verlopen" not in client.get("/werk/toegang/").text


@pytest.mark.django_db(transaction=True)
def test_a_case_that_starts_while_its_frame_ends_waits_for_that(case, as_owner: psycopg.Connection):
    as_owner.execute("SET lock_timeout = 50")

    with transaction.atomic():
        a_case(legal_frame=case.legal_frame)
        with pytest.raises(psycopg.errors.LockNotAvailable):
            as_owner.execute("UPDATE cases_legalframe SET valid_until = valid_from")
    as_owner.rollback()
