"""Work first: what this user must do, what waits for others, and who is missing at the table."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.due_in_case import ABOUT_A_MEMBER
from cases.missing_domains import MissingDomains
from cases.models import Deadline, Member
from cases.models.deadline import DeadlineQuerySet
from cases.notices import cases_of, sections_with_something
from cases.work import Row, Task, group_of, row_of, tasks_in
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
    today = timezone.localdate()
    lists = {
        "mine": Deadline.objects.for_work_list_of(request.user),
        "waiting": Deadline.objects.waiting_for_others(request.user),
    }
    parts = Deadline.objects.named_and_desk(request.user) if active == "mine" else (lists["waiting"],)
    near = parts if "alles" in request.GET else [part.filter(due_on__lte=today + AHEAD) for part in parts]
    page = LongPage.of(tasks_in(near), request.GET.get("pagina"))
    tasks = [Task._make(values) for values in page.rows]
    about = about_whom(tasks)
    rows = [row_of(task, today=today, of_others=active == "waiting", about=about.get(task.pk, "")) for task in tasks]
    other = "waiting" if active == "mine" else "mine"
    later = further(lists[active], today=today) if not page.has_next and "alles" not in request.GET else Count()
    counts = {active: page.count + later, other: Count.of(lists[other])}
    sections = sections_with_something(request.user, today=today) if active == "mine" else []
    missing = MissingDomains.of(request.user) if active == "mine" else None
    log_cases({task.case_id for task in tasks} | {line.case.pk for line in (missing.lines if missing else [])}, request)
    context = {
        "active": active,
        "counts": counts,
        "further": later,
        "groups": grouped(rows, today=today),
        "missing": missing,
        "sections": sections,
        "page": page,
        "today": today,
    }
    return render(request, "cases/work_list.html", context)


def further(deadlines: DeadlineQuerySet, *, today: date) -> Count:
    """How much comes later than the list shows."""
    return Count.of(deadlines.filter(due_on__gt=today + AHEAD))


def log_cases(ids: set[int], request: UserRequest) -> None:
    record(EventType.CASES_LISTED, by=request.user, subject="case", subject_ids=sorted(ids), page="work_list")


def about_whom(tasks: Sequence[Task]) -> dict[int, str]:
    """Of each task about a person who it is, without a name: this page belongs to no case, so no case logs it."""
    about = [task for task in tasks if task.kind in ABOUT_A_MEMBER]
    members = Member.objects.only("reason", "added_on").in_bulk({task.subject_id for task in about})
    return {task.pk: members[task.subject_id].reason_and_day for task in about}


def grouped(rows: list[Row], *, today: date) -> list[tuple[str, list[Row]]]:
    """Te laat, Vandaag, Deze week, Later; an empty group is left out."""
    return [(name, list(of_group)) for name, of_group in groupby(rows, lambda row: group_of(row.due.on, today=today))]
