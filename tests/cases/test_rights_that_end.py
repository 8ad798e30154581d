"""Access ends by itself: with the seat, with the hour of a guest, with the frame. No job is needed for it."""

from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import actions
from cases.models import Case, Grant, GrantLevel, Involvement, InvolvementRole
from cases.periods import end_of, period_of
from domains.gate import organisations_at_table
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from tests.factories import a_case, a_household, a_user, anna, bram, chris, sanne
from tests.rights import EVERYWHERE, NOWHERE, rights_of, rows_for
from tests.seat_factories import HOUR, NOW, TODAY, TOMORROW, a_right, a_seat, end_the_frame, ran_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_household(case)
    return case


def test_a_seat_with_an_end_is_open_until_then_and_its_right_says_when(case):
    user = bram()

    seat = a_seat(case, user, ends_at=end_of(TOMORROW))

    assert rights_of(user, case) == EVERYWHERE
    assert Grant.objects.get(involvement=seat).period.upper == end_of(TOMORROW)


def test_after_its_end_the_case_is_closed_without_anybody_doing_anything(case):
    user = bram()
    seat = a_seat(case, user, ends_at=end_of(TOMORROW))

    ran_out(seat)

    assert rights_of(user, case) == NOWHERE
    assert Involvement.objects.get(pk=seat.pk).is_ended
    assert not Involvement.objects.seated().filter(pk=seat.pk).exists()


def test_a_seat_that_begins_tomorrow_opens_nothing_today(case):
    user = bram()

    seat = a_seat(case, user, on=TOMORROW)

    assert rights_of(user, case) == NOWHERE
    assert Grant.objects.get(involvement=seat).period.lower == end_of(TODAY)


def test_an_end_is_set_moved_and_taken_away(case, director):
    seat = a_seat(case, bram())
    ends = []

    for ends_at in (end_of(TOMORROW), end_of(TODAY), None):
        actions.set_end(seat, by=director, ends_at=ends_at)
        ends.append(Grant.objects.get(involvement=seat).period.upper)

    assert ends == [end_of(TOMORROW), end_of(TODAY), None]
    assert Involvement.objects.get(pk=seat.pk).period.upper is None


def test_an_end_in_the_past_is_refused(case, director):
    seat = a_seat(case, bram())

    with pytest.raises(actions.CannotInvolve, match="Dit moment is voorbij"):
        actions.set_end(seat, by=director, ends_at=NOW - HOUR)


def test_nobody_lengthens_what_was_limited_for_oneself(case, director):
    deputy = a_user(name="Karim Deputy")
    coordinator = case.involvements.get(role=InvolvementRole.CASE_COORDINATOR)
    actions.end_involvement(coordinator, by=director, on=TODAY, reason="Verlof")
    seat = a_seat(case, deputy, role=InvolvementRole.CASE_COORDINATOR, on=TOMORROW, ends_at=end_of(TOMORROW))

    with pytest.raises(actions.CannotInvolve, match="verlengt een andere regisseur"):
        actions.set_end(seat, by=deputy, ends_at=None)


def test_nobody_lengthens_ones_own_seat_in_raw_sql_either(case, director):
    user = bram()
    seat = a_seat(case, user, ends_at=end_of(TODAY))
    later = {"ends_at": end_of(TOMORROW), "period": period_of(TODAY, end_of(TOMORROW))}

    for change in (later, {"ends_at": None, "period": period_of(TODAY, None)}):
        with pytest.raises(IntegrityError, match="Een ander geeft u"), transaction.atomic(), acting_for(user.pk):
            Involvement.objects.filter(pk=seat.pk).update(**change)
    with pytest.raises(IntegrityError, match="eindigt niet later"), transaction.atomic(), acting_for(user.pk):
        Grant.objects.filter(involvement=seat).update(period=(NOW, None))

    with acting_for(director.pk):
        actions.set_end(seat, by=director, ends_at=end_of(TOMORROW))
    with acting_for(user.pk):
        actions.set_end(Involvement.objects.get(pk=seat.pk), by=user, ends_at=end_of(TODAY))  # sooner is one's own


