"""Kinds of promised work that only the tests know, and jobs of that kind in any state."""

from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Now

from familienetwerk.accounts.models import Municipality
from familienetwerk.outbox import actions
from familienetwerk.outbox.delivery import delivers, mails
from familienetwerk.outbox.models import Job, JobState
from familienetwerk.outbox.registry import Queue

KIND = "test_municipality"
MAIL = "test_mail"
FAILS, LOSES_ITS_LEASE = 13, 14
HAS_NOTHING_TO_SAY, GOES_TO_TWO = 15, 16
A_PERSON = "Kevin Waterman, 14 mei 2003"


@delivers(KIND, queue=Queue.PDF)
def found_a_municipality(job: Job) -> None:
    Municipality.objects.create(name=f"Gemeente {job.subject_id}")
    if job.subject_id == FAILS:
        raise ZeroDivisionError(A_PERSON)
    if job.subject_id == LOSES_ITS_LEASE:
        Job.objects.filter(pk=job.pk).update(lease_until=Now() + timedelta(hours=1))


@mails(MAIL)
def write_a_mail(job: Job) -> EmailMessage | None:
    if job.subject_id == HAS_NOTHING_TO_SAY:
        return None
    to = ["anna@example.org", "bram@example.org"] if job.subject_id == GOES_TO_TWO else ["anna@example.org"]
    return EmailMessage(f"Taak {job.subject_id}", "Er staat werk voor u klaar.", "app@example.org", to)


def a_job(subject_id: int = 1, *, of: str = KIND, **fields: Any) -> Job:
    with transaction.atomic():
        job = actions.promise(of, subject_id, f"{of}:{subject_id}", by=None)
    Job.objects.filter(pk=job.pk).update(**fields)
    job.refresh_from_db()
    return job


def an_abandoned_job(state: JobState = JobState.BUSY, *, tries: int = 1) -> Job:
    return a_job(state=state, tries=tries, lease_until=Now() - timedelta(seconds=1))


def a_failed_job() -> Job:
    return a_job(state=JobState.FAILED, tries=5, finished_at=Now(), last_error="ValueError")
