"""The mail that somebody reported something; what it is stands on the page."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from familienetwerk.accounts.models import User
from familienetwerk.breaches.actions import BREACH_SUSPECTED
from familienetwerk.outbox.delivery import mails
from familienetwerk.outbox.models import Job


@mails(BREACH_SUSPECTED)
def write_breach_suspected(job: Job) -> EmailMessage | None:
    """Nothing for an account that ended."""
    user = User.objects.active().filter(pk=job.subject_id).first()
    if user is None:
        return None
    text = render_to_string("emails/breach_suspected.txt", {"link": settings.SITE_URL + reverse("breaches:register")})
    return EmailMessage("familienetwerk: er is mogelijk een datalek gemeld", text, to=[user.email])
