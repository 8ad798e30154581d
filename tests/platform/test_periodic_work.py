"""Periodic work is done once per period, however many clocks run and however often it is called."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from itertools import pairwise
from threading import Barrier

import pytest
from celery import current_app
from django.db import connections, transaction

from familienetwerk.celery import SCHEDULE
from familienetwerk.outbox.actions import PromisedOutsideATransaction
from familienetwerk.outbox.models import PeriodicRun
from familienetwerk.outbox.periodic import once_per


@pytest.mark.django_db
def test_only_the_first_who_asks_does_it() -> None:
    assert once_per("digest", "2026-11-23")
    assert not once_per("digest", "2026-11-23")
    assert once_per("digest", "2026-11-24")
    assert once_per("review", "2026-11-23")


@pytest.mark.django_db
def test_the_next_may_do_it_when_the_first_failed() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        once_per("digest", "2026-11-23")
        raise ZeroDivisionError

    assert once_per("digest", "2026-11-23")


@pytest.mark.django_db(transaction=True)
def test_it_is_asked_in_the_transaction_of_the_work() -> None:
    with pytest.raises(PromisedOutsideATransaction):
        once_per("digest", "2026-11-23")


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_the_same_moment_do_it_once() -> None:
    together = Barrier(2)

    def a_clock(_: int) -> bool:
        together.wait()
        with transaction.atomic():
            is_mine = once_per("digest", "2026-11-23")
        connections["default"].close()
        return is_mine

    with ThreadPoolExecutor(2) as clocks:
        assert sorted(clocks.map(a_clock, range(2))) == [False, True]
    assert PeriodicRun.objects.count() == 1


@pytest.mark.parametrize("entry", SCHEDULE.values(), ids=lambda entry: entry["task"])
def test_every_line_of_the_list_names_a_task(entry: dict[str, object]) -> None:
    module, _, name = str(entry["task"]).rpartition(".")

    assert getattr(import_module(module), name).name == entry["task"]


def test_time_limit_then_lease_then_visibility_timeout(settings) -> None:
    limits = [
        settings.CELERY_TASK_SOFT_TIME_LIMIT,
        settings.CELERY_TASK_TIME_LIMIT,
        settings.OUTBOX_LEASE_SECONDS,
        current_app.conf.broker_transport_options["visibility_timeout"],
    ]

    assert all(shorter < longer for shorter, longer in pairwise(limits))
