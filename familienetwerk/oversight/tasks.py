"""What the clock does for oversight."""

from celery import shared_task
from django.utils import timezone

from familienetwerk.oversight import reviewing


@shared_task
def look_through_log() -> None:
    """Called often, done once a night."""
    reviewing.look_through_log(today=timezone.localdate())
