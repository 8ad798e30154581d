"""The whole log for the privacy officer, and failed work for the functional admin."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType, record
from familienetwerk.outbox.models import Job, JobState
from tests.factories import a_case, a_user, anna, dina

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(dina())
    return client


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(a_user(Role.FUNCTIONAL_ADMIN, name="Fatima", domain=PolicyDomain.OTHER))
    return client


def a_failed_job(state: JobState = JobState.FAILED) -> Job:
    return Job.objects.create(
        kind="plan_pdf", subject_id=1, key="plan_pdf:1", state=state, finished_at="2026-11-23T08:00Z"
    )


def test_the_log_names_who_and_which_case_and_never_what_was_read(officer):
    director = anna()
    case = a_case(coordinator=director)
    record(EventType.CASE_VIEWED, by=director, case_id=case.pk, page="family")

    said = officer.get("/logboek/").text

    assert director.name in said
    assert case.number in said
    assert case.name not in said


def test_looking_at_the_log_is_logged(officer):
    officer.get("/logboek/")

    assert AuditEvent.objects.filter(type=EventType.LOG_VIEWED, page="whole_log").count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?soort=EXPORTED", True),
        ("?soort=PRINTED", False),
        ("?vanaf=01-01-2099", False),
        ("?casus=X", False),
    ],
)
def test_it_is_narrowed_by_kind_period_and_case(officer, query, found):
    record(EventType.EXPORTED, by=anna(), subject="report")

    assert ("Anna de Wit" in officer.get(f"/logboek/{query}").text) is found


def test_a_wrong_day_is_said_and_nothing_is_shown(officer):
    said = officer.get("/logboek/?vanaf=31-02-2026").text

    assert "De dag 31 bestaat niet" in said
    assert "Geen regels gevonden" in said


def test_the_log_asks_the_same_number_of_questions_about_2_and_60(officer):
    counts = []
    for rows in (2, 58):
        for _ in range(rows):
            director = anna()
            record(EventType.CASE_VIEWED, by=director, case_id=a_case(coordinator=director).pk)
        with CaptureQueriesContext(connection) as asked:
            officer.get("/logboek/")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 16  # one of them, to take back for whom, is the test’s


@pytest.mark.parametrize("path", ["/logboek/", "/beheer/taken/"])
def test_others_are_refused(client, path):
    client.force_login(anna())

    assert client.get(path).status_code == 403


def test_failed_work_is_listed_without_anything_of_a_case(admin):
    a_failed_job()

    said = admin.get("/beheer/taken/").text

    assert "Plan van aanpak op papier" in said


def test_a_person_lets_it_be_done_again_once(admin):
    job = a_failed_job()

    with transaction.atomic():
        admin.post(f"/beheer/taken/{job.pk}/opnieuw/")
    again = admin.post(f"/beheer/taken/{job.pk}/opnieuw/")

    job.refresh_from_db()
    assert job.state == JobState.OPEN
    assert again.status_code == 404
    assert AuditEvent.objects.filter(page="try_again").count() == 1


def test_a_person_leaves_doubtful_work_as_it_is(admin):
    job = a_failed_job(JobState.DOUBTFUL)

    admin.post(f"/beheer/taken/{job.pk}/afgehandeld/")

    assert not Job.objects.needing_a_person().exists()
    assert AuditEvent.objects.filter(page="settle").count() == 1
    assert "Alles is gedaan." in admin.get("/beheer/taken/").text
