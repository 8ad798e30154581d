"""Access ends by itself: with the seat, with the hour of a guest, with the frame. No job is needed for it."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import actions
from cases.models import Case, Grant, GrantLevel, Involvement, InvolvementRole
from cases.periods import end_of, period_of
from cases.tasks import write_permission_differences
from domains.gate import organisations_at_table
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.behalf import acting_for
from familienetwerk.outbox.models import Job
from tests.factories import a_case, a_household, a_user, an_involvement, anna, bram, chris, dina, sanne
from tests.rights import EVERYWHERE, NOWHERE, rights_of, rows_for

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_household(case)
    return case


def a_seat(case: Case, user: User, **fields) -> Involvement:
    filled = {"by": case.started_by, "on": TODAY, "reason": "Vervanging"} | fields
    return actions.start_involvement(case, user, **filled)


def ran_out(seat: Involvement) -> None:
    """As if its end came an hour ago: the clock cannot be turned, so the row and its right are."""
    ended, begun = NOW - HOUR, NOW - 50 * HOUR
    period = period_of((TODAY - timedelta(days=3)), ended)
    Involvement.objects.filter(pk=seat.pk).update(ends_at=ended, period=period)
    Grant.objects.filter(involvement=seat).update(period=(begun, ended))


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
def test_nobody_gives_oneself_a_seat_or_a_right_past_the_actions(case, director, role):
    user = bram()
    a_seat(case, user, ends_at=end_of(TODAY), role=InvolvementRole.READER)
    asked = {"asked_on": TODAY, "asked_by": director, "asked_reason": "x", "organisation": user.organisation}

    with pytest.raises(IntegrityError, match="Een ander geeft u deze toegang"), acting_for(user.pk):
        period = {"period": period_of(TOMORROW, end_of(TOMORROW)), "ends_at": end_of(TOMORROW)}
        Involvement.objects.create(case=case, user=user, role=role, **asked, **period)


def test_nobody_gives_oneself_a_right_without_a_seat(case, director):
    user = bram()
    a_seat(case, user)
    right = Grant.objects.get(principal__user=user)

    with pytest.raises(IntegrityError, match="Een ander geeft u deze toegang"), acting_for(user.pk):
        right.pk, right.involvement, right.level = None, None, GrantLevel.DIRECT
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


# --- the frame -------------------------------------------------------------------------------------------


def end_the_frame(case: Case, on, *, by: User) -> None:
    actions.end_frame(case.legal_frame, by=by, on=on, today=TODAY)


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


# --- the command -----------------------------------------------------------------------------------------


def differences_found(capsys) -> list[str]:
    with pytest.raises(CommandError, match="verschillen"):
        call_command("check_case_permissions")
    return capsys.readouterr().out.splitlines()


def test_the_check_finds_nothing_where_all_is_well(case, director, capsys):
    a_seat(case, bram(), ends_at=end_of(TOMORROW))
    end_the_frame(case, TOMORROW, by=director)
    ran_out(a_seat(case, sanne()))

    call_command("check_case_permissions")

    assert capsys.readouterr().out == "Rechten en betrokkenheden zijn gelijk.\n"


CHANGES = {
    "is anders dan": {"level": GrantLevel.COORDINATE},
    "heeft geen betrokkenheid": {"involvement": None},
    "eindigt op een ander moment": {"period": (NOW - HOUR, NOW + 30 * HOUR)},
}


@pytest.mark.parametrize("why", CHANGES)
def test_the_check_names_a_right_that_no_involvement_explains(case, capsys, why):
    seat = a_seat(case, bram())
    Grant.objects.filter(involvement=seat).update(**CHANGES[why])

    lines = differences_found(capsys)

    assert any(why in line and f"casus {case.pk}: recht" in line for line in lines)


def test_the_check_names_a_right_that_goes_on_after_its_seat(case, capsys):
    seat = an_involvement(case, bram())
    Involvement.objects.filter(pk=seat.pk).update(ended_by=case.started_by, ended_reason="Buitenom")

    assert "loopt door na de betrokkenheid" in differences_found(capsys)[0]


def test_the_check_names_a_seat_without_a_right_by_numbers_alone(case, capsys):
    seat = an_involvement(case, bram())
    Grant.objects.filter(involvement=seat).update(period=(NOW - 2 * HOUR, NOW - HOUR))

    assert differences_found(capsys) == [f"casus {case.pk}: betrokkenheid {seat.pk} loopt, maar geeft geen recht"]


def test_at_night_differences_are_told_to_the_privacy_officer_once_and_in_numbers(client: Client, case):
    officer = dina()
    Grant.objects.filter(involvement=a_seat(case, bram())).update(involvement=None)

    checks = [actions.keep_watch(today=TODAY) for _ in range(2)]

    jobs = Job.objects.filter(kind="permission_differences")
    assert ([check and check.differences for check in checks], jobs.count()) == ([2, None], 1)
    mail = write_permission_differences(jobs.get())
    assert mail.to == [officer.email]
    assert case.number not in mail.body
    client.force_login(officer)
    assert "2 verschillen tussen rechten en betrokkenheden" in client.get("/werk/toegang/").text


def test_a_quiet_night_tells_nobody(case):
    dina()

    check = actions.keep_watch(today=TODAY)

    assert check.differences == 0
    assert not Job.objects.filter(kind="permission_differences").exists()


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


def a_right(case: Case, user: User, period) -> Grant:
    return Grant.objects.create(
        case=case,
        principal=user.principal,
        level=GrantLevel.READ,
        purpose="FAMILY_APPROACH",
        legal_basis="Gemeentewet 172",
        period=period,
        reason="Waarneming",
        granted_by=case.started_by,
    )
