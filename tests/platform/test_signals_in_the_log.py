"""Looking at who looked: planted misuse is found and said in words, normal work stays quiet, a signed month stands."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.models import Case, EmergencyAccess, Member
from familienetwerk.accounts.models import User
from familienetwerk.admission.actions.home_street import give_home_street
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.oversight.models import SignalKind
from familienetwerk.oversight.reviewing import THE_SAME
from familienetwerk.oversight.signals import Found, signals_in
from tests.emergency_factories import opened
from tests.factories import (
    a_case,
    a_household,
    a_member,
    a_municipality,
    a_user,
    an_involvement,
    an_organisation,
    anna,
    bram,
    sanne,
)

pytestmark = pytest.mark.django_db

FIRST, LAST, AFTER = date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)
MORNING = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)  # a Tuesday


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director, started_on=date(2026, 1, 5), first_signal_on=date(2026, 1, 4))
    a_member(case, family_name="Waterman")
    return case


def looked(user: User, case: Case, *, at: datetime = MORNING, times: int = 1, kind=EventType.CASE_VIEWED) -> None:
    AuditEvent.objects.bulk_create(
        AuditEvent(
            type=kind,
            user_id=user.pk,
            organisation_id=user.organisation_id,
            case_id=case.pk,
            page="family",
            at=at + timedelta(seconds=number),
        )
        for number in range(times)
    )


def found_here() -> list[Found]:
    return signals_in(FIRST, LAST, municipality=a_municipality().pk)


def found(kind: SignalKind) -> list[tuple[int, str]]:
    return [(one.user_id, one.words) for one in found_here() if one.kind == kind]


def test_looking_without_a_role_a_task_or_a_question(case):
    stranger = sanne()
    looked(stranger, case, times=3)

    assert found(SignalKind.NO_TIE) == [(stranger.pk, "Keek 3 keer op 1 dag zonder rol, taak of vraag.")]


def test_looking_after_ones_part_ended(case):
    partner = sanne()
    seat = an_involvement(case, partner, on=date(2026, 9, 1))
    actions.end_involvement(seat, by=partner, on=date(2026, 10, 2), reason="Klaar")
    looked(partner, case)

    assert [user for user, _ in found(SignalKind.NO_TIE)] == [partner.pk]


def test_who_was_asked_has_a_reason_to_look(case, director):
    partner = bram()
    an_involvement(case, partner, on=date(2026, 9, 1))
    looked(partner, case, times=5)

    assert found(SignalKind.NO_TIE) == []


def test_the_same_surname_without_prefix_or_mark(case):
    cousin = a_user(name="Joke van der Wáterman")
    an_involvement(case, cousin, on=date(2026, 9, 1))
    looked(cousin, case)

    assert [user for user, _ in found(SignalKind.SAME_NAME)] == [cousin.pk]


def test_no_signal_tells_that_somebody_is_there_of_whom_who_looked_may_not_know(case, director):
    """Name, street and employer. Who coordinates knows of everybody, and gives the signal all the same."""
    cousin = a_user(name="Joke van der Duinker", organisation=director.organisation)
    child = a_member(case, family_name="Duinker", works_at=director.organisation)
    for user in (cousin, director):
        give_home_street(by=user, on=FIRST, street="Havenkade", digits="1234")
    actions.move_in(a_household(case, address="Havenkade 3"), child, by=director, on=date(2026, 10, 1))
    an_involvement(case, cousin, on=date(2026, 9, 1))
    looked(cousin, case)
    looked(director, case)
    everything = {(cousin.pk, kind) for kind in THE_SAME} | {(director.pk, SignalKind.SAME_ROAD)}
    of_all = {(one.user_id, one.kind) for one in found_here()}
    Member.objects.filter(pk=child.pk).update(
        restricted_to=[], restricted_by=an_organisation(), restricted_reason="Geheim adres", restricted_at=MORNING
    )

    of_few = {(one.user_id, one.kind) for one in found_here()}

    assert of_all == everything
    assert of_few == {one for one in everything if one[0] == director.pk}


@pytest.mark.parametrize("reason", ["by name", "of the organisation that asked for it"])
def test_who_may_know_of_somebody_hidden_gives_the_signal(case, reason):
    cousin = a_user(name="Joke Waterman")
    an_involvement(case, cousin, on=date(2026, 9, 1))
    named = [cousin.principal.pk] if reason == "by name" else []
    asked_by = an_organisation() if named else cousin.organisation
    Member.objects.filter(case=case).update(
        restricted_to=named, restricted_by=asked_by, restricted_reason="Geheim adres", restricted_at=MORNING
    )
    looked(cousin, case)

    assert [user for user, _ in found(SignalKind.SAME_NAME)] == [cousin.pk]


def test_the_day_on_which_an_emergency_begins_is_the_dutch_day(case):
    stranger = sanne()
    access = opened(case, stranger)
    EmergencyAccess.objects.filter(pk=access.pk).update(began_at=datetime(2026, 10, 6, 22, 30, tzinfo=UTC))
    looked(stranger, case, at=MORNING)
    looked(stranger, case, at=MORNING + timedelta(days=1))

    assert found(SignalKind.NO_TIE) == [(stranger.pk, "Keek 1 keer op 1 dag zonder rol, taak of vraag.")]


def test_looking_at_night_says_how_often_and_when(case, director):
    looked(director, case, at=datetime(2026, 10, 7, 0, 30, tzinfo=UTC), times=41)

    assert found(SignalKind.NIGHT) == [(director.pk, "Keek 41 keer tussen 0:00 en 5:00 uur.")]


def test_looking_at_night_by_who_always_works_then_is_quiet(case, director):
    looked(director, case, at=datetime(2026, 9, 7, 0, 30, tzinfo=UTC), times=30)
    looked(director, case, at=datetime(2026, 10, 7, 0, 30, tzinfo=UTC), times=41)

    assert found(SignalKind.NIGHT) == []


def test_looking_in_weekends(case, director):
    looked(director, case, at=datetime(2026, 10, 10, 10, 0, tzinfo=UTC), times=30)

    assert found(SignalKind.WEEKEND) == [(director.pk, "Keek 30 keer op zaterdag of zondag.")]


def test_many_cases_in_an_hour_beside_what_is_usual(director, case):
    looked(director, case, at=datetime(2026, 9, 8, 9, 0, tzinfo=UTC))
    for _ in range(26):
        looked(director, a_case())

    assert found(SignalKind.BULK) == [
        (director.pk, "Opende 26 verschillende casussen in één uur, op 06-10-2026 om 11:00 uur.")
    ]


def test_refused_again_and_again(case):
    stranger = sanne()
    looked(stranger, case, times=8, kind=EventType.REFUSED)

    assert [user for user, _ in found(SignalKind.REFUSED)] == [stranger.pk]


def test_a_month_of_normal_work_is_quiet():
    """Ten workers on their own cases, each working day, with now and then an evening and a mistyped address."""
    team = an_organisation()
    for number in range(10):
        worker = a_user(name=f"Werker Achternaam{number}", organisation=team)
        own = [a_case(started_on=date(2026, 1, 5), first_signal_on=date(2026, 1, 4)) for _ in range(4)]
        for case in own:
            a_member(case, family_name="Waterman")
            an_involvement(case, worker, on=date(2026, 2, 1))
        for day in range(31):
            at = MORNING.replace(day=day + 1, hour=7 + number % 10)
            if at.weekday() < 5:
                looked(worker, own[day % 4], at=at, times=12)
        looked(worker, own[0], at=datetime(2026, 10, 11, 19, 0, tzinfo=UTC), times=4)
        looked(worker, own[0], times=2, kind=EventType.REFUSED)

    assert found_here() == []


def test_it_asks_the_same_number_of_questions_of_1_and_of_30_lines(case):
    looked(sanne(), case)
    of_one = number_of_questions()
    for _ in range(30):
        looked(a_user(), a_case())

    assert number_of_questions() == of_one


def number_of_questions() -> int:
    with CaptureQueriesContext(connection) as captured:
        found_here()
    return len(captured.captured_queries)
