"""Beheer: work that failed, or of which nobody knows whether it was done. Numbers only; nothing of a case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record
from familienetwerk.outbox import actions
from familienetwerk.outbox.models import Job

KINDS = {
    "plan_pdf": "Plan van aanpak op papier",
    "digest": "Ochtendmail",
    "question_reminder": "Herinnering aan een vraag",
    "invitation": "Uitnodiging voor een account",
    "password_forgotten": "Link voor een nieuw wachtwoord",
    "account_changed": "Bericht over een account",
}


@require_GET
@has_power(Power.MANAGE_ACCOUNTS)
def jobs(request: UserRequest) -> HttpResponse:
    """What waits for a person, the oldest first, and how much is still under way."""
    waiting = Job.objects.needing_a_person().select_related("asked_by").oldest_first()
    context = {
        "rows": [(job, KINDS.get(job.kind, "Ander werk")) for job in waiting[:200]],
        "under_way": Job.objects.unfinished().count(),
    }
    return render(request, "oversight/jobs.html", context)


@require_POST
@has_power(Power.MANAGE_ACCOUNTS)
def try_again(request: UserRequest, job_id: str) -> HttpResponse:
    job = get_object_or_404(Job.objects.needing_a_person(), pk=job_id)
    actions.try_again(job, by=request.user)
    record(EventType.CHANGED, by=request.user, subject="job", page="try_again", purpose=str(job.pk))
    messages.success(request, "Dit werk wordt opnieuw gedaan.")
    return redirect("oversight:jobs")


@require_POST
@has_power(Power.MANAGE_ACCOUNTS)
def settle(request: UserRequest, job_id: str) -> HttpResponse:
    job = get_object_or_404(Job.objects.needing_a_person(), pk=job_id)
    actions.settle(job, by=request.user)
    record(EventType.CHANGED, by=request.user, subject="job", page="settle", purpose=str(job.pk))
    messages.success(request, "Afgehandeld. Dit werk blijft zoals het is.")
    return redirect("oversight:jobs")
