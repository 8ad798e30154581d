"""The log, its signals and guardian's view name cases by a number alone: the second line guards them all the same."""

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.models import Case, Member
from familienetwerk.accounts.models import Municipality, User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit import actions
from familienetwerk.audit.models import AuditEvent, EventType, record
from familienetwerk.audit.verification import flaws
from familienetwerk.behalf import Asker, Errand, acting_as, acting_for, overseeing
from familienetwerk.breaches.traces import traces_in
from familienetwerk.oversight import reviewing
from familienetwerk.oversight.models import LogReview, LogSample, LogSignal, SignalKind
from familienetwerk.second_line.guard import TABLES
from tests.factories import (
    a_case,
    a_member,
    a_municipality,
    a_town_hall,
    a_user,
    an_involvement,
    anna,
    bram,
    chris,
    dina,
)

pytestmark = pytest.mark.django_db
NAMES_A_CASE = ("cases_case_user_permission", "audit_auditevent", "oversight_logsignal")
LONG_AGO = 3  # a transaction of before: who writes a line sees it, until the transaction ends


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


@pytest.fixture
def looker(case) -> User:
    partner = bram()
    an_involvement(case, partner)
    return partner


@pytest.fixture
def line(case, looker) -> AuditEvent:
    return looked(case, looker)


@pytest.fixture
def signal(case, looker) -> LogSignal:
    month = LogReview.objects.create(month=date(2026, 1, 1), municipality=a_municipality())
    return LogSignal.objects.create(
        review=month, kind=SignalKind.NO_TIE, user=looker, case_number=case.number, words="Keek.", found_on=month.month
    )


@pytest.fixture
def nobody() -> Iterator[None]:
    """As the app's role is without saying for whom it works."""
    with connection.cursor() as cursor:
        for name in ("errand", "user_id", "by_id"):
            cursor.execute("SELECT set_config(%s, '', true)", [f"app.{name}"])
    connection.acting = Asker()
    yield
    connection.acting = Asker(errand="tests")


def looked(case: Case | None, user: User, **about) -> AuditEvent:
    about = {"type": EventType.CASE_VIEWED, "page": "family", "case_id": case and case.pk} | about
    return AuditEvent.objects.create(
        user_id=user.pk, organisation_id=user.organisation_id, transaction_id=LONG_AGO, **about
    )


def number_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("table", NAMES_A_CASE)
def test_without_saying_for_whom_there_are_no_rows(line, signal, table, nobody):
    before = AuditEvent.objects.count() if table == "audit_auditevent" else 0  # written by this very transaction

    assert not AuditEvent.objects.filter(pk=line.pk).exists()
    assert number_of(table) == before


def test_of_the_log_one_has_the_lines_of_the_own_cases(case, line, director):
    with acting_for(director.pk):
        assert AuditEvent.objects.filter(pk=line.pk).exists()
    with acting_for(chris().pk):
        assert not AuditEvent.objects.filter(pk=line.pk).exists()
    with acting_as(Errand.WATCHING):
        assert AuditEvent.objects.filter(pk=line.pk).exists()


@pytest.mark.parametrize("name", ["director", "stranger", "nobody"])
def test_whoever_it_is_can_be_logged(case, director, name):
    """Also who may not read the line, and whose number is not known."""
    user = {"director": director, "stranger": chris(), "nobody": None}[name]
    with acting_for(user.pk if user else 0):
        record(EventType.REFUSED, by=user, case_id=case.pk, page="knocked")

    assert AuditEvent.objects.get(page="knocked").case_id == case.pk


def test_guardian_has_the_rights_of_who_asks_alone(case, director, looker):
    with acting_for(looker.pk), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT user_id FROM cases_case_user_permission")
        assert cursor.fetchall() == [(looker.pk,)]
        assert looker.has_perm("cases.contribute_to_case", case)
        assert not director.has_perm("cases.view_case", case)


