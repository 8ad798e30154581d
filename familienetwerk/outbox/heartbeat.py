"""Is promised work being delivered? What the health page asks."""

from datetime import datetime, timedelta

from django.db.models import Min
from django.db.models.functions import Now
from django.utils import timezone

from familienetwerk.outbox.models import Heartbeat, Job

DISPATCHER = "dispatcher"
FRESH = timedelta(seconds=30)  # the clock has it run every three seconds; ten times is no hiccup any more


def beat() -> None:
    """The dispatcher runs on a worker, called by the clock through Redis: so all three work."""
    if not Heartbeat.objects.filter(name=DISPATCHER).update(at=Now()):
        Heartbeat.objects.get_or_create(name=DISPATCHER)


def last_heartbeat() -> datetime | None:
    """When a worker last ran the dispatcher. None: never yet."""
    return Heartbeat.objects.filter(name=DISPATCHER).values_list("at", flat=True).first()


def is_fresh() -> bool:
    """Did a worker run the dispatcher lately, by the clock of the database?"""
    return Heartbeat.objects.filter(name=DISPATCHER, at__gt=Now() - FRESH).exists()


def age_of_oldest_unfinished_job() -> timedelta:
    """How long the longest waiting work waits. Zero: everything is delivered."""
    promised_at = Job.objects.unfinished().aggregate(oldest=Min("created_at"))["oldest"]
    return timezone.now() - promised_at if promised_at else timedelta(0)
