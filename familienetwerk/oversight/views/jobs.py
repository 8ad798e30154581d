"""Beheer: work that failed, or of which nobody knows whether it was done. Numbers only; nothing of a case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.outbox.models import Job
from familienetwerk.oversight import actions
from familienetwerk.oversight.forms import SettleJob
from familienetwerk.oversight.words import SettledBecause, is_doubtful, kind_of, why
from familienetwerk.screen.typed import saving, typed

PER_PAGE = 50


@require_GET
@has_power(Power.MANAGE_ACCOUNTS)
def jobs(request: UserRequest) -> HttpResponse:
    """What waits for a person, the oldest first, and how much is still under way."""
    waiting = Job.objects.needing_a_person().select_related("asked_by").oldest_first()
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "rows": [(job, kind_of(job), why(job)) for job in page],
        "under_way": Job.objects.unfinished().count(),
    }
    return render(request, "oversight/jobs.html", context)


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
def try_again(request: UserRequest, job_id: UUID) -> HttpResponse:
    """Says what doing it again may do twice, and asks once more."""
    job = get_object_or_404(Job, pk=job_id)
    if not job.needs_a_person:
        return somebody_was_first(request)
    if request.method == "POST":
        return decided(request, lambda: actions.try_again(job, by=request.user), "Dit werk wordt opnieuw gedaan.")
    return render(request, "oversight/try_again.html", about(job))


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
def settle(request: UserRequest, job_id: UUID) -> HttpResponse:
    """Left as it is, with a reason from a list."""
    job = get_object_or_404(Job, pk=job_id)
    form = SettleJob(typed(request))
    if not job.needs_a_person:
        return somebody_was_first(request)
    if saving(request) and form.is_valid():
        reason = SettledBecause(form.cleaned_data["reason"])
        return decided(request, lambda: actions.settle(job, by=request.user, reason=reason), "Afgehandeld.")
    return render(request, "oversight/settle.html", about(job) | {"form": form}, status=422 if form.errors else 200)


def decided(request: UserRequest, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except actions.SomebodyWasFirst:
        return somebody_was_first(request)
    messages.success(request, said)
    return redirect("oversight:jobs")


def somebody_was_first(request: UserRequest) -> HttpResponse:
    messages.warning(request, "Een collega was u voor. Deze taak wacht niet meer op iemand.")
    return redirect("oversight:jobs")


def about(job: Job) -> dict[str, Any]:
    return {"job": job, "kind": kind_of(job), "why": why(job), "may_happen_twice": is_doubtful(job)}
