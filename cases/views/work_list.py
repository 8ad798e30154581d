"""Work first: what this user must do, what waits for others, and who is missing at the table."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.due_in_case import ABOUT_A_MEMBER
from cases.missing_domains import MissingDomains
from cases.models import Case, Deadline, Grant, GrantLevel, Member
from cases.models.deadline import DeadlineQuerySet
from cases.notices import cases_of, sections_with_something
from cases.work import Row, Task, group_of, row_of, tasks_in
from familienetwerk.accounts.access import any_professional
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import User
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
    today, user, is_whole = timezone.localdate(), request.user, "alles" in request.GET
    page = LongPage.of(tasks_in(near(user, active, today=None if is_whole else today)), request.GET.get("pagina"))
    tasks = [Task._make(values) for values in page.rows]
    missing = MissingDomains.of(user) if active == "mine" and settings.SUGGESTIONS else None
    sections = sections_with_something(user, today=today) if active == "mine" else []
    counts = counts_beside(user, active, today=None if is_whole or page.has_next else today)
    counts[active] = page.count + counts.get("further", Count())
    log_cases({task.case_id for task in tasks} | {line.case.pk for line in (missing.lines if missing else [])}, request)
    context = {
        "active": active,
        "counts": counts,
        "further": counts.get("further"),
        "groups": grouped(rows_of(tasks, active, user=user, today=today), today=today),
        "missing": missing,
        "sections": [section for section in sections if not section.is_urgent],
        "urgent": [line for section in sections if section.is_urgent for line in section.lines(user, today=today)],
        "page": page,
        "running": counts.get("running"),
        "today": today,
    }
    return render(request, "cases/work_list.html", context)


def near(user: User, active: str, *, today: date | None) -> Sequence[DeadlineQuerySet]:
    """What is due in the coming weeks, without `today` at any time; in parts that each have an order of their own."""
    deadlines = Deadline.objects
    parts = deadlines.named_and_desk(user) if active == "mine" else [deadlines.waiting_for_others(user)]
    return [part.filter(due_on__lte=today + AHEAD) for part in parts] if today else parts


def counts_beside(user: User, active: str, *, today: date | None) -> dict[str, Count]:
    """How long the other list is, how many cases run, and with `today` how much comes later than the list shows."""
    lists = {"mine": Deadline.objects.for_work_list_of(user), "waiting": Deadline.objects.waiting_for_others(user)}
    other = "waiting" if active == "mine" else "mine"
    asked: dict[str, QuerySet[Any, Any]] = {other: lists[other]}
    if active == "mine":
        asked["running"] = Case.objects.visible_to(user).running()
    if today:
        asked["further"] = lists[active].filter(due_on__gt=today + AHEAD)
    return dict(zip(asked, Count.of_each(*asked.values(), beside=User.objects.filter(pk=user.pk)), strict=True))


def rows_of(tasks: Sequence[Task], active: str, *, user: User, today: date) -> list[Row]:
    about, doing = about_whom(tasks), where_one_may_do(tasks, user) if active == "mine" else set()
    return [
        row_of(
            task,
            today=today,
            of_others=active == "waiting",
            only_reads=task.case_id not in doing,
            about=about.get(task.pk, ""),
        )
        for task in tasks
    ]


def where_one_may_do(tasks: Sequence[Task], user: User) -> set[int]:
    """Cases in which this user is more than a reader: in an hour of emergency one reads, and does nothing."""
    held = Grant.objects.held_by(user).at_least(GrantLevel.CONTRIBUTE)
    return set(held.filter(case__in={task.case_id for task in tasks}).values_list("case_id", flat=True))


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
