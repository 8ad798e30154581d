"""Background work of cases: the morning digests."""

from celery import shared_task
from django.core.mail import EmailMessage
from django.utils import timezone

from cases import actions
from cases.actions.questions import REMINDER
from cases.actions.reminders import DIGEST
from cases.digest import digest_for
from cases.reminder import reminder_for
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from familienetwerk.outbox.delivery import mails
from familienetwerk.outbox.models import Job


@shared_task
def promise_digests() -> None:
    """Called often, done once a day and not before six in the morning."""
    now = timezone.localtime()
    if now.hour >= 6:
        actions.promise_digests(today=now.date())


@mails(DIGEST)
def write_digest(job: Job) -> EmailMessage | None:
    with acting_for(job.subject_id):
        return digest_for(User.objects.get(pk=job.subject_id), today=timezone.localdate())


@mails(REMINDER)
def write_question_reminder(job: Job) -> EmailMessage | None:
    with acting_for(job.subject_id):
        return reminder_for(User.objects.get(pk=job.subject_id))
