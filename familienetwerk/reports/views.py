"""The page of figures and its two exports. Managers see numbers, never a case."""

from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.models import CaseStage
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.fresh_login import file_asked_for, fresh_login_for_file
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record
from familienetwerk.reports import exports, pictures
from familienetwerk.reports.figures import DEFINITIONS, Figures, figures_of
from familienetwerk.reports.forms import ChoosePeriod, a_year_until
from familienetwerk.reports.selection import Period, facts_of_cases
from familienetwerk.screen.spreadsheet import Cell


@require_GET
@has_power(Power.SEE_REPORTS)
def progress(request: UserRequest) -> HttpResponse:
    today = timezone.localdate()
    form, period = chosen_period(request, today=today)
    figures = figures_for(request, period) if period else None
    kind, query = file_asked_for(request.GET)
    file = f"{reverse('reports:export', args=[kind])}?{query}" if kind in exports.KINDS and period else ""
    context = {
        "form": form,
        "period": period,
        "today": today,
        "figures": figures,
        "tables": tables_of(figures) if figures else [],
        "modes_picture": pictures.modes(figures.modes) if figures else "",
        "spread_picture": pictures.first_contributions(figures.first_contributions) if figures else "",
        "definitions": DEFINITIONS,
        "query": query,
        "file": file,
    }
    return render(request, "reports/progress.html", context)


@require_GET
@has_power(Power.SEE_REPORTS)
@fresh_login_for_file("reports:progress")
def export(request: UserRequest, kind: str) -> HttpResponse:
    """The same figures as a file. A wrong period makes no file: the page says what is wrong with it."""
    today = timezone.localdate()
    _, period = chosen_period(request, today=today)
    if period is None:
        return redirect(f"{reverse('reports:progress')}?{request.GET.urlencode()}")
    figures = figures_for(request, period)
    make, content_type = exports.KINDS[kind]
    body = make(figures, period=period, today=today, asked_by=request.user.name)
    record(EventType.EXPORTED, by=request.user, subject="report", page=f"voortgang.{kind}", purpose="sturing")
    name = f"voortgang-{today:%Y-%m-%d}.{kind}"
    return HttpResponse(body, content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def tables_of(figures: Figures) -> list[tuple[str, list[str], list[list[tuple[str, Cell]]]]]:
    """The sheets of the export; each cell with its column, which it says itself where a row is a block."""
    return [
        (title, header, [list(zip(header, row, strict=True)) for row in rows])
        for title, header, rows in exports.sheets_of(figures)
    ]


def chosen_period(request: UserRequest, *, today: date) -> tuple[ChoosePeriod, Period | None]:
    """The filled-in form and its period; the usual period without input, none when the input is wrong."""
    usual = a_year_until(today)
    if "first" not in request.GET:
        return ChoosePeriod(initial={"first": usual.first, "last": usual.last}), usual
    form = ChoosePeriod(request.GET)
    return form, form.period if form.is_valid() else None


def figures_for(request: UserRequest, period: Period) -> Figures:
    facts = facts_of_cases(request.user.organisation.municipality, period)
    return figures_of(facts, stages=CaseStage.choices, minimum=settings.SMALLEST_FIGURE)
