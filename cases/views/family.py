"""The family of a case: the picture, the tables, one member."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Case
from cases.permissions import CHANGE, VIEW, case_view
from familienetwerk.accounts.http import UserRequest


@require_GET
@case_view(VIEW)
def family(request: UserRequest, case: Case) -> HttpResponse:
    return render(request, "cases/page.html", {"case": case, "active_tab": "family"})


@require_GET
@case_view(VIEW)
def member(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    return render(request, "cases/page.html", {"case": case, "active_tab": "family"})


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def add_member(request: UserRequest, case: Case) -> HttpResponse:
    return render(request, "cases/page.html", {"case": case, "active_tab": "family"})