def test_nobody_gives_oneself_a_seat(client: Client, case):
    user = bram()
    a_seat(case, user, ends_at=end_of(TODAY))
    client.force_login(user)
    typed = {"user": user.pk, "role": InvolvementRole.READER, "reason": "Ik wil langer meelezen"}

    answer = client.post(f"/casussen/{case.pk}/betrokkenen/collega/", typed)
    with pytest.raises(actions.CannotInvolve, match="Uzelf geeft u geen toegang"):
        actions.start_colleague(case, user, by=user, on=TODAY, reason="x", role=InvolvementRole.READER)
    with pytest.raises(actions.CannotInvolve, match="Uzelf geeft u geen toegang"):
        actions.invite_guest(case, user, by=user, ends_at=end_of(TOMORROW), agenda_item="x", reason="x")
    with pytest.raises(actions.CannotInvolve, match="werkt niet bij uw organisatie"):
        actions.start_colleague(case, sanne(), by=user, on=TODAY, reason="x")

    assert answer.status_code == 422
    assert case.involvements.filter(user=user).count() == 1


@pytest.mark.parametrize("role", [InvolvementRole.READER, InvolvementRole.PARTICIPANT, InvolvementRole.GUEST])
def test_nobody_gives_oneself_a_seat_or_a_right_past_the_actions(case, role):
    user = bram()
    a_seat(case, user, ends_at=end_of(TODAY), role=InvolvementRole.READER)
    asked = {"asked_on": TODAY, "asked_by": user, "asked_reason": "x", "organisation": user.organisation}

    with pytest.raises(IntegrityError, match="Een ander geeft u deze toegang"), acting_for(user.pk):
        period = {"period": period_of(TOMORROW, end_of(TOMORROW)), "ends_at": end_of(TOMORROW)}
        Involvement.objects.create(case=case, user=user, role=role, **asked, **period)


def test_nobody_gives_oneself_a_right_without_a_seat(case):
    user = bram()
    a_seat(case, user)
    right = Grant.objects.get(principal__user=user)

    with pytest.raises(IntegrityError, match="Een ander geeft u deze toegang"), acting_for(user.pk):
        right.pk, right.involvement, right.level, right.granted_by = None, None, GrantLevel.DIRECT, user
        right.save(force_insert=True)


def test_the_database_keeps_an_end_and_the_period_together(case):
    seat = a_seat(case, bram())

    with pytest.raises(IntegrityError, match="involvement_with_an_end"), transaction.atomic():
        Involvement.objects.filter(pk=seat.pk).update(ends_at=NOW + HOUR)


# --- a guest ---------------------------------------------------------------------------------------------


def test_a_guest_reads_along_until_the_moment_and_has_no_voice(case, director):
    guest = sanne()
    until = timezone.now() + 3 * HOUR

    seat = actions.invite_guest(case, guest, by=director, ends_at=until, agenda_item="Schuld", reason="Kennis")

    right = Grant.objects.get(involvement=seat)
    assert (right.level, right.compartments, right.period.upper) == (GrantLevel.READ, [], until)
    assert rights_of(guest, case) == EVERYWHERE
    assert guest.organisation not in organisations_at_table(case, today=TODAY)


def test_a_guest_without_an_end_cannot_be_stored(case):
    seat = a_seat(case, bram())

    with pytest.raises(IntegrityError, match="involvement_of_a_guest_has_an_end"), transaction.atomic():
        Involvement.objects.filter(pk=seat.pk).update(role=InvolvementRole.GUEST)


def test_a_guest_stays_no_longer_than_a_fortnight(case, director):
    with pytest.raises(actions.CannotInvolve, match="hoogstens 14 dagen"):
        actions.invite_guest(
            case, sanne(), by=director, ends_at=NOW + timedelta(days=15), agenda_item="Schuld", reason="Kennis"
        )


def test_the_coordinator_invites_a_guest_on_the_page(client: Client, case, director):
    guest = chris()
    client.force_login(director)
    day = f"{TOMORROW:%d-%m-%Y}"
    form = {"user": guest.pk, "agenda_item": "Schuld", "until": day, "until_time": "15:30", "reason": "Kennis"}

    client.post(f"/casussen/{case.pk}/betrokkenen/gast/", form)
    again = client.post(f"/casussen/{case.pk}/betrokkenen/gast/", form)

    assert "user" in again.context["form"].errors  # who reads along already is not in the list
    page = client.get(f"/casussen/{case.pk}/betrokkenen/").text
    assert f"tot {day} 15:30" in page
    assert rights_of(guest, case) == EVERYWHERE


