"""Who lives where: several households in one network, also at once, and in one place once at a time."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from cases import actions
from cases.models import Case, Household, Residence
from familienetwerk.locking import Conflict
from tests.factories import a_case, a_household, a_member, an_involvement, anna, bram, chris

pytestmark = pytest.mark.django_db


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


def test_a_household_is_added_with_who_lives_there(client: Client, case, director):
    kevin, lotte = a_member(case, given_name="Kevin"), a_member(case, given_name="Lotte")
    client.force_login(director)

    client.post(
        f"/casussen/{case.pk}/gezin/huishoudens/nieuw/",
        {"name": "Huis Havenkade", "place": "Waterhoek", "members": [kevin.pk, lotte.pk], "on": "01-10-2026"},
    )

    household = Household.objects.get(case=case)
    assert {residence.member for residence in household.residences.all()} == {kevin, lotte}


def test_the_same_name_twice_is_refused_in_a_sentence(client: Client, case, director):
    a_household(case, name="Huis Havenkade")
    client.force_login(director)

    response = client.post(
        f"/casussen/{case.pk}/gezin/huishoudens/nieuw/", {"name": "Huis Havenkade", "on": "01-10-2026"}
    )

    assert response.status_code == 422
    assert "Deze naam bestaat al in deze casus." in response.text


def test_a_child_may_live_in_two_households_at_once(case, director):
    lotte = a_member(case, given_name="Lotte")
    for name in ("Bij moeder", "Bij vader"):
        actions.move_in(a_household(case, name=name), lotte, by=director, on=date(2026, 10, 1))

    assert Residence.objects.filter(member=lotte, period__upper_inf=True).count() == 2


def test_living_in_one_place_twice_at_the_same_time_is_refused(case, director):
    home, lotte = a_household(case), a_member(case)
    actions.move_in(home, lotte, by=director, on=date(2026, 10, 1))

    with pytest.raises(ValidationError, match="Deze persoon woont al in dit huishouden"):
        actions.move_in(home, lotte, by=director, on=date(2026, 11, 1))


def test_the_database_refuses_it_too(case):
    home, lotte = a_household(case), a_member(case)
    Residence.objects.create(household=home, member=lotte, period=(date(2026, 10, 1), None))

    with pytest.raises(IntegrityError), transaction.atomic():
        Residence.objects.create(household=home, member=lotte, period=(date(2026, 11, 1), None))


def test_coming_back_after_leaving_is_a_new_period(client: Client, case, director):
    home, lotte = a_household(case), a_member(case)
    first = actions.move_in(home, lotte, by=director, on=date(2026, 10, 1))
    client.force_login(director)
    client.post(f"/casussen/{case.pk}/gezin/woonplekken/{first.pk}/", {"on": "15-10-2026"})
    actions.move_in(home, lotte, by=director, on=date(2026, 11, 1))

    periods = [(residence.period.lower, residence.period.upper) for residence in home.residences.order_by("period")]
    assert periods == [(date(2026, 10, 1), date(2026, 10, 15)), (date(2026, 11, 1), None)]


def test_leaving_before_moving_in_is_refused_at_the_field(client: Client, case, director):
    first = actions.move_in(a_household(case), a_member(case), by=director, on=date(2026, 10, 1))
    client.force_login(director)

    response = client.post(f"/casussen/{case.pk}/gezin/woonplekken/{first.pk}/", {"on": "30-09-2026"})

    assert response.status_code == 422
    assert "Het vertrek ligt voor de dag van intrek." in response.text


def test_somebody_of_another_case_cannot_move_in(case, director):
    stranger = a_member(a_case())

    with pytest.raises(ValidationError, match="andere casus"):
        actions.move_in(a_household(case), stranger, by=director, on=date(2026, 10, 1))


def test_of_two_editors_the_second_is_told(case, director):
    home = a_household(case)
    fields = {"address": "Havenkade 88", "place": "Waterhoek"}
    actions.change_household(home, by=director, lock_version=1, name="Havenkade", **fields)

    with pytest.raises(Conflict):
        actions.change_household(home, by=director, lock_version=1, name="Kade", **fields)


def test_of_two_editors_the_second_sees_both_names(client: Client, case, director):
    home = a_household(case)
    actions.change_household(home, by=director, lock_version=1, name="Havenkade", address="", place="")
    client.force_login(director)

    response = client.post(
        f"/casussen/{case.pk}/gezin/huishoudens/{home.pk}/",
        {"name": "Kade", "address": "", "place": "", "lock_version": "1"},
    )

    assert response.status_code == 409
    assert "Kade" in response.text


@pytest.mark.parametrize("path", ["huishoudens/nieuw/", "huishoudens/{home}/", "huishoudens/{home}/intrek/"])
def test_only_a_coordinator_changes_homes(client: Client, case, director, path: str):
    police, stranger = bram(), chris()
    an_involvement(case, police)
    home = a_household(case)

    answers = {}
    for user in (director, police, stranger):
        client.force_login(user)
        answers[user.name] = client.get(f"/casussen/{case.pk}/gezin/{path.format(home=home.pk)}").status_code

    assert answers == {"Anna de Wit": 200, "Bram Visser": 403, "Chris Vos": 404}
