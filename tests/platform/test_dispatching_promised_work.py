"""The dispatcher brings back what a dead worker held and what nobody was told of."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from familienetwerk.outbox import dispatcher, heartbeat, tasks
from familienetwerk.outbox.delivery import deliver
from familienetwerk.outbox.models import Job, JobState
from familienetwerk.outbox.rules import MAX_TRIES
from tests.platform.conftest import Bell
from tests.platform.jobs import a_job, an_abandoned_job

pytestmark = pytest.mark.django_db


def test_work_of_a_dead_worker_is_done_by_the_next(bell: Bell) -> None:
    job = an_abandoned_job()

    tasks.dispatch()
    deliver(job.pk)

    job.refresh_from_db()
    assert bell.rung == [f"pdf {job.pk}"]
    assert (job.state, job.tries) == (JobState.DONE, 2)


def test_work_that_kills_its_worker_each_time_goes_to_a_person(bell: Bell) -> None:
    an_abandoned_job(tries=MAX_TRIES)

    tasks.dispatch()

    assert [(job.state, job.last_error) for job in Job.objects.needing_a_person()] == [(JobState.FAILED, "WorkerLost")]
    assert not bell.rung


def test_mail_of_a_dead_worker_goes_to_a_person_and_is_not_sent_again(bell: Bell) -> None:
    an_abandoned_job(JobState.SENDING)

    tasks.dispatch()

    assert [job.state for job in Job.objects.needing_a_person()] == [JobState.DOUBTFUL]
    assert not bell.rung


def test_work_in_the_hands_of_a_living_worker_is_left_there(bell: Bell) -> None:
    job = a_job(state=JobState.BUSY, lease_until=Now() + timedelta(seconds=60))

    tasks.dispatch()

    job.refresh_from_db()
    assert job.state == JobState.BUSY
    assert not bell.rung


def test_the_bell_is_rung_again_when_nobody_came(bell: Bell) -> None:
    job = a_job(rung_at=Now() - timedelta(minutes=1))

    dispatcher.ring_for_unanswered()
    dispatcher.ring_for_unanswered()

    assert bell.rung == [f"pdf {job.pk}"]


@pytest.mark.parametrize("fields", [{"rung_at": Now()}, {"rung_at": None, "next_try_at": Now() + timedelta(seconds=9)}])
def test_the_bell_is_not_rung_too_early(bell: Bell, fields: dict[str, object]) -> None:
    a_job(**fields)

    dispatcher.ring_for_unanswered()

    assert not bell.rung


def test_a_broken_bell_does_no_harm(bell: Bell) -> None:
    job = a_job(rung_at=None)
    bell.is_broken = True

    tasks.dispatch()

    assert Job.objects.due().get() == job


def test_work_that_no_app_delivers_any_more_reaches_a_person(bell: Bell) -> None:
    job = a_job(kind="test_of_an_older_version", tries=MAX_TRIES - 1, rung_at=None)

    tasks.dispatch()
    deliver(job.pk)

    assert bell.rung == [f"kort {job.pk}"]
    assert [job.last_error for job in Job.objects.needing_a_person()] == ["NobodyDelivers"]


def test_the_heart_beats_with_each_round(bell: Bell) -> None:
    assert heartbeat.last_heartbeat() is None

    tasks.dispatch()
    first = heartbeat.last_heartbeat()
    tasks.dispatch()

    assert first is not None
    assert heartbeat.last_heartbeat() >= first > timezone.now() - timedelta(minutes=1)


def test_the_health_page_hears_how_long_the_oldest_work_waits() -> None:
    assert heartbeat.age_of_oldest_unfinished_job() == timedelta(0)

    a_job(1, created_at=Now() - timedelta(minutes=6))
    a_job(2)

    assert timedelta(minutes=6) <= heartbeat.age_of_oldest_unfinished_job() < timedelta(minutes=7)
