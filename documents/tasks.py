"""Background work of documents: scanning what waits, telling of a virus, and whether rows and files agree."""

import logging

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from documents import actions
from documents.actions import INFECTED_FILE, SCAN
from documents.agreement import disagreements
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.outbox.delivery import delivers_answer, mails
from familienetwerk.outbox.models import Job
from familienetwerk.outbox.periodic import once_per
from familienetwerk.outbox.registry import Queue

logger = logging.getLogger(__name__)


@delivers_answer(SCAN, queue=Queue.SHORT, ask=lambda job: actions.ask_scanner(job.subject_id))
def scan_document(job: Job, is_infected: bool | None) -> None:  # noqa: FBT001  the answer of ask_scanner
    if is_infected is not None:
        with acting_as(Errand.SCANNING):
            actions.keep_verdict(job.subject_id, is_infected=is_infected)


@shared_task
def promise_scans() -> None:
    """What waits longer than the outbox tries: once more each hour, also what came before there was a scanner."""
    actions.promise_scans(hour=f"{timezone.now():%Y-%m-%d-%H}")


@mails(INFECTED_FILE)
def write_of_a_virus(job: Job) -> EmailMessage | None:
    """Not in which case nor by whom: that is in the log."""
    officer = User.objects.active().filter(pk=job.subject_id).first()
    if officer is None:
        return None
    context = {"link": settings.SITE_URL + reverse("oversight:log")}
    text = render_to_string("emails/infected_file.txt", context)
    return EmailMessage("familienetwerk: een bestand met een virus is weggegooid", text, to=[officer.email])


@shared_task
def compare_rows_and_files() -> None:
    """Called often, done once a day."""
    with transaction.atomic():
        if not once_per("rows_and_files", f"{timezone.localdate():%Y-%m-%d}"):
            return
        with acting_as(Errand.SCANNING):
            found = disagreements(now=timezone.now().timestamp())
    if left := actions.throw_away(found.infected):
        logger.error("Documenten: %s bestanden met een virus zijn niet weg te gooien. Kijk naar de map.", left)
    if found.without_file:
        logger.error("Documenten: %s rijen zonder bestand. Zet de map terug uit de back-up.", len(found.without_file))
    if found.without_row:
        logger.warning("Documenten: %s bestanden zonder rij (check_documents --remove).", len(found.without_row))
