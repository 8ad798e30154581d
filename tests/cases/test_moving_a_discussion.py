"""A discussion that is moved, called off, or goes on without somebody: the right to read along goes with it."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import AgendaItem, Case, Grant, Involvement
from familienetwerk.accounts.models import User
from tests.discussion_factories import HOUR, NOW, TOMORROW, a_discussion, at, page, takes_place, the_hours
from tests.factories import a_case, a_household, anna, chris
from tests.rights import EVERYWHERE, NOWHERE, rights_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_household(case)
    return case


@pytest.fixture
def item(case, director) -> AgendaItem:
    return a_discussion(case)


@pytest.fixture
def guest(item, director) -> User:
    user = chris()
    actions.invite_for_item(item, user, by=director, reason="Kennis van schulden")
    return user


def test_moving_it_moves_the_right(client: Client, case, item, guest, director):
    client.force_login(director)

    answer = client.post(
        f"{page(case)}{item.pk}/verplaatsen/", the_hours(director, begin="14:00", end="15:00", lock_version=1)
    )

    assert answer.status_code == 302
    [right] = Grant.objects.not_over().filter(principal=guest.principal)
    assert (right.period.lower, right.period.upper) == (at(14), at(15))
    assert Involvement.objects.get(user=guest).task == f"Bespreking op {TOMORROW:%d-%m-%Y} om 14:00 uur"
    call_command("check_case_permissions")


def test_moving_it_while_it_lasts_closes_the_case_until_then(case, item, guest, director):
    takes_place(item, NOW - HOUR, NOW + HOUR)

    actions.move_discussion(
        item, by=director, lock_version=1, begins_at=at(14), ends_at=at(15), place="Kamer 3", chair=director
    )

    assert rights_of(guest, case) == NOWHERE
    assert Grant.objects.not_over().get(principal=guest.principal).period.lower == at(14)


def test_once_it_lasts_it_cannot_end_before_now(case, item, guest, director):
    begin = NOW - 2 * HOUR
    takes_place(item, begin, NOW + HOUR)

    with pytest.raises(ValidationError, match="Kies een later einde") as refused:
        actions.move_discussion(
            item, by=director, lock_version=1, begins_at=begin, ends_at=NOW - HOUR, place="Kamer 2", chair=director
        )

    assert list(refused.value.error_dict) == ["end"]
    assert rights_of(guest, case) == EVERYWHERE


@pytest.mark.parametrize("is_running", [False, True])
def test_calling_it_off_ends_the_right(client: Client, item, guest, director, is_running: bool):
    case = item.case
    if is_running:
        takes_place(item, NOW - HOUR, NOW + HOUR)
    client.force_login(director)

    client.post(f"{page(case)}{item.pk}/afzeggen/", {"reason": "Griep"})

    assert rights_of(guest, case) == NOWHERE
    assert not Grant.objects.not_over().filter(principal=guest.principal).exists()
    assert "Griep" in client.get(page(case)).text
    assert client.get(f"{page(case)}{item.pk}/verplaatsen/").status_code == 403
    assert "niet begonnen" in client.get(f"/casussen/{case.pk}/betrokkenen/").text or is_running
    client.force_login(guest)
    assert "U bent uitgenodigd" not in client.get("/").text
    assert rights_of(guest, case) == NOWHERE


def test_what_came_to_something_is_neither_moved_nor_called_off(client: Client, item, director):
    begin = NOW - HOUR
    takes_place(item, begin, NOW + HOUR)
    actions.record_decision(item, by=director, text="Eerst praten")
    change = {"by": director, "lock_version": 1, "place": "Kamer 3", "chair": director}

    with pytest.raises(actions.CannotPlan, match="al iets besloten"):
        actions.move_discussion(item, begins_at=at(14), ends_at=at(15), **change)
    with pytest.raises(actions.CannotPlan, match="al iets besloten"):
        actions.cancel_discussion(item, by=director, reason="Griep")
    actions.move_discussion(item, begins_at=begin, ends_at=NOW + 2 * HOUR, **change)  # it lasts longer

    client.force_login(director)
    assert "Zeg af" not in client.get(page(item.case)).text
    assert AgendaItem.objects.get(pk=item.pk).place == "Kamer 3"


def test_somebody_who_is_not_needed_after_all_is_sent_away_before_it_begins(
    client: Client, case, item, guest, director
):
    client.force_login(director)
    seat = Involvement.objects.get(user=guest)

    form = {"on": f"{timezone.localdate():%d-%m-%Y}", "reason": "Toch niet nodig"}
    client.post(f"/casussen/{case.pk}/betrokkenen/{seat.pk}/eind/", form, follow=True)

    assert not Grant.objects.not_over().filter(principal=guest.principal).exists()
    assert guest.name not in client.get(page(case)).text
    again = actions.invite_for_item(a_discussion(case), guest, by=director, reason="Toch wel")
    assert again.involvement


def refused(act) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    return refusal.value.__cause__.diag.constraint_name
