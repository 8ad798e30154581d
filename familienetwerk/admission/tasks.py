"""Letters that were promised, and the nightly tidying of what is too old to keep."""

from datetime import timedelta

from celery import shared_task
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.utils import timezone

from familienetwerk.accounts.models import KnownDevice, SentForm, UnsentForm, User
from familienetwerk.accounts.models.unsent_form import KEPT_FOR
from familienetwerk.admission import actions, turning_away
from familienetwerk.admission.mail import Kind, letter
from familienetwerk.outbox.delivery import mails
from familienetwerk.outbox.models import Job


def write_letter(job: Job) -> EmailMessage | None:
    """Nothing to say to an account that was ended meanwhile."""
    user = User.objects.active().filter(pk=job.subject_id).first()
    return letter(Kind(job.kind), user) if user else None


for kind in Kind:
    mails(kind.value)(write_letter)


@shared_task
def forget_old_sessions() -> None:
    """Ended sessions stay as long as a form of theirs may come back (see unsent.py), browsers for a year."""
    Session.objects.filter(expire_date__lt=timezone.now() - KEPT_FOR - timedelta(hours=12)).delete()
    UnsentForm.objects.stale().delete()
    SentForm.objects.stale().delete()
    KnownDevice.objects.stale().delete()


@shared_task
def close_ended_accounts() -> None:
    """May run twice: of an account that was closed nothing is left to close."""
    actions.close_ended_accounts(today=timezone.localdate())


@shared_task
def write_who_tried_too_often() -> None:
    """May run twice: what was written is counted no more."""
    turning_away.write_the_rest()
