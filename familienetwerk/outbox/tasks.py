"""The two Celery tasks of promised work. A message holds the number of a job and nothing else."""

from uuid import UUID

from celery import shared_task

from familienetwerk.outbox import delivery, dispatcher, heartbeat


@shared_task
def deliver(job_id: str) -> None:
    delivery.deliver(UUID(job_id))


@shared_task
def dispatch() -> None:
    heartbeat.beat()
    dispatcher.take_back_abandoned()
    dispatcher.ring_for_unanswered()
