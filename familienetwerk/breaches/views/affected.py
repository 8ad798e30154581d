"""What a breach touched: chosen from the log and the ledger of sharing, by number and never by name."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.models import Case
from cases.views.act import done
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.fresh_login import fresh_second_factor
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record
from familienetwerk.breaches import actions, forms
from familienetwerk.breaches.models import Breach
from familienetwerk.breaches.traces import Traces, traces_in
from familienetwerk.breaches.views.breaches import kept
from familienetwerk.screen.typed import typed

USUAL = timedelta(days=30)


@require_http_methods(["GET", "POST"])
@has_power(Power.KEEP_BREACHES)
@fresh_second_factor
def mark(request: UserRequest, breach_id: int) -> HttpResponse:
    """First which case and which days, then what of it; looking here is a line of the log too."""
    found, look = kept(request, breach_id), look_form(request)
    traces = looked_for(request, found, look)
    form = forms.MarkAffected(typed(request), traces=traces) if traces else None
    if form and done(request, form, lambda: marked(request, found, form)):
        messages.success(request, "Aangewezen wat geraakt is.")
        return redirect(found)
    context = {"breach": found, "look": look, "form": form, "traces": traces}
    wrong = look.errors or (form and form.errors)
    return render(request, "breaches/mark_affected.html", context, status=422 if wrong else 200)


def look_form(request: UserRequest) -> forms.LookInCase:
    today = timezone.localdate()
    if "casus" in request.GET:
        return forms.LookInCase(request.GET)
    return forms.LookInCase(initial={"vanaf": today - USUAL, "tot": today})


def looked_for(request: UserRequest, breach: Breach, look: forms.LookInCase) -> Traces | None:
    if not look.is_valid():
        return None
    fields = look.cleaned_data
    traces = traces_in(fields["casus"].strip(), officer=request.user, first=fields["vanaf"], last=fields["tot"])
    if traces is None:
        look.add_error("casus", "Er is geen casus met dit nummer in uw gemeente.")
        return None
    case: Case = traces.case
    record(EventType.LOG_VIEWED, by=request.user, case_id=case.pk, subject="log", page="mark_affected")
    return traces


def marked(request: UserRequest, breach: Breach, form: forms.MarkAffected) -> None:
    number = form.traces.case.number
    actions.mark_affected(breach, by=request.user, case_number=number, rows=form.chosen)


@require_POST
@has_power(Power.KEEP_BREACHES)
def unmark(request: UserRequest, breach_id: int, row_id: int) -> HttpResponse:
    found = kept(request, breach_id)
    row = get_object_or_404(found.affected, pk=row_id)
    try:
        actions.unmark_affected(row, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    return redirect(found)
