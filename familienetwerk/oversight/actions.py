"""What a person does with work that failed, or of which nobody knows whether it was done."""

from django.db import transaction

from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.outbox import actions
from familienetwerk.outbox.models import Job
from familienetwerk.oversight.words import SettledBecause


class SomebodyWasFirst(Exception):
    """A colleague took it up between looking and deciding."""


@transaction.atomic
def try_again(job: Job, *, by: User) -> None:
    """Have it done again, from the first try on."""
    job = still_waiting(job)
    actions.try_again(job, by=by)
    record(EventType.CHANGED, by=by, subject="job", page="try_again", purpose=str(job.pk))


@transaction.atomic
def settle(job: Job, *, by: User, reason: SettledBecause) -> None:
    """Leave it as it is; the reason stands in the log."""
    job = still_waiting(job)
    actions.settle(job, by=by)
    record(EventType.CHANGED, by=by, subject="job", page="settle", purpose=f"{job.pk}: {reason}")


def still_waiting(job: Job) -> Job:
    """Locked, so that of two people one decides."""
    locked = Job.objects.needing_a_person().select_for_update(of=("self",)).filter(pk=job.pk).first()
    if locked is None:
        raise SomebodyWasFirst
    return locked
