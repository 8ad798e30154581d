"""Besprekingen: a case is discussed at an hour, and who is there for that only reads along no longer than it lasts."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import AgendaItem, Case, Grant, GrantLevel, Involvement
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent, EventType
from tests.discussion_factories import HOUR, NOW, TOMORROW, a_discussion, at, page, takes_place, the_hours
from tests.factories import a_case, a_household, an_involvement, anna, bram, chris, sanne
from tests.rights import EVERYWHERE, NOWHERE, rights_of, rows_for

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


WHEN = {
    "before": ((HOUR, 2 * HOUR), NOWHERE),
    "during": ((-HOUR, HOUR), EVERYWHERE),
    "after": ((-2 * HOUR, -HOUR), NOWHERE),
}


@pytest.mark.parametrize("moment", WHEN)
def test_the_case_is_open_from_the_begin_to_the_end_and_at_no_other_time(case, item, guest, moment: str):
    (begin, end), expected = WHEN[moment]

    takes_place(item, NOW + begin, NOW + end)

    assert rights_of(guest, case) == expected
    assert rows_for(guest, "cases_household", case) == (moment == "during")
    call_command("check_case_permissions")


def test_its_right_says_when_and_reads_what_is_for_the_whole_table(item, guest):
    right = Grant.objects.get(principal=guest.principal)

    assert (right.period.lower, right.period.upper) == (item.begins_at, item.ends_at)
    assert (right.level, right.compartments) == (GrantLevel.READ, [])


def test_it_is_planned_and_somebody_is_invited_on_the_page(client: Client, case, director):
    partner, guest = bram(), chris()
    an_involvement(case, partner)
    client.force_login(director)
    client.post(f"{page(case)}nieuw/", the_hours(director, at_table=[partner.pk]))
    item = AgendaItem.objects.get()

    client.post(f"{page(case)}{item.pk}/uitnodigen/", {"user": guest.pk, "reason": "Kennis van schulden"})

    shown, involved = client.get(page(case)).text, client.get(f"/casussen/{case.pk}/betrokkenen/").text
    for words in (f"{TOMORROW:%d-%m-%Y} om 10:00 uur, tot 11:30 uur", "Kamer 2", partner.name, guest.name):
        assert words in shown
    assert "van 10:00 tot 11:30, voor één bespreking" in involved
    assert rights_of(guest, case) == NOWHERE
    for event in (EventType.CREATED, EventType.CHANGED):
        assert AuditEvent.objects.filter(type=event, subject="agenda_item", subject_ids=item.pk).exists()
    assert "bespreking" in client.get(f"/casussen/{case.pk}/inzage/").text


def test_who_sits_at_the_table_keeps_the_own_seat(case, item, director):
    partner = bram()
    an_involvement(case, partner)

    invited = actions.invite_for_item(item, partner, by=director, reason="Nodig")

    assert invited.involvement is None
    assert Grant.objects.filter(principal=partner.principal).count() == 1


def test_the_work_list_says_when_and_only_during_it_which_case(client: Client, case, item, guest):
    client.force_login(guest)

    def said() -> tuple[bool, bool]:
        text = client.get("/werk/toegang/").text
        return f"Bespreking op {AgendaItem.objects.get().when}, Kamer 2." in text, case.number in text

    assert "U bent uitgenodigd voor een bespreking" in client.get("/").text
    assert said() == (True, False)
    takes_place(item, NOW - HOUR, NOW + HOUR)
    assert said() == (True, True)
    takes_place(item, NOW - 2 * HOUR, NOW - HOUR)
    assert said() == (False, False)


def test_who_left_the_table_hears_nothing_of_it_any_more(client: Client, case, item, director):
    partner = bram()
    seat = an_involvement(case, partner)
    actions.invite_for_item(item, partner, by=director, reason="Nodig")
    client.force_login(partner)

    before = client.get("/werk/toegang/").text
    actions.end_involvement(seat, by=director, on=timezone.localdate(), reason="Andere baan")

    assert f"Bespreking op {item.when}" in before
    assert f"Bespreking op {item.when}" not in client.get("/werk/toegang/").text


def test_what_is_wrong_is_said_at_its_field(client: Client, case, director):
    client.force_login(director)
    today, yesterday = timezone.localdate(), f"{TOMORROW - timedelta(days=2):%d-%m-%Y}"

    for wrong, sentence in (
        ({"end": "09:00"}, "Het einde ligt voor het begin."),
        ({"begin": "morgen"}, "Vul een tijd in als 15:30."),
        ({"on": yesterday}, "De datum ligt in het verleden."),
        ({"on": f"{today:%d-%m-%Y}", "begin": "00:00", "end": "00:01"}, "Dit moment is voorbij."),
        ({"chair": chris().pk}, "Selecteer een geldige keuze."),
        ({"begin": "01:00", "end": "23:00"}, "Een bespreking duurt hoogstens 12 uur."),
    ):
        answer = client.post(f"{page(case)}nieuw/", the_hours(director) | wrong)
        assert (answer.status_code, sentence in answer.text) == (422, True), sentence
        assert "Kamer 2" in answer.text
    assert not AgendaItem.objects.exists()


def test_of_two_who_move_it_the_second_sees_both(client: Client, case, item, director):
    client.force_login(director)
    client.post(f"{page(case)}{item.pk}/verplaatsen/", the_hours(director, place="Kamer 7", lock_version=1))

    answer = client.post(f"{page(case)}{item.pk}/verplaatsen/", the_hours(director, place="Kamer 9", lock_version=1))

    assert answer.status_code == 409
    for place in ("Kamer 7", "Kamer 9"):
        assert place in answer.text


def test_a_partner_reads_it_and_changes_nothing_and_a_stranger_finds_nothing(client: Client, case, item, guest):
    partner = bram()
    an_involvement(case, partner)
    acts = [
        f"{page(case)}nieuw/",
        *(f"{page(case)}{item.pk}/{act}/" for act in ("uitnodigen", "verplaatsen", "afzeggen")),
    ]

    client.force_login(partner)
    assert [client.get(address).status_code for address in (page(case), *acts)] == [200, 403, 403, 403, 403]
    for user in (guest, sanne()):
        client.force_login(user)
        assert {client.get(address).status_code for address in (page(case), *acts)} == {404}


def test_a_guest_stays_no_longer_than_it_lasts(client: Client, case, item, guest, director):
    seat = Involvement.objects.get(user=guest)
    client.force_login(director)

    with pytest.raises(actions.CannotInvolve, match="Verplaats de bespreking"):
        actions.set_end(seat, by=director, ends_at=at(12))

    assert f"/betrokkenen/{seat.pk}/tot/" not in client.get(f"/casussen/{case.pk}/betrokkenen/").text


def test_nobody_invites_oneself(case, item, director):
    with pytest.raises(actions.CannotInvolve, match="Uzelf"):
        actions.invite_for_item(item, director, by=director, reason="Ik")


def test_who_comes_for_an_hour_fills_no_seat_at_the_table(client: Client, case, item, guest, director):
    client.force_login(director)
    takes_place(item, NOW - HOUR, NOW + HOUR)

    case.refresh_from_db()
    first_page, timeline = client.get(f"/casussen/{case.pk}/").text, client.get(f"/casussen/{case.pk}/tijdlijn/").text

    assert case.lacks_social
    assert str(guest.organisation) not in first_page.partition("table-bar__seats")[2].partition("</details>")[0]
    assert "Aan tafel als gast" in timeline
