"""What every page of a case shows around its own part: the table and the status."""

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from cases.models import Case, CaseStage
from cases.presence import Presence
from cases.rules import TableClock
from cases.table import Table
from familienetwerk.accounts.models import User
from familienetwerk.screen.clock import Clock
from familienetwerk.screen.due import Due

register = template.Library()

DAY_0 = date(2000, 1, 1)

TONES: dict[str, str] = {
    CaseStage.INTAKE: "start",
    CaseStage.JOINT_ANALYSIS: "start",
    CaseStage.PROBLEM_DEFINED: "start",
    CaseStage.PLAN_DRAFT: "asks",
    CaseStage.IN_EXECUTION: "good",
    CaseStage.IN_EVALUATION: "asks",
    CaseStage.AFTERCARE: "good",
}


@register.inclusion_tag("components/table_bar.html", takes_context=True)
def table_bar(context: template.Context, case: Case, *, is_open: bool = False) -> dict[str, Any]:
    """Aan tafel, on every page of a case. A page that made the table itself gives it as `table`."""
    return {"table": context.get("table") or table_of(case, user=context["user"]), "open": is_open}


def table_of(case: Case, *, user: User) -> Table:
    presence = Presence.in_short(case)
    return Table.of(case, today=timezone.localdate(), may_ask=case.access.changes, presence=presence)  # type: ignore[attr-defined]


@register.simple_tag
@cache
def stage_badge(stage: str) -> SafeString:
    """How far the case is: design table of status words. A list shows a hundred, so each is drawn once."""
    return render_to_string(
        "components/status.html", {"word": CaseStage(stage).label, "tone": TONES.get(stage, "quiet")}
    )


@register.simple_tag
def due_chip(due: Due) -> SafeString:
    """A deadline without its calculation; in a list the same days come back in every row."""
    return drawn_chip(due.on, due.today)


@lru_cache(maxsize=1000)
def drawn_chip(on: date, today: date) -> SafeString:
    return render_to_string("components/due.html", {"due": Due(on=on, today=today)})


def small_clock(clock: TableClock, *, until: date) -> SafeString:
    """The clock in a row. It is drawn by its days alone, and many cases share those."""
    began_on, days = clock.first_signal_on, (until, clock.safety_on, clock.social_on, clock.first_step_on)
    return drawn_clock(*((day - began_on).days if day else None for day in days))


@lru_cache(maxsize=5000)
def drawn_clock(*days: int | None) -> SafeString:
    """Days since the first signal: today's, those of both sides, and that of the first step."""
    today, safety_on, social_on, first_step = (day if day is None else DAY_0 + timedelta(days=day) for day in days)
    steps = [("", first_step)] if first_step else []
    clock = Clock(began_on=DAY_0, today=today or DAY_0, safety_on=safety_on, social_on=social_on, steps=steps)
    return render_to_string("components/clock_small.svg", {"clock": clock})
