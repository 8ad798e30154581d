"""log"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.models import Case
from cases.permissions import CHANGE, case_view
from familienetwerk.accounts.http import UserRequest


@require_GET
@case_view(CHANGE)
def log(request: UserRequest, case: Case) -> HttpResponse:
    return render(request, "cases/page.html", {"case": case, "active_tab": "log"})
