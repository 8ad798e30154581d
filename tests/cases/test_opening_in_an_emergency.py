"""The emergency procedure: one hour of reading, told at once, marked in every line of the log, judged afterwards."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import actions
from cases.models import Audience, Case, DeadlineKind, EmergencyAccess, Grant, GrantLevel
from cases.tasks import write_emergency_notice
from domains.models import DomainScore
from familienetwerk.accounts.fresh_login import PROVED_AT
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from familienetwerk.outbox.models import Job
from tests.emergency_factories import HOUR, REASON, TODAY, opened, ran_out
from tests.factories import a_case, a_member, a_user, an_involvement, an_observation, anna, chris, dina, sanne
from tests.rights import EVERYWHERE, NOWHERE, rights_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_member(case)
    return case


def test_it_opens_the_case_for_exactly_an_hour_to_read(case):
    user = chris()

    access = opened(case, user)

    period = Grant.objects.get(pk=access.grant_id).period
    assert period.upper - period.lower == HOUR
    assert Grant.objects.get(pk=access.grant_id).level == GrantLevel.READ
    assert rights_of(user, case) == EVERYWHERE


def test_who_sends_it_twice_waits_for_oneself(case):
    with CaptureQueriesContext(connection) as captured:
        opened(case, chris())

    statements = [query["sql"] for query in captured.captured_queries]
    locks = [number for number, sql in enumerate(statements) if "accounts_user" in sql and "FOR NO KEY UPDATE" in sql]
    looks = [number for number, sql in enumerate(statements) if 'FROM "cases_emergencyaccess"' in sql]
    assert locks[0] < looks[0]


def test_after_the_hour_it_is_closed_without_anybody_doing_anything(case):
    user = chris()

    ran_out(opened(case, user))

    assert rights_of(user, case) == NOWHERE


@pytest.mark.parametrize(
    "changes",
    [
        {"period": (timezone.now(), timezone.now() + 2 * HOUR)},
        {"period": (timezone.now(), None)},
        {"level": GrantLevel.CONTRIBUTE},
    ],
)
def test_the_database_refuses_longer_or_more(case, changes):
    access = opened(case, chris())

    with pytest.raises(IntegrityError, match="grant_in_emergency_reads_for_an_hour"), transaction.atomic():
        Grant.objects.filter(pk=access.grant_id).update(**changes)


def test_what_another_organisation_keeps_to_itself_stays_closed(case, client: Client):
    user, team = chris(), sanne()
    an_involvement(case, team)
    an_observation(case, team, text="Alleen voor ons", audience=Audience.OWN_ORGANISATION)
    an_observation(case, team, text="Voor iedereen aan tafel", audience=Audience.ALL_INVOLVED)
    opened(case, user)
    client.force_login(user)

    page = client.get(f"/casussen/{case.pk}/waarnemingen/").text

    assert "Voor iedereen aan tafel" in page
    assert "Alleen voor ons" not in page
    with acting_for(user.pk):
        assert not DomainScore.objects.exists()


def test_privacy_officer_and_coordinator_are_told_at_once_without_details(case, director):
    officer = dina()

    access = opened(case, chris())

    jobs = Job.objects.filter(kind="emergency_notice")
    assert {job.subject_id for job in jobs} == {officer.pk, director.pk}
    mail = write_emergency_notice(jobs.get(subject_id=officer.pk))
    for secret in (case.number, case.name, access.user.name, REASON):
        assert secret not in mail.subject + mail.body


def test_both_find_it_on_the_work_list(client: Client, case, director):
    officer = dina()
    opened(case, chris())

    pages = []
    for user in (officer, director):
        client.force_login(user)
        assert "Bekijk en handel af" in client.get("/").text
        pages.append(client.get("/werk/toegang/").text)

    assert "Noodprocedures te beoordelen" in pages[0]
    assert "Chris Vos las deze casus met de noodprocedure" in pages[1]
    assert all(case.number in page for page in pages)


# --- the page --------------------------------------------------------------------------------------------


def test_every_line_that_is_written_while_reading_under_it_is_marked(client: Client, case):
    user, other = chris(), a_case()
    an_involvement(other, user)
    opened(case, user)
    client.force_login(user)

    for path in ("gezin/", "betrokkenen/", "tijdlijn/"):
        assert client.get(f"/casussen/{case.pk}/{path}").status_code == 200
    client.get("/casussen/")
    client.get(f"/casussen/{other.pk}/tijdlijn/")

    events = AuditEvent.objects.filter(user_id=user.pk)
    assert set(events.filter(case_id=case.pk).values_list("is_emergency", flat=True)) == {True}
    assert set(events.filter(case_id=other.pk).values_list("is_emergency", flat=True)) == {False}
    assert events.get(type=EventType.CASES_LISTED).is_emergency


def test_on_the_work_list_it_offers_to_look_and_nothing_else(case, client: Client, director):
    user = chris()
    due = {"due_on": TODAY, "organisation": user.organisation}
    actions.set_deadline(case, DeadlineKind.ACTION, subject_id=7, **due)
    opened(case, user)
    client.force_login(user)

    in_the_hour = client.get("/").text
    an_involvement(case, user)
    at_the_table = client.get("/").text

    assert "Voer een actie uit" in in_the_hour
    assert "Werk bij" not in in_the_hour
    assert "Werk bij" in at_the_table


def test_who_is_involved_sees_no_banner(client: Client, case, director):
    client.force_login(director)

    assert 'aria-label="Noodprocedure"' not in client.get(f"/casussen/{case.pk}/").text


def test_it_asks_who_one_is_when_that_was_shown_long_ago(client: Client, case):
    user = chris()
    client.force_login(user)
    session = client.session
    session[PROVED_AT] = timezone.now().timestamp() - 3600
    session.save()

    answer = client.post("/noodprocedure/", {"number": case.number, "reason": REASON})

    assert "/account/bevestigen/" in answer["Location"]
    assert rights_of(user, case) == NOWHERE


def test_a_short_reason_and_an_unknown_number_come_back_filled_in_and_are_logged(client: Client, case):
    user = chris()
    client.force_login(user)

    short = client.post("/noodprocedure/", {"number": case.number, "reason": "Spoed"})
    unknown = client.post("/noodprocedure/", {"number": "2020-9999", "reason": REASON})

    assert "Schrijf in minstens 20 tekens" in short.text
    assert "Er is geen casus met dit nummer" in unknown.text
    assert REASON in unknown.text
    assert AuditEvent.objects.filter(type=EventType.REFUSED, user_id=user.pk, subject="emergency").count() == 1


def test_the_database_wants_a_real_reason(case):
    access = opened(case, chris())

    with pytest.raises(IntegrityError, match="emergency_has_a_real_reason"), transaction.atomic():
        EmergencyAccess.objects.filter(pk=access.pk).update(reason="Spoed" + " " * 30)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PRIVACY_OFFICER, Role.FUNCTIONAL_ADMIN])
def test_who_never_works_on_cases_has_no_emergency(client: Client, case, role):
    client.force_login(a_user(role))

    assert client.post("/noodprocedure/", {"number": case.number, "reason": REASON}).status_code == 403


def test_who_sees_the_case_already_needs_none(case, director):
    with pytest.raises(actions.CannotUseEmergency, match="al toegang"):
        actions.open_in_emergency(case.number, by=director, on=TODAY, reason=REASON)


@pytest.mark.parametrize("rows", ["frames", "participants"])
def test_a_case_under_a_frame_that_does_not_hold_is_answered_as_no_case_and_logged(client: Client, case, rows):
    user = chris()
    frame = type(case.legal_frame).objects.filter(pk=case.legal_frame_id)
    ended = frame if rows == "frames" else case.legal_frame.participants.filter(organisation=user.organisation_id)
    ended.update(valid_until=TODAY - timedelta(days=1))
    client.force_login(user)

    numbers = (case.number, "2020-9999")
    answers = [client.post("/noodprocedure/", {"number": number, "reason": REASON}) for number in numbers]
    told = [re.search(r'id="id_number_error".*?</', answer.text, re.DOTALL)[0] for answer in answers]
    lines = AuditEvent.objects.filter(type=EventType.REFUSED, user_id=user.pk, subject="emergency")

    assert [answer.status_code for answer in answers] == [422, 422]
    assert told[0] == told[1]
    assert set(lines.values_list("case_id", flat=True)) == {case.pk, None}
    assert not EmergencyAccess.objects.exists()
    assert rights_of(user, case) == NOWHERE
