"""Promising work, and moving it from state to state. Every move asks whether the job is still as we hold it."""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from familienetwerk.accounts.models import User
from familienetwerk.outbox.doorbell import ring
from familienetwerk.outbox.models import Job, JobState
from familienetwerk.outbox.registry import NobodyDelivers, handler_of, is_delivered
from familienetwerk.outbox.rules import is_worn_out, wait_before_next_try

logger = logging.getLogger(__name__)


class PromisedOutsideATransaction(RuntimeError):
    """A promise and its cause must be kept or dropped together."""


class KeyOfAnotherJob(ValueError):
    """This key already promised something else."""


class LostTheLease(RuntimeError):
    """The job is no longer as this process holds it: somebody else took it over."""


class WorkerLost(RuntimeError):
    """A worker died or hung with the job in hand."""


def promise(kind: str, subject_id: int, key: str, *, by: User | None) -> Job:
    """Promise work inside the caller's transaction; the same key promises once. `by=None` is the app itself."""
    if not transaction.get_connection().in_atomic_block:
        raise PromisedOutsideATransaction(kind)
    if not is_delivered(kind):
        raise NobodyDelivers(kind)
    job, is_new = Job.objects.get_or_create(
        key=key, defaults={"kind": kind, "subject_id": subject_id, "asked_by": by, "rung_at": Now()}
    )
    if (job.kind, job.subject_id) != (kind, subject_id):
        raise KeyOfAnotherJob(key)
    if is_new:
        transaction.on_commit(lambda: ring(job), robust=True)
    return job


def claim(job_id: UUID) -> Job | None:
    """Take a job that is due. None: it is done, waits, or somebody else has it."""
    lease = timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    due = Job.objects.due().filter(pk=job_id)
    if not due.update(state=JobState.BUSY, lease_until=Now() + lease, tries=F("tries") + 1):
        return None
    return Job.objects.get(pk=job_id)


def finish(job: Job) -> None:
    """The work is done; called in the transaction that writes its result."""
    _move(job, JobState.DONE, lease_until=None, finished_at=Now(), last_error="")


def announce_sending(job: Job) -> None:
    """From here on nobody can be sure that the mail was not sent, until `finish` or `withdraw_sending`."""
    _move(job, JobState.SENDING)


def withdraw_sending(job: Job) -> None:
    """The mail server said no: nothing was sent."""
    _move(job, JobState.BUSY)


def set_back(job: Job, error: Exception) -> None:
    """This try did not work: wait and try again, or ask a person when trying is no use or may do it twice."""
    name = type(error).__name__[:80]
    if job.state == JobState.SENDING:
        _hand_to_a_person(job, JobState.DOUBTFUL, name)
    elif is_worn_out(job.tries):
        _hand_to_a_person(job, JobState.FAILED, name)
    else:
        first = timedelta(0) if isinstance(error, WorkerLost) else handler_of(job.kind).first_wait
        next_try_at = Now() + wait_before_next_try(job.tries, first=first)
        _move(job, JobState.OPEN, lease_until=None, next_try_at=next_try_at, rung_at=None, last_error=name)


@transaction.atomic
def try_again(job: Job, *, by: User) -> None:
    """A person lets failed or doubtful work be done again, and a second person does not do that twice.

    The caller, who knows the subject, records it.
    """
    job = Job.objects.select_for_update().get(pk=job.pk)
    if not job.may_be_tried_again:
        return
    _move(job, JobState.OPEN, tries=0, next_try_at=Now(), rung_at=Now(), finished_at=None, settled_by=None)
    logger.info("Job %s is tried again, asked by user %s.", job.pk, by.pk)
    transaction.on_commit(lambda: ring(job), robust=True)


def settle(job: Job, *, by: User) -> None:
    """A person has looked at failed or doubtful work and leaves it as it is. The caller records it."""
    Job.objects.needing_a_person().filter(pk=job.pk).update(settled_by=by)
    job.refresh_from_db()


def _hand_to_a_person(job: Job, state: JobState, error: str) -> None:
    _move(job, state, lease_until=None, finished_at=Now(), last_error=error)
    logger.error("Job %s (%s) needs a person: %s, %s.", job.pk, job.kind, state, error)


def _move(job: Job, state: JobState, **changes: object) -> None:
    """Change the state if the row still is as `job` says; the lease tells one holder from the next."""
    unchanged = Job.objects.filter(pk=job.pk, state=job.state, lease_until=job.lease_until)
    if not job.may_become(state) or not unchanged.update(state=state, **changes):
        raise LostTheLease(job.pk, job.state, state)
    job.refresh_from_db()
