"""Everything in a case by date: what is coming, and what was."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.audience import Readers
from cases.due_in_case import due_lines
from cases.events import events_of
from cases.models import Case
from cases.permissions import VIEW, case_view
from familienetwerk.accounts.http import UserRequest

PER_PAGE = 100


@require_GET
@case_view(VIEW)
def timeline(request: UserRequest, case: Case) -> HttpResponse:
    events = events_of(case, user=request.user, readers=Readers.of(case))
    today = timezone.localdate()
    context = {
        "case": case,
        "active_tab": "timeline",
        "coming": due_lines(case, user=request.user, today=today),
        "page": Paginator(events, PER_PAGE).get_page(request.GET.get("pagina")),
    }
    return render(request, "cases/timeline.html", context)
