"""Work first: what this user must do, what waits for others, and who is missing at the table."""

from datetime import date, timedelta
from itertools import groupby

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.missing_domains import MissingDomains
from cases.notices import cases_of, sections_with_something
from cases.work import OWN_WORK, WORK_OF_OTHERS, Row, Tasks, group_of, row_of
from familienetwerk.accounts.access import any_professional
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.paging import LongPage

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


@require_GET
@any_professional
def notices(request: UserRequest) -> HttpResponse:
    """Access that is asked, was used, or ends soon."""
    user, today = request.user, timezone.localdate()
    sections = sections_with_something(user, today=today)
    groups = [(section, section.lines(user, today=today)) for section in sections]
    log_cases(cases_of(line for _, lines in groups for line in lines), request)
    return render(request, "cases/notices.html", {"groups": groups})


def _page(request: UserRequest, active: str) -> HttpResponse:
    """One of the two lists; which cases were on it is logged."""
    today, user, is_mine = timezone.localdate(), request.user, active == "mine"
    last_day = date.max if "alles" in request.GET else today + AHEAD
    tasks = Tasks(OWN_WORK if is_mine else WORK_OF_OTHERS, user)
    page = LongPage.of(tasks, request.GET.get("pagina"), as_long_as=lambda task: task.due_on <= last_day)
    missing = MissingDomains.of(user) if is_mine and settings.SUGGESTIONS else None
    sections = sections_with_something(user, today=today) if is_mine else []
    log_cases({task.case_id for task in page.rows} | {line.pk for line in (missing.lines if missing else [])}, request)
    context = {
        "active": active,
        "groups": grouped([row_of(task, today=today, of_others=not is_mine) for task in page.rows], today=today),
        "missing": missing,
        "sections": [section for section in sections if not section.is_urgent],
        "urgent": [line for section in sections if section.is_urgent for line in section.lines(user, today=today)],
        "page": page,
        "today": today,
    }
    return render(request, "cases/work_list.html", context)


def log_cases(ids: set[int], request: UserRequest) -> None:
    record(EventType.CASES_LISTED, by=request.user, subject="case", subject_ids=sorted(ids), page="work_list")


def grouped(rows: list[Row], *, today: date) -> list[tuple[str, list[Row]]]:
    """Te laat, Vandaag, Deze week, Later; an empty group is left out."""
    return [(name, list(of_group)) for name, of_group in groupby(rows, lambda row: group_of(row.due_on, today=today))]
