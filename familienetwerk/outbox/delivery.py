"""Delivering promised work, in one of three shapes.

    @delivers("plan_pdf", queue=Queue.PDF)          what it writes and "done" are one transaction
    def make_plan_pdf(job: Job) -> None: ...

    @delivers_answer("scan_document", queue=Queue.SHORT, ask=ask_scanner)      another system is asked first,
    def scan_document(job: Job, answer: bool | None) -> None: ...              outside any transaction

    @mails("digest")                                writes one mail to one person; None: nothing to say
    def write_digest(job: Job) -> EmailMessage | None: ...

A transaction can be done over; a mail that left cannot be called back. So a mail is first announced, then sent once;
when nobody knows whether it left, a person looks.
"""

import logging
import smtplib
import traceback
from collections.abc import Callable
from datetime import timedelta
from email.utils import parseaddr
from functools import partial
from uuid import UUID

from django.core.mail import EmailMessage, mailers
from django.db import transaction

from familienetwerk.outbox import actions
from familienetwerk.outbox.models import Job
from familienetwerk.outbox.registry import Handler, Queue, handler_of, register

logger = logging.getLogger(__name__)

type Work = Callable[[Job], None]
type Writer = Callable[[Job], EmailMessage | None]

# The mail server answered no: this mail was not sent.
REFUSALS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError)


class NotToOnePerson(ValueError):
    """A promised mail goes to exactly one person."""


def delivers(kind: str, *, queue: Queue) -> Callable[[Work], Work]:
    """The decorated function delivers this kind of work; it runs in one transaction that also says "done"."""

    def decorate(work: Work) -> Work:
        deliver = partial(_work_in_one_transaction, work)
        register(Handler(kind=kind, queue=queue, deliver=deliver, first_wait=timedelta(seconds=10)))
        return work

    return decorate


def delivers_answer[Answer](
    kind: str, *, queue: Queue, ask: Callable[[Job], Answer]
) -> Callable[[Callable[[Job, Answer], None]], Callable[[Job, Answer], None]]:
    """As `delivers`, with what another system says of it: that may be slow, so nothing is locked while it is asked."""

    def decorate(work: Callable[[Job, Answer], None]) -> Callable[[Job, Answer], None]:
        deliver = partial(_work_with_an_answer, work, ask)
        register(Handler(kind=kind, queue=queue, deliver=deliver, first_wait=timedelta(seconds=10)))
        return work

    return decorate


def mails(kind: str) -> Callable[[Writer], Writer]:
    """The decorated function writes the mail of this kind of work; the outbox sends it once."""

    def decorate(write: Writer) -> Writer:
        deliver = partial(_send_once, write)
        register(Handler(kind=kind, queue=Queue.MAIL, deliver=deliver, first_wait=timedelta(minutes=1)))
        return write

    return decorate


def deliver(job_id: UUID) -> None:
    """Do this work if it is still to be done and nobody has it. May be called any number of times."""
    job = actions.claim(job_id)
    if job is None:
        return
    try:
        handler_of(job.kind).deliver(job)
    except actions.LostTheLease:
        logger.warning("Job %s (%s) took longer than its lease; nothing of this try was kept.", job.pk, job.kind)
    except Exception as error:  # noqa: BLE001  work may fail in any way, and no way may lose it
        where = "".join(traceback.format_tb(error.__traceback__))  # places in the code, no values, no message
        logger.warning("Job %s (%s), try %s: %s\n%s", job.pk, job.kind, job.tries, type(error).__name__, where)
        if not job.is_final:
            actions.set_back(job, error)


def _work_with_an_answer[Answer](work: Callable[[Job, Answer], None], ask: Callable[[Job], Answer], job: Job) -> None:
    answer = ask(job)
    _work_in_one_transaction(lambda job: work(job, answer), job)


def _work_in_one_transaction(work: Work, job: Job) -> None:
    with transaction.atomic(durable=True):
        work(job)
        actions.finish(job)


def _send_once(write: Writer, job: Job) -> None:
    with mailers.default as mailer:  # a server that is away: nothing was sent, so this is tried again
        with transaction.atomic(durable=True):
            message = write(job)
            if message is None:
                actions.finish(job)
                return
            _address(message, job)
            actions.announce_sending(job)
        try:
            mailer.send_messages([message])
        except REFUSALS:
            actions.withdraw_sending(job)
            raise
        actions.finish(job)


def _address(message: EmailMessage, job: Job) -> None:
    """One receiver; a Message-ID that stays the same at each try; no answers from machines (RFC 3834)."""
    if len(message.recipients()) != 1:
        raise NotToOnePerson
    domain = parseaddr(message.from_email)[1].rpartition("@")[2] or "localhost"
    message.extra_headers |= {"Message-ID": f"<{job.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    message.message()  # a mail that cannot be written fails here, before it is announced
