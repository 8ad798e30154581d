"""The whole log, for the privacy officer: who did and read what, in every case. Never what was read."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.log import lines_of, lines_overseen_by
from cases.models import Case
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.fresh_login import fresh_second_factor
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import AuditEvent, EventType, record
from familienetwerk.behalf import overseeing
from familienetwerk.oversight.filters import LogFilter

PER_PAGE = 100


@require_GET
@has_power(Power.SEE_LOG)
@fresh_second_factor
def whole_log(request: UserRequest) -> HttpResponse:
    """Newest first, a hundred a page. Looking here is a line of the log too."""
    with overseeing(request.user.pk):
        return lines_to_read(request)


def lines_to_read(request: UserRequest) -> HttpResponse:
    lines = lines_overseen_by(request.user).newest_first()
    chosen = LogFilter(request.GET, queryset=lines, officer=request.user)
    events = chosen.qs if chosen.is_valid() else AuditEvent.objects.none()
    by = ", ".join(chosen.used)
    record(EventType.LOG_VIEWED, by=request.user, subject="log", page="whole_log", purpose=by)  # first: it counts too
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("pagina"))
    cases = Case.objects.in_bulk({event.case_id for event in page if event.case_id})
    context = {
        "filter": chosen,
        "page": page,
        "rows": [
            (line, cases.get(event.case_id or 0), event) for line, event in zip(lines_of(page), page, strict=True)
        ],
    }
    return render(request, "oversight/log.html", context)
