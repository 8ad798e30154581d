"""Periodic work happens once per period, however many clocks run."""

from django.db import transaction

from familienetwerk.outbox.actions import PromisedOutsideATransaction
from familienetwerk.outbox.models import PeriodicRun


def once_per(name: str, period: str) -> bool:
    """True for the first who asks in this period. In the transaction of the work: if that fails, the next may do it."""
    if not transaction.get_connection().in_atomic_block:
        raise PromisedOutsideATransaction(name)
    _, is_first = PeriodicRun.objects.get_or_create(name=name, period=period)
    return is_first
