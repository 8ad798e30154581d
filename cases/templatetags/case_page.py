"""What every page of a case shows around its own part: the table and the status."""

from datetime import date
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from cases.models import Case, CaseStage
from cases.table import Table
from familienetwerk.screen.clock import Clock
from familienetwerk.screen.due import Due

register = template.Library()

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
    table = context.get("table") or Table.of(case, today=timezone.localdate(), may_ask=case.access.changes)  # type: ignore[attr-defined]
    return {"table": table, "open": is_open}


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


@register.simple_tag
def small_clock(clock: Clock) -> SafeString:
    """The clock in a row. It is drawn by its places alone, and many cases share those."""
    small = clock.small
    return drawn_clock(small.mark, tuple((row.tone, row.x, row.y, row.has_begun) for row in small.rows))


@lru_cache(maxsize=5000)
def drawn_clock(mark: int | None, rows: tuple[tuple[str, int, int, bool], ...]) -> SafeString:
    drawing = [{"tone": tone, "x": x, "y": y, "has_begun": has_begun} for tone, x, y, has_begun in rows]
    return render_to_string("components/clock_small.svg", {"clock": {"small": {"mark": mark, "rows": drawing}}})
