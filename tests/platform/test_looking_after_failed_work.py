"""What failed, or was perhaps sent, waits for the functional admin: done again or left, once, and logged."""

import pytest
from django.test import Client

from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent
from familienetwerk.outbox.models import Job, JobState
from familienetwerk.outbox.registry import _handlers
from familienetwerk.oversight import actions
from familienetwerk.oversight.words import KINDS, SettledBecause
from tests.factories import a_user, anna
from tests.queries import questions

pytestmark = pytest.mark.django_db
PAGE = "/beheer/taken/"


@pytest.fixture
def fatima() -> User:
    return a_user(Role.FUNCTIONAL_ADMIN, name="Fatima", domain=PolicyDomain.OTHER)


@pytest.fixture
def admin(client: Client, fatima) -> Client:
    client.force_login(fatima)
    return client


def a_job(state: JobState = JobState.FAILED, **fields) -> Job:
    filled = {"kind": "plan_pdf", "subject_id": 1, "key": f"plan_pdf:{Job.objects.count()}", "tries": 5}
    return Job.objects.create(**filled | fields, state=state, finished_at="2026-11-23T08:00Z")


def test_says_what_why_and_how_often(admin):
    a_job(kind="invitation", last_error="SMTPRecipientsRefused", tries=5)

    said = admin.get(PAGE).text

    assert "Uitnodiging voor een account" in said
    assert "De mailserver weigert dit adres." in said
    assert ">5<" in said


def test_every_kind_of_work_has_its_words():
    ours = {kind for kind, handler in _handlers.items() if not handler.deliver.args[0].__module__.startswith("tests.")}

    assert ours == set(KINDS)


def test_what_is_under_way_or_done_does_not_wait(admin):
    Job.objects.create(kind="digest", subject_id=1, key="digest:1")
    a_job(JobState.DONE)

    said = admin.get(PAGE).text

    assert "Alles is gedaan." in said
    assert "1 taak loopt nog" in said


def test_the_tab_counts_what_waits(admin):
    a_job()
    a_job(JobState.DOUBTFUL)

    assert '<span class="count">2' in admin.get("/beheer/gebruikers/").text


def test_opening_what_waits_changes_nothing(admin):
    job = a_job(JobState.DOUBTFUL)

    asked = admin.get(f"{PAGE}{job.pk}/opnieuw/").text

    assert "twee keer" in asked
    assert Job.objects.needing_a_person().count() == 1


def test_is_done_again_when_confirmed(admin):
    job = a_job()

    admin.post(f"{PAGE}{job.pk}/opnieuw/")

    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.OPEN, 0)
    assert AuditEvent.objects.get(page="try_again").purpose == str(job.pk)


def test_is_left_with_a_reason_that_the_log_keeps(admin, fatima):
    job = a_job(JobState.DOUBTFUL)

    admin.post(f"{PAGE}{job.pk}/afgehandeld/", {"reason": SettledBecause.ARRIVED})

    job.refresh_from_db()
    assert job.settled_by == fatima
    assert AuditEvent.objects.get(page="settle").purpose == f"{job.pk}: ARRIVED"


def test_is_not_left_without_a_reason(admin):
    job = a_job()

    answer = admin.post(f"{PAGE}{job.pk}/afgehandeld/")

    assert answer.status_code == 422
    assert "Waarom kan dit zo blijven?" in answer.text
    assert Job.objects.needing_a_person().count() == 1
    assert not AuditEvent.objects.filter(page="settle").exists()


@pytest.mark.parametrize("act", ["opnieuw", "afgehandeld"])
def test_who_comes_second_reads_so_and_nothing_happens(admin, fatima, act):
    job = a_job()
    actions.settle(job, by=fatima, reason=SettledBecause.NOT_NEEDED)

    for method in (admin.get, admin.post):
        said = method(f"{PAGE}{job.pk}/{act}/", {"reason": SettledBecause.ARRIVED}, follow=True).text
        assert "Een collega was u voor." in said

    assert AuditEvent.objects.filter(subject="job").count() == 1


def test_of_two_who_decide_at_once_one_does(fatima):
    job = a_job()
    actions.try_again(job, by=fatima)

    with pytest.raises(actions.SomebodyWasFirst):
        actions.settle(job, by=fatima, reason=SettledBecause.ARRIVED)


def test_no_case_and_no_receiver_is_named(admin):
    director = anna()
    a_job(kind="digest", subject_id=director.pk)

    for path in (PAGE, f"{PAGE}{Job.objects.get().pk}/opnieuw/", f"{PAGE}{Job.objects.get().pk}/afgehandeld/"):
        said = admin.get(path).text
        assert director.name not in said
        assert director.email not in said


def test_others_are_refused(client):
    client.force_login(anna())
    job = a_job()

    paths = [PAGE, f"{PAGE}{job.pk}/opnieuw/", f"{PAGE}{job.pk}/afgehandeld/"]

    assert {client.get(path).status_code for path in paths} == {403}
    assert {client.post(path).status_code for path in paths[1:]} == {403}


def test_asks_as_many_questions_about_1_as_about_40(admin, fatima):
    counts = []
    for number in (1, 39):
        for _ in range(number):
            a_job(asked_by=fatima)
        counts.append(len(questions(admin, PAGE)))

    assert counts[0] == counts[1] <= 10
