"""Telling a worker that there is work. It may fail: the dispatcher rings again."""

import logging

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

from familienetwerk.outbox.models import Job
from familienetwerk.outbox.registry import handler_of

logger = logging.getLogger(__name__)


def ring(job: Job) -> bool:
    """Hand the number of the job to the workers of its queue. False: Redis did not answer."""
    try:
        current_app.send_task(
            "familienetwerk.outbox.tasks.deliver",
            args=[str(job.pk)],
            queue=handler_of(job.kind).queue.value,
            expires=settings.OUTBOX_RING_AGAIN_SECONDS,
            retry=False,
        )
    except (OperationalError, OSError) as error:
        logger.warning("The doorbell does not work (%s); the dispatcher will ring again.", type(error).__name__)
        return False
    return True
