"""Who works on a case: asking, joining, ending, handing over."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Case
from cases.permissions import CHANGE, VIEW, case_view
from familienetwerk.accounts.access import any_professional
from familienetwerk.accounts.http import UserRequest


@require_GET
@case_view(VIEW)
def involvements(request: UserRequest, case: Case) -> HttpResponse:
    return render(request, "cases/page.html", {"case": case, "active_tab": "involvements"})


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def ask(request: UserRequest, case: Case) -> HttpResponse:
    return render(request, "cases/page.html", {"case": case, "active_tab": "involvements"})


@require_http_methods(["GET", "POST"])
@any_professional
def invitation(request: UserRequest, involvement_id: int) -> HttpResponse:
    return HttpResponse(status=404)
