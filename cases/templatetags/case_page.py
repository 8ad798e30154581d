"""What every page of a case shows around its own part: the table and the status."""

from typing import Any

from django import template
from django.utils import timezone

from cases.models import Case, CaseStage
from cases.table import Table

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


@register.inclusion_tag("components/status.html")
def stage_badge(stage: str) -> dict[str, str]:
    """How far the case is: design table of status words."""
    return {"word": CaseStage(stage).label, "tone": TONES.get(stage, "quiet")}
