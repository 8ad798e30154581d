"""What the clock does for the log."""

from celery import shared_task
from django.utils import timezone

from familienetwerk.audit import actions


@shared_task
def seal_log() -> None:
    actions.seal_log()


@shared_task
def make_months() -> None:
    actions.make_months(today=timezone.localdate())
