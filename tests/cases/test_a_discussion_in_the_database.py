"""What the database itself keeps of a discussion, whatever way somebody takes."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from cases import actions
from cases.models import AgendaItem, AgendaParticipant, Case, Grant, Involvement
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from tests.discussion_factories import HOUR, NOW, a_discussion, at, takes_place
from tests.factories import a_case, a_household, an_involvement, anna, bram, chris
from tests.rights import rows_for

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


def refused(act) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    return refusal.value.__cause__.diag.constraint_name


def test_the_database_keeps_seat_and_right_within_the_discussion(case, item, guest, director):
    seats, rights = Involvement.objects.filter(user=guest), Grant.objects.filter(principal=guest.principal)

    assert refused(lambda: seats.update(ends_at=at(12))) == "seat_stays_within_its_discussion"
    assert refused(lambda: seats.update(begins_at=None)) == "seat_stays_within_its_discussion"
    assert refused(lambda: rights.update(period=(NOW, at(11)))) == "grant_begins_with_its_seat"
    assert refused(lambda: rights.update(period=(at(10), at(12)))) == "grant_ends_with_its_seat"
    other = a_discussion(case, begins_at=at(15), ends_at=at(16))
    borrowed = {"item": other, "case": case, "user": guest, "involvement": None}
    seat = actions.start_involvement(case, bram(), by=director, on=timezone.localdate(), reason="Nodig")
    wrong = borrowed | {"user": seat.user, "involvement": seat}
    assert refused(lambda: AgendaParticipant.objects.create(**wrong)) == "invited_is_there_for_the_item"
    elsewhere = borrowed | {"case": a_case()}
    assert refused(lambda: AgendaParticipant.objects.create(**elsewhere)) == "invited_is_there_for_the_item"


@pytest.mark.parametrize("why", ["over", "called off"])
def test_what_is_over_or_called_off_stands(item, director, why: str):
    if why == "over":
        takes_place(item, NOW - 2 * HOUR, NOW - HOUR)
    else:
        actions.cancel_discussion(item, by=director, reason="Griep")
    rows = AgendaItem.objects.filter(pk=item.pk)

    assert refused(lambda: rows.update(ends_at=at(12))) == "discussion_stands_once_over"
    with pytest.raises(actions.CannotPlan, match="afgelopen of afgezegd"):
        actions.invite_for_item(item, chris(), by=director, reason="Nodig")


def test_what_came_to_something_keeps_its_hour_and_is_not_called_off(item, director):
    takes_place(item, NOW - HOUR, NOW + HOUR)
    actions.record_decision(item, by=director, text="Eerst praten")
    rows = AgendaItem.objects.filter(pk=item.pk)
    off = {"cancelled_at": NOW, "cancelled_by": director, "cancelled_reason": "Griep"}

    assert refused(lambda: rows.update(begins_at=at(14), ends_at=at(15))) == "discussion_came_to_something"
    assert refused(lambda: rows.update(**off)) == "discussion_came_to_something"


def test_only_who_coordinates_the_case_plans_and_invites(case, item, guest, director):
    partner = bram()
    an_involvement(case, partner)
    plan = (
        "INSERT INTO cases_agendaitem (case_id, begins_at, ends_at, place, chair_id, planned_by_id, cancelled_reason, "
        "lock_version) SELECT case_id, begins_at, ends_at, place, chair_id, app_user(), '', 1 "
        "FROM cases_agendaitem"
    )
    invite = f"INSERT INTO cases_agendaparticipant (item_id, case_id, user_id) VALUES ({item.pk}, {case.pk}, {{}})"

    for user, statement in ((partner, plan), (partner, invite), (chris(), invite), (guest, plan)):
        breach = pytest.raises(ProgrammingError, match="row-level security")
        with breach, transaction.atomic(), acting_for(user.pk), connection.cursor() as cursor:
            cursor.execute(statement.format(user.pk))


def test_before_its_hour_who_is_invited_reads_the_hour_and_nothing_of_the_case(case, item, guest):
    assert rows_for(guest, "cases_agendaitem", case) == 1
    for table in ("cases_member", "cases_household", "cases_deadline"):
        assert rows_for(guest, table, case) == 0
    assert rows_for(chris(), "cases_agendaitem", case) == 0


@pytest.mark.parametrize("why", ["sent away", "left the table", "called off", "over"])
def test_who_no_longer_comes_reads_the_hour_no_longer_also_by_raw_sql(case, item, guest, director, why: str):
    partner = bram()
    seat = an_involvement(case, partner)
    actions.invite_for_item(item, partner, by=director, reason="Nodig")
    if why == "sent away":
        actions.end_involvement(
            Involvement.objects.get(user=guest), by=director, on=timezone.localdate(), reason="Niet"
        )
    elif why == "called off":
        actions.cancel_discussion(item, by=director, reason="Griep")
    elif why == "over":
        takes_place(item, NOW - 2 * HOUR, NOW - HOUR)
    actions.end_involvement(seat, by=director, on=timezone.localdate(), reason="Andere baan")

    gone = {"sent away": [guest, partner], "left the table": [partner]}.get(why, [guest, partner])
    assert [rows_for(user, "cases_agendaitem", case) for user in gone] == [0] * len(gone)
    assert rows_for(director, "cases_agendaitem", case) == 1
    assert rows_for(guest, "cases_agendaitem", case) == (1 if guest not in gone else 0)
