"""Paper made in the moment in which somebody is restricted or names are shielded: whoever is first (FR-043, FR-194)."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import Any

import pytest
from django.db import connection, transaction

from cases.actions import restrict, shield_workers
from cases.models import Case, Member
from familienetwerk.outbox.delivery import deliver
from interventions import actions, plan_pdf
from interventions.models import Plan, PlanDocument
from tests.factories import TODAY, a_case, a_member, an_observation, anna
from tests.plan_factories import an_adopted_plan

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30  # seconds; nothing here waits for a moment, all wait for each other


@pytest.fixture
def case() -> Case:
    return a_case(coordinator=anna())


@pytest.fixture
def plan(case) -> Plan:
    return an_adopted_plan(case)


@pytest.fixture
def zoraya(case) -> Member:
    return a_member(case, given_name="Zoraya")


@contextmanager
def on_another_connection(work: Callable[[], Any]) -> Iterator[Future[Any]]:
    """Work beside this test; in the end it was done, and no deadlock came of it."""

    def alone() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        running = pool.submit(alone)
        yield running
        running.result(timeout=PATIENCE)


def wait_until_it_waits_for_us(running: Future[Any]) -> None:
    """Until the other connection stands still at a lock that this one holds."""
    until = monotonic() + PATIENCE
    waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    with connection.cursor() as cursor:
        while not cursor.execute(waits).fetchone():
            assert not running.done(), "it did not wait"
            assert monotonic() < until, "it never came to the lock"


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """What was put on paper, each time."""
    papers: list[str] = []

    def draw(paper: object) -> bytes:
        papers.append(str(paper))
        return f"%PDF-1.7 {paper}".encode()

    monkeypatch.setattr(plan_pdf, "render_plan_pdf", draw)
    return papers


def test_what_was_read_before_a_restriction_was_committed_is_made_anew_without_that_person(case, plan, zoraya, drawn):
    job = actions.ask_for_pdf(plan, by=case.started_by)

    with ExitStack() as until_the_end, transaction.atomic():
        restrict(zoraya, by=case.started_by, named=[], reason="Bedreigd")
        wait_until_it_waits_for_us(until_the_end.enter_context(on_another_connection(lambda: deliver(job.pk))))

    assert ["Zoraya" in paper for paper in drawn] == [True, False]
    assert b"Zoraya" not in bytes(PlanDocument.objects.standing().get().pdf)


def test_who_restricts_waits_until_the_paper_is_kept_and_then_it_goes_round_no_longer(case, plan, zoraya, drawn):
    def hide() -> None:
        restrict(zoraya, by=case.started_by, named=[], reason="Bedreigd")

    with ExitStack() as until_the_end, transaction.atomic():
        reading = actions.Reading.of(plan)
        assert actions.keep_pdf(plan, b"%PDF-1.7", by=case.started_by, reading=reading)
        wait_until_it_waits_for_us(until_the_end.enter_context(on_another_connection(hide)))

    assert PlanDocument.objects.count() == 1
    assert not PlanDocument.objects.standing().exists()


def test_what_was_read_before_names_were_shielded_is_made_anew_without_them(case, plan, drawn):
    name = case.started_by.name
    job = actions.ask_for_pdf(plan, by=case.started_by)

    with ExitStack() as until_the_end, transaction.atomic():
        shield_workers(case, by=case.started_by, on=TODAY, reason="Bedreigd")
        wait_until_it_waits_for_us(until_the_end.enter_context(on_another_connection(lambda: deliver(job.pk))))

    assert [name in paper for paper in drawn] == [True, False]
    assert name.encode() not in bytes(PlanDocument.objects.standing().get().pdf)


def test_who_shields_names_waits_until_the_paper_is_kept_and_then_it_goes_round_no_longer(case, plan, drawn):
    def shield() -> None:
        shield_workers(case, by=case.started_by, on=TODAY, reason="Bedreigd")

    with ExitStack() as until_the_end, transaction.atomic():
        reading = actions.Reading.of(plan)
        assert actions.keep_pdf(plan, b"%PDF-1.7", by=case.started_by, reading=reading)
        wait_until_it_waits_for_us(until_the_end.enter_context(on_another_connection(shield)))

    assert PlanDocument.objects.count() == 1
    assert not PlanDocument.objects.standing().exists()


def test_who_writes_something_down_holds_up_no_paper_so_that_neither_waits_for_the_other(case, plan, drawn):
    """A new row holds its case by its foreign key; paper asks for less than that, and holds nothing while it waits."""
    job = actions.ask_for_pdf(plan, by=case.started_by)

    with transaction.atomic():
        an_observation(case, case.started_by)
        with on_another_connection(lambda: deliver(job.pk)) as running:
            running.result(timeout=PATIENCE)
        Case.objects.select_for_update().get(pk=case.pk)

    assert PlanDocument.objects.standing().exists()
