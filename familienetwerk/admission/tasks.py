"""Letters that were promised, and the nightly tidying of what is too old to keep."""

from datetime import timedelta

from celery import shared_task
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.utils import timezone

from familienetwerk.accounts.models import UnsentForm, User
from familienetwerk.accounts.models.unsent_form import KEPT_FOR
from familienetwerk.admission.mail import Kind, letter
from familienetwerk.outbox.delivery import mails
from familienetwerk.outbox.models import Job


@mails(Kind.INVITATION.value)
@mails(Kind.PASSWORD_FORGOTTEN.value)
@mails(Kind.ACCOUNT_CHANGED.value)
def write_letter(job: Job) -> EmailMessage | None:
    """Nothing to say to an account that was ended meanwhile."""
    user = User.objects.active().filter(pk=job.subject_id).first()
    return letter(Kind(job.kind), user) if user else None


@shared_task
def forget_old_sessions() -> None:
    """Ended sessions stay as long as a form of theirs may come back (see unsent.py), and no longer."""
    Session.objects.filter(expire_date__lt=timezone.now() - KEPT_FOR - timedelta(hours=12)).delete()
    UnsentForm.objects.stale().delete()
