"""The dispatcher: takes back what a dead worker held, and rings again for what nobody came for.

Several at once do no harm: each takes rows that no other has.
"""

from django.db import transaction
from django.db.models.functions import Now

from familienetwerk.outbox import actions
from familienetwerk.outbox.doorbell import ring
from familienetwerk.outbox.models import Job

BATCH = 200


@transaction.atomic
def take_back_abandoned() -> None:
    """Open what was being made; mail that was being sent goes to a person, never out again by itself."""
    for job in Job.objects.abandoned().order_by("lease_until", "pk").select_for_update(skip_locked=True)[:BATCH]:
        actions.set_back(job, actions.WorkerLost())


def ring_for_unanswered() -> None:
    """Ring after the commit; when Redis does not answer, the rest waits for a next round."""
    with transaction.atomic():
        unanswered = Job.objects.unanswered().order_by("next_try_at", "pk")
        jobs = list(unanswered.select_for_update(skip_locked=True)[:BATCH])
        Job.objects.filter(pk__in=[job.pk for job in jobs]).update(rung_at=Now())
    for job in jobs:
        if not ring(job):
            break
