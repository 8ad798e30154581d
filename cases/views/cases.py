"""The list of cases, and the page of one."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases.case_list import rows_of
from cases.forms.search import CHOICES, CaseFilter, SavedList
from cases.models import Case
from cases.overview import Overview
from cases.permissions import VIEW, case_view
from cases.search import kind_of
from familienetwerk.accounts.access import any_professional
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.addresses import see_other
from familienetwerk.screen.paging import LongPage
from familienetwerk.screen.typed import saving, typed, words_in


@require_http_methods(["GET", "POST"])
@any_professional
def case_list(request: UserRequest) -> HttpResponse:
    """Every case that this user may see now; which ones were on the page is logged.

    Words are posted, so that no name stands in an address; without words what is chosen is one.
    """
    today, posted = timezone.localdate(), typed(request)
    if saving(request) and not words_in(posted or QueryDict()).strip():
        return see_other(address_of(posted or QueryDict()))
    asked = without_words(request.GET) if posted is None else posted
    chosen = CaseFilter(asked, user=request.user)
    page = LongPage.of(chosen, asked.get("pagina"))
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


def without_words(address: QueryDict) -> QueryDict:
    """What an address may choose."""
    kept = address.copy()
    kept.pop("q", None)
    return kept


def address_of(posted: QueryDict) -> str:
    chosen = QueryDict(mutable=True)
    chosen.update({name: str(posted[name]) for name in CHOICES if posted.get(name)})
    return f"{reverse('cases:list')}?{chosen.urlencode()}" if chosen else reverse("cases:list")


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
