"""In plain SQL as the app's role and as oneself: no way to more rights than one has, and who reads writes nothing."""

from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import Audience, Case, Grant, InvolvementRole
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from tests.factories import TODAY, a_case, a_member, an_intake, an_involvement, an_observation, anna, bram, chris, sanne

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_member(case)
    an_observation(case, director, text="Alleen voor regisseurs", audience=Audience.COORDINATORS)
    return case


@pytest.fixture
def reader(case) -> User:
    user = bram()
    an_involvement(case, user, role=InvolvementRole.READER)
    return user


@pytest.fixture
def contributor(case) -> User:
    user = sanne()
    an_involvement(case, user)
    return user


def tried(user: User, statement: str, *values: Any) -> int:
    """How many rows it changed; refused, none."""
    with acting_for(user.pk):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.rowcount
        except DatabaseError as refused:
            assert isinstance(refused.__cause__, psycopg.errors.CheckViolation | psycopg.errors.InsufficientPrivilege)
            return 0


def insert(table: str, **values: Any) -> tuple[str, list[Any]]:
    marks = ", ".join(["%s"] * len(values))
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", list(values.values())


def a_seat(case: Case, user: User, **fields: Any) -> tuple[str, list[Any]]:
    common = {"asked_reason": "x", "task": "", "declined_reason": "", "ended_reason": "", "asked_on": TODAY}
    who = {"case_id": case.pk, "organisation_id": user.organisation_id, "user_id": user.pk, "asked_by_id": user.pk}
    return insert("cases_involvement", **common | who | fields)


def a_right(case: Case, user: User, **fields: Any) -> tuple[str, list[Any]]:
    what = {"compartments": [], "level": 5, "purpose": "FAMILY_APPROACH", "legal_basis": "x", "reason": "x"}
    who = {"case_id": case.pk, "principal_id": user.principal.pk, "granted_by_id": user.pk, "is_emergency": False}
    return insert("cases_grant", **what | who | {"period": "[2026-01-01,)"} | fields)


@pytest.mark.parametrize(
    "change", ["level = 5", "compartments = '{SAFETY,SOCIAL}'", "level = 4", "is_emergency = true"]
)
@pytest.mark.parametrize("who", ["reader", "contributor"])
def test_nobody_raises_the_own_right(request, case, change, who):
    user = request.getfixturevalue(who)

    assert not tried(user, f"UPDATE cases_grant SET {change} WHERE principal_id = %s", user.principal.pk)
    assert Grant.objects.get(principal=user.principal).level < 4


@pytest.mark.parametrize("who", ["reader", "contributor"])
def test_nobody_makes_the_own_seat_another(request, case, who):
    user = request.getfixturevalue(who)

    assert not tried(user, "UPDATE cases_involvement SET role = 'CASE_COORDINATOR' WHERE user_id = %s", user.pk)


@pytest.mark.parametrize("role", ["CASE_COORDINATOR", "PROCESS_COORDINATOR", "PARTICIPANT", "READER"])
@pytest.mark.parametrize("period", ["[2020-01-01,2020-01-02)", "[2020-01-01,)"])
def test_a_stranger_takes_no_seat_also_one_that_ended(director, role, period):
    case, stranger = an_intake(coordinator=director), chris()
    ended = {"ended_by_id": stranger.pk, "ended_reason": "x"} if period[-2].isdigit() else {}
    statement, values = a_seat(case, stranger, role=role, period=period, **ended)

    assert not tried(stranger, statement, *values)


def test_a_stranger_invites_neither_oneself_nor_the_own_desk(case):
    stranger = chris()
    for user_id in (stranger.pk, None):
        statement, values = a_seat(case, stranger, user_id=user_id, role="PARTICIPANT", period=None)
        assert not tried(stranger, statement, *values)


def test_an_invitation_is_taken_up_by_joining_alone(case):
    """The seat may be answered; the right to the case comes with the action."""
    stranger = chris()
    seat = an_involvement(case, stranger)
    Grant.objects.filter(involvement=seat).delete()
    statement, values = a_right(case, stranger, level=3, involvement_id=seat.pk)

    assert not tried(stranger, statement, *values)


@pytest.mark.parametrize(("level", "compartments"), [(4, []), (3, ["SAFETY"]), (5, ["SOCIAL"])])
def test_a_right_gives_no_more_than_its_seat_whoever_gives_it(case, director, level, compartments):
    partner = sanne()
    seat = an_involvement(case, partner)
    Grant.objects.filter(involvement=seat).delete()
    given = {"level": level, "compartments": compartments, "involvement_id": seat.pk, "granted_by_id": director.pk}
    statement, values = a_right(case, partner, **given)

    assert not tried(director, statement, *values)


def test_a_right_is_of_the_case_and_the_person_of_its_seat(case, director, contributor):
    seat = contributor.involvements.get()
    for other_case, holder in ((a_case(coordinator=director), contributor), (case, bram())):
        given = {"level": 2, "involvement_id": seat.pk, "granted_by_id": director.pk}
        statement, values = a_right(other_case, holder, **given)
        assert not tried(director, statement, *values)


def test_a_seat_that_ended_gives_no_right(case, director, contributor):
    seat = contributor.involvements.get()
    Grant.objects.filter(involvement=seat).delete()
    type(seat).objects.filter(pk=seat.pk).update(ended_by=director, ended_reason="Klaar")
    statement, values = a_right(case, contributor, level=2, involvement_id=seat.pk, granted_by_id=director.pk)

    assert not tried(director, statement, *values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_case SET name = 'Gekaapt'",
        "UPDATE cases_member SET family_name = 'Gekaapt'",
        "UPDATE cases_observation SET audience = 'ALL_INVOLVED'",
        "UPDATE cases_observationwords SET text = 'Gekaapt'",
        "UPDATE cases_deadline SET settled_on = current_date",
        "DELETE FROM cases_member",
        "DELETE FROM cases_grant",
        "DELETE FROM cases_involvement",
        "DELETE FROM cases_case",
        'INSERT INTO cases_firstcontribution (case_id, organisation_id, "on") '
        "SELECT id, bringing_organisation_id, current_date FROM cases_case",
    ],
)
def test_who_reads_along_writes_nothing(case, reader, statement):
    an_observation(case, anna(), text="Voor iedereen")

    assert not tried(reader, statement)


def test_what_is_refused_above_is_refused_for_who_it_is_and_not_for_how_it_is_written(case, director, contributor):
    seat = contributor.involvements.get()
    Grant.objects.filter(involvement=seat).delete()
    statement, values = a_right(case, contributor, level=3, involvement_id=seat.pk, granted_by_id=director.pk)

    assert tried(director, statement, *values) == 1
    assert tried(contributor, "UPDATE cases_member SET family_name = 'Anders'") == 1
    statement, values = a_seat(case, chris(), role="READER", period="[2026-01-01,)", asked_by_id=director.pk)
    assert tried(director, statement, *values) == 1
