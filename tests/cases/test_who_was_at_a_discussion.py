"""Who was at a discussion, who was not, and which organisations were missed: noted once it has begun (FR-104)."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client

from cases import actions
from cases.models import AgendaItem, AgendaParticipant, Case, MissedOrganisation
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from familienetwerk.locking import Conflict
from tests.discussion_factories import HOUR, NOW, a_discussion, page, takes_place
from tests.factories import a_case, an_involvement, anna, bram, chris, sanne

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


@pytest.fixture
def partner(case) -> User:
    partner = bram()
    an_involvement(case, partner)
    return partner


@pytest.fixture
def item(case, director, partner) -> AgendaItem:
    """It lasts; the police was invited, and somebody comes for it only."""
    item = a_discussion(case, at_table=[partner])
    actions.invite_for_item(item, sanne(), by=director, reason="Kennis van schulden")
    takes_place(item, NOW - HOUR, NOW + HOUR)
    item.refresh_from_db()
    return item


def seat_of(item: AgendaItem, user: User) -> AgendaParticipant:
    return item.participants.get(user=user)


def address_of(item: AgendaItem) -> str:
    return f"{page(item.case)}{item.pk}/erbij/"


def noted(item: AgendaItem, director: User, *there: User, missed=(), lock_version: int = 1) -> AgendaItem:
    seats = item.participants.filter(user__in=there)
    return actions.note_attendance(item, by=director, lock_version=lock_version, there=seats, missed=missed)


def test_it_is_noted_on_the_page_and_everybody_at_the_table_reads_it(client: Client, item, director, partner):
    client.force_login(director)
    form = client.get(address_of(item)).context["form"]
    filled = {"there": [seat_of(item, director).pk], "missed": [partner.organisation_id], "lock_version": 1}

    answer = client.post(address_of(item), filled, follow=True)
    client.force_login(partner)
    read = client.get(page(item.case)).text

    assert len(form["there"].value()) == 3  # everybody who was expected, until somebody says otherwise
    assert "Vastgelegd wie erbij was." in answer.text
    assert "Erbij: Anna" in read
    assert f"Niet erbij: {partner}" in read
    assert f"<strong>Gemist:</strong> {partner.organisation}" in read
    line = AuditEvent.objects.filter(subject="agenda_item", type=EventType.CHANGED).newest_first().first()
    assert (line.user_id, line.subject_ids) == (director.pk, str(item.pk))


def test_that_nobody_was_there_can_be_said_too(item, director, partner):
    with acting_for(director.pk):
        noted(item, director, director, partner)
        noted(item, director, lock_version=2)

    assert set(item.participants.values_list("was_there", flat=True)) == {False}


def test_it_can_be_put_right_and_its_history_says_what_it_was(client: Client, item, director, partner):
    elsewhere = sanne().organisation
    with acting_for(director.pk):
        noted(item, director, director, partner, missed=[elsewhere])
        noted(item, director, director, missed=[partner.organisation], lock_version=2)
    client.force_login(director)

    changes = client.get(f"/casussen/{item.case_id}/geschiedenis/?deel=besprekingen").context["changes"]

    assert list(item.missed.values_list("organisation", flat=True)) == [partner.organisation_id]
    told = [(change.what, line.before, line.after) for change in changes for line in change.lines]
    assert (f"Genodigde {partner} gewijzigd", "ja", "nee") in told
    assert (f"Gemiste organisatie {partner.organisation} toegevoegd", "leeg", str(partner.organisation)) in told


def test_also_afterwards(item, director):
    takes_place(item, NOW - 2 * HOUR, NOW - HOUR)

    noted(item, director, director)

    assert seat_of(item, director).was_there is True


def test_of_two_who_note_it_the_second_sees_both(client: Client, item, director, partner):
    noted(item, director, director)
    client.force_login(director)

    with pytest.raises(Conflict):
        noted(item, director, partner)
    answer = client.post(address_of(item), {"there": [seat_of(item, partner).pk], "lock_version": 1})

    assert answer.status_code == 409
    assert partner.name in answer.text


def test_whose_colleague_was_there_was_not_missed(client: Client, item, director, partner):
    client.force_login(director)
    filled = {"there": [seat_of(item, partner).pk], "missed": [partner.organisation_id], "lock_version": 1}

    answer = client.post(address_of(item), filled)

    assert answer.status_code == 422
    assert f"Van {partner.organisation} was iemand erbij." in answer.text
    assert seat_of(item, partner).was_there is None


def test_before_it_begins_and_when_it_was_called_off_there_is_nothing_to_note(client: Client, case, director):
    ahead, off = a_discussion(case), a_discussion(case)
    actions.cancel_discussion(off, by=director, reason="Ziek")
    client.force_login(director)

    for item in (ahead, off):
        item.refresh_from_db()
        assert client.get(address_of(item)).status_code == 403
        with pytest.raises(actions.CannotPlan, match="nog niet begonnen, of is afgezegd"):
            noted(item, director, director, lock_version=item.lock_version)
        with pytest.raises(IntegrityError, match="nog niet begonnen"), transaction.atomic():
            item.participants.update(was_there=True)
        with pytest.raises(IntegrityError, match="nog niet begonnen"), transaction.atomic():
            MissedOrganisation.objects.create(item=item, case=case, organisation=director.organisation)


def test_who_was_sent_away_before_was_not_expected(item, director):
    guest = item.participants.get(involvement__isnull=False)
    actions.end_involvement(guest.involvement, by=director, on=NOW.date(), reason="Niet nodig")

    noted(item, director, director)

    guest.refresh_from_db()
    assert guest.was_there is None


def test_only_who_coordinates_notes_it_whatever_way(client: Client, item, director, partner):
    noted(item, director, director, missed=[partner.organisation])
    client.force_login(partner)

    assert client.post(address_of(item), {"lock_version": 2}).status_code == 403
    with transaction.atomic(), acting_for(partner.pk), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_missedorganisation WHERE case_id = %s", [item.case_id])
        assert cursor.rowcount == 0
        cursor.execute("UPDATE cases_agendaparticipant SET was_there = true WHERE case_id = %s", [item.case_id])
        assert cursor.rowcount == 0
    insert = "INSERT INTO cases_missedorganisation (item_id, case_id, organisation_id) VALUES (%s, %s, %s)"
    with pytest.raises(ProgrammingError), transaction.atomic(), acting_for(partner.pk), connection.cursor() as cursor:
        cursor.execute(insert, [item.pk, item.case_id, director.organisation_id])


def test_a_stranger_finds_nothing_of_it(client: Client, item, director, partner):
    noted(item, director, director, missed=[partner.organisation])
    stranger = chris()
    client.force_login(stranger)

    assert client.get(address_of(item)).status_code == 404
    with acting_for(stranger.pk):
        assert not MissedOrganisation.objects.exists()


def test_an_organisation_is_missed_once(item, director, partner):
    noted(item, director, director, missed=[partner.organisation])

    with pytest.raises(IntegrityError, match="organisation_is_missed_once"), transaction.atomic():
        item.missed.create(case=item.case, organisation=partner.organisation)


def test_who_was_invited_stands(item, partner):
    seats = item.participants.filter(user=partner)

    for deed in (lambda: seats.update(user=chris()), seats.delete):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            deed()


def test_what_is_over_still_changes_in_nothing_else(item):
    takes_place(item, NOW - 2 * HOUR, NOW - HOUR)

    with pytest.raises(IntegrityError, match="afgelopen of afgezegd"), transaction.atomic():
        AgendaItem.objects.filter(pk=item.pk).update(place="Elders")
