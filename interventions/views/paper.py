"""The plan as PDF: asking for it, seeing how it goes, and fetching it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.middleware.csp import get_nonce
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cases.models import Case
from cases.permissions import VIEW, case_view
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.outbox.models import Job, JobState
from interventions import actions
from interventions.actions.paper import PLAN_PDF
from interventions.models import Plan, PlanDocument
from interventions.views.steps import say_no


@require_POST
@case_view(VIEW, to_keep=True)
def ask_pdf(request: UserRequest, case: Case, version: int) -> HttpResponse:
    """Promise the PDF of a fixed version, and go to the plan, where the progress is shown."""
    plan = get_object_or_404(case.plans.with_document(), version=version)
    try:
        actions.ask_for_pdf(plan, by=request.user)
    except actions.CannotPrint as refusal:
        say_no(request, refusal)
    else:
        if request.htmx:
            return pdf_state(request, case, plan)
    return redirect(f"{plan.get_absolute_url()}#download")


@require_GET
@case_view(VIEW, to_keep=True)
def pdf_progress(request: UserRequest, case: Case, version: int) -> HttpResponse:
    """The fragment that asks again until the PDF is there; without htmx the page of the plan."""
    plan = get_object_or_404(case.plans.with_document(), version=version)
    if not request.htmx:
        return redirect(f"{plan.get_absolute_url()}#download")
    return pdf_state(request, case, plan)


@require_GET
@case_view(VIEW, to_keep=True)
def pdf_file(request: UserRequest, case: Case, version: int) -> HttpResponse:
    document = get_object_or_404(PlanDocument.objects.standing(), plan__case=case, plan__version=version)
    record(
        EventType.PRINTED,
        by=request.user,
        case_id=case.pk,
        subject="plan",
        subject_ids=[document.plan_id],
        page="pdf_file",
    )
    name = f"plan-van-aanpak-{case.number}-versie-{version}.pdf"
    return HttpResponse(
        bytes(document.pdf),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def pdf_state(request: UserRequest, case: Case, plan: Plan) -> HttpResponse:
    job = download_of(case, plan)
    if job is None:
        raise Http404
    return render(request, "components/download.html", {"job": job, "nonce": get_nonce(request)})


def download_of(case: Case, plan: Plan) -> dict[str, Any] | None:
    """What the download component shows of this version; None when nobody asked for it yet, or it no longer stands."""
    of_before: bool = plan.has_paper_of_before  # type: ignore[attr-defined]
    document = None if of_before else getattr(plan, "document", None)
    job = None if document else Job.objects.for_subject(PLAN_PDF, plan.pk).first()
    if document is None and (job is None or job.state == JobState.DONE):
        return None
    address = [case.pk, plan.version]
    return {
        "state": job.progress if job else "READY",
        "name": f"Plan van aanpak, versie {plan.version}",
        "detail": f"PDF, {document.size_in_kb} kB" if document else "",
        "url": reverse("interventions:pdf_progress", args=address),
        "file_url": reverse("interventions:pdf_file", args=address),
        "retry_url": reverse("interventions:ask_pdf", args=address),
    }
