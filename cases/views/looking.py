"""Who looked at one person, to show to that person; and keeping names of workers out of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.forms.looking import EndShield, LookedIn, ShieldWorkers
from cases.looks import looks_at, with_shield
from cases.models import Case
from cases.permissions import CHANGE, case_view
from cases.views.act import act_page, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.typed import typed

WHY = (
    "Na een bedreiging staan namen van medewerkers niet op papier en niet in het overzicht van wie keek. "
    "Functie en organisatie blijven staan. In de app zelf ziet ieder aan tafel met wie hij werkt."
)


@require_GET
@case_view(CHANGE, also_at_rest=True)
def who_looked(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    """By period, to print and to give. Looking here is a line of the log too."""
    member = get_object_or_404(with_shield(case.members.known_to(case.reader)), pk=member_id)
    record(
        EventType.LOG_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="member",
        subject_ids=[member.pk],
        page="who_looked",
    )
    form, today = LookedIn(request.GET), timezone.localdate()
    context = {"case": case, "active_tab": "log", "member": member, "form": form, "today": today}
    if form.is_valid():
        first, last = form.days(today=today)
        context |= {"first": first, "last": last, "looks": looks_at(member, first=first, last=last)}
    return render(request, "cases/who_looked.html", context, status=200 if form.is_valid() else 422)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE, also_at_rest=True)
def shield(request: UserRequest, case: Case) -> HttpResponse:
    """Shield the names of who works here, or end that: each with a reason."""
    standing, today = case.shields.standing().select_related("set_by").first(), timezone.localdate()
    form = EndShield(typed(request)) if standing else ShieldWorkers(typed(request))

    def act() -> object:
        reason = form.cleaned_data["reason"]
        if standing:
            return actions.end_shield(standing, by=request.user, on=today, reason=reason)
        return actions.shield_workers(case, by=request.user, on=today, reason=reason)

    if done(request, form, act):
        messages.success(request, "De namen zijn weer te zien." if standing else "De namen zijn afgeschermd.")
        return redirect("cases:log", case.pk)
    return act_page(
        request,
        case,
        form,
        tab="log",
        title="Toon de namen van medewerkers weer" if standing else "Scherm de namen van medewerkers af",
        button="Hef op" if standing else "Scherm af",
        back=reverse("cases:log", args=[case.pk]),
        why=WHY,
        template="cases/shield.html",
        standing=standing,
    )
