"""Promised work is kept or dropped with its cause, and delivered once however often it is asked."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from familienetwerk.accounts.models import Municipality
from familienetwerk.outbox import actions
from familienetwerk.outbox.delivery import deliver, delivers
from familienetwerk.outbox.models import PROGRESS, TRANSITIONS, Job, JobState
from familienetwerk.outbox.registry import NobodyDelivers, Queue, TwoDeliver
from familienetwerk.outbox.rules import MAX_TRIES, wait_before_next_try
from tests.factories import a_user
from tests.platform.conftest import Bell
from tests.platform.jobs import A_PERSON, FAILS, KIND, LOSES_ITS_LEASE, a_failed_job, a_job, found_a_municipality

pytestmark = pytest.mark.django_db


def test_a_promise_is_kept_with_its_cause() -> None:
    user = a_user()

    job = actions.promise(KIND, 7, "test:7", by=user)

    job.refresh_from_db()
    assert (job.state, job.subject_id, job.asked_by, job.tries) == (JobState.OPEN, 7, user, 0)
    assert job.pk.version == 7


def test_a_promise_is_dropped_with_its_cause(bell: Bell, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(DatabaseError), transaction.atomic():
        actions.promise(KIND, 7, "test:7", by=None)
        connection.cursor().execute("SELECT 1/0")

    assert not Job.objects.exists()
    assert not bell.rung


@pytest.mark.django_db(transaction=True)
def test_a_promise_is_refused_outside_a_transaction() -> None:
    with pytest.raises(actions.PromisedOutsideATransaction):
        actions.promise(KIND, 7, "test:7", by=None)


def test_a_promise_is_refused_when_nobody_delivers_it() -> None:
    with pytest.raises(NobodyDelivers):
        actions.promise("test_nobody", 7, "test:7", by=None)


def test_the_same_key_promises_once(bell: Bell, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = actions.promise(KIND, 7, "test:7", by=None)
        second = actions.promise(KIND, 7, "test:7", by=None)

    assert first == second
    assert bell.rung == [f"pdf {first.pk}"]


def test_a_key_cannot_promise_something_else() -> None:
    actions.promise(KIND, 7, "test:7", by=None)

    with pytest.raises(actions.KeyOfAnotherJob):
        actions.promise(KIND, 8, "test:7", by=None)


def test_a_promise_is_kept_when_redis_is_away(bell: Bell, django_capture_on_commit_callbacks: Any) -> None:
    bell.is_broken = True

    with django_capture_on_commit_callbacks(execute=True):
        job = actions.promise(KIND, 7, "test:7", by=None)

    assert Job.objects.get() == job


def test_a_kind_of_work_has_one_handler() -> None:
    with pytest.raises(TwoDeliver):
        delivers(KIND, queue=Queue.SHORT)(found_a_municipality)


def test_the_result_and_done_are_written_together() -> None:
    job = a_job()

    deliver(job.pk)

    job.refresh_from_db()
    assert (job.state, job.tries, job.lease_until) == (JobState.DONE, 1, None)
    assert job.finished_at
    assert Municipality.objects.filter(name="Gemeente 1").exists()


def test_work_is_done_once_however_often_it_is_asked() -> None:
    job = a_job()

    deliver(job.pk)
    deliver(job.pk)

    assert Municipality.objects.count() == 1


def test_work_is_left_to_who_has_it_in_hand() -> None:
    job = a_job()
    actions.claim(job.pk)

    deliver(job.pk)

    assert not Municipality.objects.exists()


def test_nothing_is_kept_of_a_try_that_failed() -> None:
    job = a_job(FAILS)

    deliver(job.pk)

    job.refresh_from_db()
    assert (job.state, job.tries, job.last_error) == (JobState.OPEN, 1, "ZeroDivisionError")
    assert job.word == "lukte nog niet, wordt opnieuw geprobeerd"
    assert not Municipality.objects.exists()


def test_nothing_is_kept_of_a_try_that_lost_its_lease() -> None:
    job = a_job(LOSES_ITS_LEASE)

    deliver(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.BUSY
    assert not Municipality.objects.exists()


def test_the_log_tells_where_a_try_failed_and_no_personal_detail(caplog: pytest.LogCaptureFixture) -> None:
    deliver(a_job(FAILS).pk)

    assert "ZeroDivisionError" in caplog.text
    assert "found_a_municipality" in caplog.text
    assert A_PERSON not in caplog.text


@pytest.mark.parametrize(("tries", "seconds"), [(1, 10), (2, 30), (3, 90), (4, 270)])
def test_each_next_try_waits_longer(tries: int, seconds: int) -> None:
    assert wait_before_next_try(tries, first=timedelta(seconds=10)) == timedelta(seconds=seconds)


def test_a_next_try_is_not_made_before_its_time() -> None:
    job = a_job(FAILS)
    deliver(job.pk)

    deliver(job.pk)

    job.refresh_from_db()
    assert job.tries == 1
    assert timedelta(seconds=5) < job.next_try_at - timezone.now() <= timedelta(seconds=10)


def test_a_person_is_needed_after_the_last_try() -> None:
    job = a_job(FAILS, tries=MAX_TRIES - 1)

    deliver(job.pk)

    assert [found.state for found in Job.objects.needing_a_person()] == [JobState.FAILED]


def test_a_person_lets_failed_work_be_tried_again(bell: Bell, django_capture_on_commit_callbacks: Any) -> None:
    job = a_failed_job()

    with django_capture_on_commit_callbacks(execute=True):
        actions.try_again(job, by=a_user())
    deliver(job.pk)

    job.refresh_from_db()
    assert job.is_done
    assert bell.rung == [f"pdf {job.pk}"]


def test_a_person_leaves_failed_work_as_it_is() -> None:
    job = a_failed_job()

    actions.settle(job, by=a_user())

    assert job.state == JobState.FAILED
    assert not job.needs_a_person
    assert not Job.objects.needing_a_person().exists()


def test_two_people_who_let_it_be_tried_again_do_so_once(bell: Bell, django_capture_on_commit_callbacks: Any) -> None:
    job = a_failed_job()

    with django_capture_on_commit_callbacks(execute=True):
        actions.try_again(job, by=a_user())
        actions.try_again(job, by=a_user())

    assert bell.rung == [f"pdf {job.pk}"]


def test_a_page_finds_the_newest_work_for_its_subject() -> None:
    older, newer = (actions.promise(KIND, 7, f"test:7:{version}", by=None) for version in (1, 2))
    a_job(8)

    assert list(Job.objects.for_subject(KIND, 7)) == [newer, older]


@pytest.mark.parametrize("state", JobState)
def test_every_state_has_its_words_and_its_next_states(state: JobState) -> None:
    job = Job(kind=KIND, subject_id=1, state=state)

    assert job.word == state.label
    assert job.progress == PROGRESS[state]
    assert state in TRANSITIONS
    assert job.is_final == (not TRANSITIONS[state] - {JobState.OPEN} and state != JobState.OPEN)


@pytest.mark.parametrize(
    "half",
    [
        {"state": "LOST"},
        {"state": JobState.BUSY, "lease_until": None},
        {"state": JobState.OPEN, "lease_until": Now()},
        {"state": JobState.DONE, "finished_at": None},
        {"state": JobState.OPEN, "finished_at": Now()},
        {"key": "Kevin Waterman"},
        {"last_error": "Key (name)=(Kevin) exists"},
    ],
    ids=str,
)
def test_a_half_done_state_cannot_be_stored(half: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_job(**half)
