"""Background work of cases: the morning digests."""

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.actions.emergency import EMERGENCY_NOTICE
from cases.actions.keeping_watch import PERMISSION_DIFFERENCES
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


@shared_task
def keep_watch() -> None:
    """Called often, done once a night, after two."""
    now = timezone.localtime()
    if now.hour >= 2:
        actions.keep_watch(today=now.date())


@mails(EMERGENCY_NOTICE)
def write_emergency_notice(job: Job) -> EmailMessage | None:
    """That it was used; where and by whom stands on the work list."""
    return notice(job, "de noodprocedure is gebruikt")


@mails(PERMISSION_DIFFERENCES)
def write_permission_differences(job: Job) -> EmailMessage | None:
    return notice(job, "rechten en betrokkenheden verschillen")


def notice(job: Job, subject: str) -> EmailMessage | None:
    """A link to the work list, where the details stand. Nothing for an account that ended."""
    user = User.objects.active().filter(pk=job.subject_id).first()
    if user is None:
        return None
    text = render_to_string(f"emails/{job.kind}.txt", {"link": settings.SITE_URL + reverse("cases:work_list")})
    return EmailMessage(f"familienetwerk: {subject}", text, to=[user.email])


@mails(REMINDER)
def write_question_reminder(job: Job) -> EmailMessage | None:
    with acting_for(job.subject_id):
        return reminder_for(User.objects.get(pk=job.subject_id))
