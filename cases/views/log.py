"""Inzage: who looked at this case and did what, for its coordinators."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.log import lines_of
from cases.models import Case
from cases.permissions import CHANGE, case_view
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import AuditEvent, EventType, record

PER_PAGE = 100


@require_GET
@case_view(CHANGE, also_at_rest=True)
def log(request: UserRequest, case: Case) -> HttpResponse:
    """Newest first. Looking here is logged too."""
    record(EventType.LOG_VIEWED, by=request.user, case_id=case.pk, subject="log", page="log")  # first, so it is counted
    page = Paginator(AuditEvent.objects.of_case(case.pk).newest_first(), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "case": case,
        "active_tab": "log",
        "page": page,
        "lines": lines_of(page),
    }
    return render(request, "cases/log.html", context)
