"""Everything in a case by date: what is coming, and what was."""

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.audience import Readers
from cases.due_in_case import due_lines
from cases.events import discussions, events_of, told_above
from cases.known import known_members, known_observations
from cases.models import Case
from cases.permissions import VIEW, case_view
from cases.presence import Presence
from cases.table import Table
from familienetwerk.accounts.http import UserRequest

PER_PAGE = 100


@require_GET
@case_view(VIEW)
def timeline(request: UserRequest, case: Case) -> HttpResponse:
    today, presence, readers = timezone.localdate(), Presence.of(case), Readers.of(case)
    members = known_members(case, case.reader)
    written = known_observations(case, request.user)
    prefetch_related_objects(written, "members")
    events = events_of(
        case,
        presence=presence,
        members=members,
        written=written,
        readers=readers,
        above=[*told_above(case, user=request.user, readers=readers), *discussions(case)],
    )
    context = {
        "case": case,
        "active_tab": "timeline",
        "coming": due_lines(case, members, user=request.user, today=today),
        "page": Paginator(events, PER_PAGE).get_page(request.GET.get("pagina")),
        "table": Table.of(case, today=today, may_ask=case.access.changes, presence=presence),  # type: ignore[attr-defined]
    }
    return render(request, "cases/timeline.html", context)