def test_the_coordinator_sets_an_end_on_the_page_and_others_do_not(client: Client, case, director):
    partner = bram()
    seat = a_seat(case, partner)
    address = f"/casussen/{case.pk}/betrokkenen/{seat.pk}/tot/"
    form = {"until": f"{TOMORROW:%d-%m-%Y}"}

    client.force_login(partner)
    refused = client.post(address, form).status_code
    client.force_login(director)
    client.post(address, form)

    assert refused == 403
    assert f"tot en met {TOMORROW:%d-%m-%Y}" in client.get(f"/casussen/{case.pk}/betrokkenen/").text
    assert Involvement.objects.get(pk=seat.pk).ends_at == end_of(TOMORROW)


# --- of before the database judged a right by its seat --------------------------------------------------


@pytest.fixture
def too_wide(case, as_owner: psycopg.Connection) -> Involvement:
    """A seat of a partner, with a right that coordinates."""
    seat = a_seat(case, bram())
    as_owner.execute("ALTER TABLE cases_grant DISABLE TRIGGER grant_follows_its_seat")
    as_owner.execute("UPDATE cases_grant SET level = 4 WHERE involvement_id = %s", [seat.pk])
    as_owner.execute("ALTER TABLE cases_grant ENABLE TRIGGER grant_follows_its_seat")
    as_owner.commit()
    return seat


@pytest.mark.django_db(transaction=True)
def test_a_right_that_gives_more_than_its_seat_does_not_keep_a_frame_from_ending(case, director, too_wide):
    end_the_frame(case, TOMORROW, by=director)

    assert {right.period.upper for right in Grant.objects.all()} == {end_of(TOMORROW)}
    with pytest.raises(IntegrityError, match="niet meer dan de betrokkenheid"), transaction.atomic():
        end_the_frame(case, TOMORROW + timedelta(days=1), by=director)


@pytest.mark.django_db(transaction=True)
def test_a_right_that_gives_more_than_its_seat_is_taken_back_and_not_made_wider(case, director, too_wide):
    rights = Grant.objects.filter(involvement=too_wide)
    with pytest.raises(IntegrityError, match="niet meer dan de betrokkenheid"), transaction.atomic():
        rights.update(level=GrantLevel.COORDINATE + 1)

    actions.end_involvement(too_wide, by=director, on=TODAY, reason="Niet meer nodig")

    assert rights_of(too_wide.user, case) == NOWHERE


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["cases_legalframe", "cases_frameparticipant"])
def test_a_right_that_is_given_while_its_ground_ends_waits_for_that(case, as_owner: psycopg.Connection, table):
    partner = bram()
    as_owner.execute("SET lock_timeout = 50")

    with transaction.atomic():
        a_seat(case, partner)
        with pytest.raises(psycopg.errors.LockNotAvailable):
            as_owner.execute(f"UPDATE {table} SET valid_until = valid_from")
    as_owner.rollback()


# --- at any moment ---------------------------------------------------------------------------------------

MINUTES = st.integers(-10_000, 10_000).filter(lambda minutes: minutes != 0)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    begin=MINUTES, lasts=st.none() | st.integers(1, 20_000), frame=st.none() | st.integers(-5, 5), active=st.booleans()
)
def test_at_any_moment_every_reader_says_what_three_lines_say(case, begin, lasts, frame, active):
    with rolled_back():
        user, now = chris(), timezone.now()
        lower = now + timedelta(minutes=begin)
        upper = lower + timedelta(minutes=lasts) if lasts else None
        a_right(case, user, (lower, upper))
        last_day = None if frame is None else TODAY + timedelta(days=frame)
        type(case.legal_frame).objects.filter(pk=case.legal_frame_id).update(valid_until=last_day)
        User.objects.filter(pk=user.pk).update(is_active=active)

        has_begun = lower <= now
        has_ended = (upper is not None and upper <= now) or (last_day is not None and last_day < TODAY)
        expected = active and has_begun and not has_ended

        assert rights_of(user, case) == dict.fromkeys(EVERYWHERE, expected)
        assert rows_for(user, "cases_household", case) == expected


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
