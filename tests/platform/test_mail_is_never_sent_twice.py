"""A mail is sent once. When nobody knows whether it left, a person hears of it; it never leaves again by itself."""

import random
import smtplib
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.db.models.functions import Now

from familienetwerk.outbox import actions, dispatcher
from familienetwerk.outbox.delivery import deliver
from familienetwerk.outbox.models import Job, JobState
from tests.platform.jobs import GOES_TO_TWO, HAS_NOTHING_TO_SAY, MAIL, a_job
from tests.platform.postman import DIES_AFTER, DIES_BEFORE
from tests.platform.processes import a_free_port, a_log, environment, start

REFUSED_AT_FIRST, KEPT_WITHOUT_OK, DROPPED_WITHOUT_OK = 1, 2, 4


def test_a_mail_carries_the_number_of_its_job(db: None) -> None:
    job = a_job(of=MAIL)

    deliver(job.pk)
    deliver(job.pk)

    assert [sent.extra_headers["Message-ID"] for sent in mail.outbox] == [f"<{job.pk}@example.org>"]
    assert Job.objects.get().is_done


def test_nothing_is_sent_when_there_is_nothing_to_say(db: None) -> None:
    deliver(a_job(HAS_NOTHING_TO_SAY, of=MAIL).pk)

    assert not mail.outbox
    assert Job.objects.get().is_done


def test_a_mail_to_two_people_is_not_sent(db: None) -> None:
    deliver(a_job(GOES_TO_TWO, of=MAIL).pk)

    assert not mail.outbox
    assert Job.objects.get().last_error == "NotToOnePerson"


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({}), JobState.OPEN),
        (smtplib.SMTPDataError(451, b"later"), JobState.OPEN),
        (smtplib.SMTPServerDisconnected(), JobState.DOUBTFUL),
        (TimeoutError(), JobState.DOUBTFUL),
    ],
)
def test_only_a_server_that_said_no_is_asked_again(
    db: None, monkeypatch: pytest.MonkeyPatch, error: Exception, state: JobState
) -> None:
    def fail(mailer: EmailBackend, messages: list[Any]) -> int:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", fail)

    deliver(a_job(of=MAIL).pk)

    assert Job.objects.get().state == state


def test_a_server_that_is_away_is_asked_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def be_away(mailer: EmailBackend) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "open", be_away)

    deliver(a_job(of=MAIL).pk)

    assert Job.objects.get().state == JobState.OPEN


class Letterbox:
    """A mail server that keeps what arrives, and sometimes refuses or goes away without a word."""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()
        self.refused: set[str] = set()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content)
        number, key = int(message["Subject"][-1]), message["Message-ID"]
        if number == REFUSED_AT_FIRST and key not in self.refused:
            self.refused.add(key)
            return "451 Later"
        if number != DROPPED_WITHOUT_OK:
            self.arrived[key] += 1
        if number in (KEPT_WITHOUT_OK, DROPPED_WITHOUT_OK):
            server.transport.abort()
        return "250 OK"


@pytest.fixture
def letterbox() -> Iterator[Controller]:
    server = Controller(Letterbox(), hostname="127.0.0.1", port=a_free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture
def postmen(letterbox: Controller, tmp_path: Path) -> Iterator[list[Popen[bytes]]]:
    """Two, who go round each time they are told which letters."""
    smtp = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}
    env = environment(**smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(letterbox.port))
    with a_log(tmp_path) as log:
        postmen = [start("tests.platform.postman", env=env, log=log, listens=True) for _ in range(2)]
        yield postmen
        for postman in postmen:
            postman.communicate(timeout=60)
            assert postman.returncode == 0


def send_all(postmen: list[Popen[bytes]]) -> None:
    """The same letters for both, in a different order; what died or was refused may be taken again at once."""
    numbers = [str(number) for number in Job.objects.values_list("pk", flat=True)]
    for postman in postmen:
        postman.stdin.write(f"{' '.join(random.sample(numbers, len(numbers)))}\n".encode())
        postman.stdin.flush()
    assert [postman.stdout.readline() for postman in postmen] == [b"rond\n", b"rond\n"]
    Job.objects.exclude(lease_until=None).update(lease_until=Now())
    dispatcher.take_back_abandoned()
    Job.objects.filter(state=JobState.OPEN).update(next_try_at=Now())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mails", [20, pytest.param(60, marks=pytest.mark.proof)])
def test_none_is_lost_and_none_arrives_twice_when_postmen_die(
    letterbox: Controller, postmen: list[Popen[bytes]], bell: Any, mails: int
) -> None:
    with transaction.atomic():
        for number in range(100, 100 + mails):
            actions.promise(MAIL, number, f"{MAIL}:{number}", by=None)

    for _ in range(3):
        send_all(postmen)

    arrived = {key.strip("<>").partition("@")[0]: times for key, times in letterbox.handler.arrived.items()}
    doubtful = Job.objects.needing_a_person().filter(state=JobState.DOUBTFUL)
    assert set(arrived.values()) == {1}
    assert {job.subject_id % 10 for job in doubtful} == {
        KEPT_WITHOUT_OK, DROPPED_WITHOUT_OK, DIES_BEFORE, DIES_AFTER
    }  # fmt: skip
    assert doubtful.count() == mails * 4 // 10
    assert all(job.is_done and str(job.pk) in arrived for job in Job.objects.exclude(pk__in=doubtful))
