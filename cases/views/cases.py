"""The list of cases, and the page of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.case_list import rows_of
from cases.forms.search import CaseFilter, SavedList
from cases.models import Case
from cases.overview import Overview
from cases.permissions import VIEW, case_view
from cases.search import kind_of
from familienetwerk.accounts.access import any_professional
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.paging import LongPage


@require_GET
@any_professional
def case_list(request: UserRequest) -> HttpResponse:
    """Every case that this user may see now; which ones were on the page is logged."""
    today = timezone.localdate()
    chosen = CaseFilter(request.GET, user=request.user)
    page = LongPage.of(chosen, request.GET.get("pagina"))
    rows = rows_of(page.rows, user=request.user, today=today)
    if words := chosen.form.cleaned_data.get("q"):
        record(EventType.SEARCHED, by=request.user, subject="case", page="case_list", purpose=kind_of(words))
    record(
        EventType.CASES_LISTED,
        by=request.user,
        subject="case",
        subject_ids=[row.pk for row in rows],
        page="case_list",
    )
    context = {"filter": chosen, "lists": SavedList.choices, "page": page, "rows": rows, "today": today}
    return render(request, "cases/list.html", context)


@require_GET
@case_view(VIEW)
def detail(request: UserRequest, case: Case) -> HttpResponse:
    """Overzicht: who is at the table, what is due, what it is about, what happened, and what we miss."""
    today = timezone.localdate()
    overview = Overview.of(case, user=request.user, today=today)
    context = {"case": case, "active_tab": "overview", "overview": overview, "table": overview.table, "today": today}
    return render(request, "cases/detail.html", context)


@require_GET
@any_professional
def about_the_table(request: UserRequest) -> HttpResponse:
    """What the four words of the clock mean."""
    return render(request, "cases/about_the_table.html")
