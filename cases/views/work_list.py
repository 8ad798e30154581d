"""Work first: what this user must do, what waits for others, and who is missing at the table."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.due_in_case import ABOUT_A_MEMBER
from cases.missing_domains import MissingDomains
from cases.models import Deadline, Member
from cases.models.deadline import DeadlineQuerySet
from cases.work import Row, group_of, row_of
from familienetwerk.accounts.access import any_professional
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.paging import Count, LongPage

AHEAD = timedelta(days=42)  # what comes later is shown when asked for


@require_GET
@any_professional
def work_list(request: UserRequest) -> HttpResponse:
    """Everything for this user or the desk of the own organisation."""
    return _page(request, "mine")


@require_GET
@any_professional
def waiting(request: UserRequest) -> HttpResponse:
    """What others still owe in the cases that this user coordinates."""
    return _page(request, "waiting")


def _page(request: UserRequest, active: str) -> HttpResponse:
    """One of the two lists; which cases were on it is logged."""
    today = timezone.localdate()
    lists = {
        "mine": Deadline.objects.for_work_list_of(request.user),
        "waiting": Deadline.objects.waiting_for_others(request.user),
    }
    deadlines = lists[active].select_related("case", "organisation", "user").by_date().fetch_mode(models.FETCH_RAISE)
    near = deadlines if "alles" in request.GET else deadlines.filter(due_on__lte=today + AHEAD)
    page = LongPage.of(near, request.GET.get("pagina"))
    about = about_whom(page.rows)
    rows = [row_of(row, today=today, of_others=active == "waiting", about=about.get(row.pk, "")) for row in page.rows]
    other = "waiting" if active == "mine" else "mine"
    later = further(lists[active], today=today) if not page.has_next and "alles" not in request.GET else Count()
    counts = {active: page.count + later, other: Count.of(lists[other])}
    missing = MissingDomains.of(request.user) if active == "mine" else None
    log_cases(
        {row.case_id for row in page.rows} | {line.case.pk for line in (missing.lines if missing else [])}, request
    )
    context = {
        "active": active,
        "counts": counts,
        "further": later,
        "groups": grouped(rows, today=today),
        "missing": missing,
        "page": page,
        "today": today,
    }
    return render(request, "cases/work_list.html", context)


def further(deadlines: DeadlineQuerySet, *, today: date) -> Count:
    """How much comes later than the list shows."""
    return Count.of(deadlines.filter(due_on__gt=today + AHEAD))


def log_cases(ids: set[int], request: UserRequest) -> None:
    record(EventType.CASES_LISTED, by=request.user, subject="case", subject_ids=sorted(ids), page="work_list")


def about_whom(deadlines: Sequence[Deadline]) -> dict[int, str]:
    """Of each deadline about a person who it is, without a name: this page belongs to no case, so no case logs it."""
    about = [deadline for deadline in deadlines if deadline.kind in ABOUT_A_MEMBER]
    members = Member.objects.in_bulk({deadline.subject_id for deadline in about})
    return {deadline.pk: members[deadline.subject_id].reason_and_day for deadline in about}


def grouped(rows: list[Row], *, today: date) -> list[tuple[str, list[Row]]]:
    """Te laat, Vandaag, Deze week, Later; an empty group is left out."""
    return [(name, list(of_group)) for name, of_group in groupby(rows, lambda row: group_of(row.due.on, today=today))]
