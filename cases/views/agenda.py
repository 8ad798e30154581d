"""Besprekingen: when a case is discussed and who is there, also who reads along for that hour only."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.agenda_page import AgendaPage
from cases.forms import agenda as forms
from cases.log import last_change
from cases.models import AgendaItem, Case
from cases.permissions import CHANGE, VIEW, case_view, refuse
from cases.views.act import act_page, did, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.locking import Conflict
from familienetwerk.screen.conflicts import conflict_page
from familienetwerk.screen.typed import saving, typed

WHY = "Wie niet aan tafel zit, leest deze casus alleen zolang de bespreking duurt. Daarna gaat de casus vanzelf dicht."


@require_GET
@case_view(VIEW)
def agenda(request: UserRequest, case: Case) -> HttpResponse:
    context = {"case": case, "active_tab": "involvements", "page": AgendaPage.of(case)}
    return render(request, "cases/agenda.html", context)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def plan_discussion(request: UserRequest, case: Case) -> HttpResponse:
    form = forms.PlanDiscussion(typed(request), case=case)
    if done(request, form, lambda: actions.plan_discussion(case, by=request.user, **form.hours)):
        messages.success(request, "De bespreking is gepland.")
        return redirect("cases:agenda", case.pk)
    return agenda_act(request, case, form, title="Plan een bespreking", button="Plan")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def invite_for_item(request: UserRequest, case: Case, item_id: int) -> HttpResponse:
    item = coming_item(request, case, item_id)
    form = forms.InviteForItem(typed(request), item=item)
    if done(request, form, lambda: actions.invite_for_item(item, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{form.cleaned_data['user']} is uitgenodigd voor deze bespreking.")
        return redirect("cases:agenda", case.pk)
    return agenda_act(request, case, form, title=f"Nodig iemand uit voor {item.when}", button="Nodig uit")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def move_discussion(request: UserRequest, case: Case, item_id: int) -> HttpResponse:
    item = coming_item(request, case, item_id)
    form = forms.MoveDiscussion(typed(request), item=item)
    if saving(request) and form.is_valid():
        try:
            moved = did(form, lambda: actions.move_discussion(item, by=request.user, **form.hours))
        except Conflict as conflict:
            theirs = forms.hours_of(conflict.current)  # type: ignore[arg-type]
            return both_versions(request, form, conflict.current, theirs)  # type: ignore[arg-type]
        if moved:
            messages.success(request, "De bespreking is verplaatst. De toegang van gasten ging mee.")
            return redirect("cases:agenda", case.pk)
    return agenda_act(request, case, form, title="Verplaats de bespreking", button="Bewaar")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def cancel_discussion(request: UserRequest, case: Case, item_id: int) -> HttpResponse:
    item = coming_item(request, case, item_id)
    form = forms.CancelDiscussion(typed(request))
    if done(request, form, lambda: actions.cancel_discussion(item, by=request.user, **form.cleaned_data)):
        messages.success(request, "De bespreking is afgezegd. Wie er alleen hiervoor bij was, leest niet meer mee.")
        return redirect("cases:agenda", case.pk)
    return agenda_act(request, case, form, title=f"Zeg de bespreking van {item.when} af", button="Zeg af")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def note_attendance(request: UserRequest, case: Case, item_id: int) -> HttpResponse:
    item = get_object_or_404(case.agenda_items.select_related("case"), pk=item_id)
    if request.method == "GET" and not item.may_note_attendance:
        refuse(request.user, case, page="agenda", why="Deze bespreking is nog niet begonnen, of is afgezegd.")
    form = forms.NoteAttendance(typed(request), item=item)
    if saving(request) and form.is_valid():
        try:
            noted = did(form, lambda: actions.note_attendance(item, by=request.user, **form.cleaned_data))
        except Conflict as conflict:
            theirs = forms.attendance_of(conflict.current)  # type: ignore[arg-type]
            return both_versions(request, form, conflict.current, theirs)  # type: ignore[arg-type]
        if noted:
            messages.success(request, "Vastgelegd wie erbij was.")
            return redirect("cases:agenda", case.pk)
    return agenda_act(request, case, form, title=f"Wie was erbij op {item.when}?", button="Leg vast")


def coming_item(request: UserRequest, case: Case, item_id: int) -> AgendaItem:
    """Not over, not called off; who was still writing then, hears it from the action."""
    item = get_object_or_404(case.agenda_items.select_related("case"), pk=item_id)
    if request.method == "GET" and not item.may_change:
        refuse(request.user, case, page="agenda", why="Deze bespreking is afgelopen of afgezegd.")
    return item


def agenda_act(request: UserRequest, case: Case, form: BaseForm, *, title: str, button: str) -> HttpResponse:
    back = reverse("cases:agenda", args=[case.pk])
    return act_page(request, case, form, tab="involvements", title=title, button=button, back=back, why=WHY)


def both_versions(request: UserRequest, form: BaseForm, current: AgendaItem, theirs: dict[str, Any]) -> HttpResponse:
    """Somebody else was first: field by field, whose answer stays."""
    who, when = last_change(current.case_id, "agenda_item", current.pk)
    return conflict_page(
        request,
        form,
        theirs=theirs,
        lock_version=current.lock_version,
        who=who,
        when=when,
        what="deze bespreking",
        back=reverse("cases:agenda", args=[current.case_id]),
    )