@pytest.mark.parametrize(
    ("name", "sees"),
    [("asked", True), ("not asked", False), ("stranger", False), ("officer", True), ("manager", False)],
)
def test_a_signal_is_for_who_judges_and_for_who_is_asked(signal, looker, name, sees):
    if name == "asked":
        LogSignal.objects.update(asked_on=signal.found_on)
    user = {"stranger": chris, "officer": dina, "manager": lambda: a_user(Role.MANAGER)}.get(name, lambda: looker)()

    with acting_for(user.pk):
        assert LogSignal.objects.exists() is sees


def test_what_an_officer_did_is_for_managers(case):
    month = LogReview.objects.create(month=date(2026, 1, 1), municipality=a_municipality())
    LogSignal.objects.create(review=month, kind=SignalKind.BULK, user=dina(), words="Veel.", found_on=month.month)

    with acting_for(a_user(Role.MANAGER).pk):
        assert LogSignal.objects.exists()


# --- who may read the log, still does ---------------------------------------------------------------------------


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(dina())
    return client


def test_the_whole_log_is_there_for_the_officer(officer, line, case):
    assert case.number in officer.get("/logboek/").text


def test_who_looked_at_somebody_is_whole(client, officer, case, looker, director):
    kevin: Member = a_member(case)
    looked(None, looker, type=EventType.SEARCHED, subject="member", subject_ids=str(kevin.pk), page="search")
    pages = [officer.get(f"/logboek/personen/{kevin.pk}/").text]
    client.force_login(director)
    pages.append(client.get(f"/casussen/{case.pk}/gezin/{kevin.pk}/inzage/").text)

    assert ["Gevonden bij zoeken" in page for page in pages] == [True, True]


def test_a_coordinator_reads_the_log_of_the_case(client, case, line, director, looker):
    client.force_login(director)

    assert looker.name in client.get(f"/casussen/{case.pk}/contactmomenten/").text


def test_the_officer_judges_a_line_that_was_picked(officer, line, looker):
    month = LogReview.objects.create(month=date(2026, 1, 1), municipality=a_municipality())
    LogSample.objects.create(review=month, line_id=line.pk, user=looker)

    for address in (f"/logboek/controle/{month.pk}/steekproef/", f"/logboek/controle/{month.pk}/"):
        assert looker.name in officer.get(address).text


def test_what_was_looked_at_is_found_for_a_breach(case, line):
    today = timezone.localdate()
    officer = dina()
    with acting_for(officer.pk):
        traces = traces_in(case.number, officer=officer, first=today, last=today)

    assert traces
    assert line.pk in [number for number, _ in traces.looks]


def test_the_clock_looks_through_the_log_for_nobody_in_particular(case, nobody):
    with acting_as(Errand.LOADING):
        stranger = chris()
        looked(case, stranger, at=timezone.now().replace(year=2026, month=1, day=5))
    reviewing.look_through_log(today=date(2026, 1, 6))

    with acting_as(Errand.WATCHING):
        assert LogSignal.objects.filter(user=stranger, case_number=case.number).exists()


@pytest.mark.django_db(transaction=True)
def test_sealing_and_verifying_need_no_user():
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.errand', '', false)")
        connection.acting = Asker()
        record(EventType.CREATED, by=None, subject="member")
        left, sealed = number_of("audit_auditevent"), actions.seal_log()
        wrong = list(flaws(witness=None))
        cursor.execute("SELECT set_config('app.errand', 'tests', false)")
        connection.acting = Asker(errand="tests")

    assert left == 0
    assert sealed == 1
    assert wrong == []


def test_a_table_that_names_a_case_by_its_number_stops_the_start(as_owner: psycopg.Connection):
    as_owner.execute(
        "CREATE TABLE notes (id bigint, case_number text); CREATE TABLE others (id bigint, case_id bigint)"
    )

    assert as_owner.execute(TABLES).fetchall() == [("notes",), ("others",)]


def test_of_the_log_an_officer_oversees_the_own_municipality(line):
    elsewhere = a_town_hall(Municipality.objects.create(name="Duinveen"))

    with overseeing(dina().pk):
        assert AuditEvent.objects.filter(pk=line.pk).exists()
    with overseeing(a_user(Role.PRIVACY_OFFICER, organisation=elsewhere).pk):
        assert not AuditEvent.objects.filter(pk=line.pk).exists()
