"""Besprekingen: what was decided, who sees it otherwise, and who does what by when."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms import decisions as forms
from cases.models import AgendaItem, AgreedAction, Case, Decision
from cases.permissions import CHANGE, CONTRIBUTE, case_view, refuse
from cases.views.act import act_page, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.screen.typed import typed

WHY = "Wat samen is besloten en afgesproken, blijft staan. Wie het anders ziet, staat er met de reden naast."


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def record_decision(request: UserRequest, case: Case, item_id: int) -> HttpResponse:
    item = begun_item(request, case, item_id)
    form = forms.RecordDecision(typed(request))
    if done(request, form, lambda: actions.record_decision(item, by=request.user, **form.cleaned_data)):
        messages.success(request, "Het besluit is vastgelegd.")
        return redirect("cases:agenda", case.pk)
    return decision_act(request, case, form, title=f"Besluit van {item.when}", button="Leg vast")


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def record_dissent(request: UserRequest, case: Case, decision_id: int) -> HttpResponse:
    """Each says so for the own organisation; who coordinates also for another that was there."""
    decisions = Decision.objects.filter(case=case).select_related("case")
    decision = get_object_or_404(decisions, pk=decision_id)
    may_say_for_all = case.access.coordinates  # type: ignore[attr-defined]
    form = forms.RecordDissent(typed(request), decision=decision, user=request.user, may_say_for_all=may_say_for_all)
    if done(request, form, lambda: actions.record_dissent(decision, by=request.user, **form.cleaned_data)):
        messages.success(request, "Het standpunt staat nu bij het besluit.")
        return redirect("cases:agenda", case.pk)
    title = "Leg een afwijkend standpunt vast"
    return decision_act(request, case, form, title=title, button="Leg vast", decision=decision)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def agree_action(request: UserRequest, case: Case, item_id: int) -> HttpResponse:
    item = begun_item(request, case, item_id)
    form = forms.AgreeAction(typed(request), case=case)
    if done(request, form, lambda: actions.agree_action(item, by=request.user, **form.cleaned_data)):
        messages.success(request, f"De afspraak staat op de werkvoorraad van {form.cleaned_data['user']}.")
        return redirect("cases:agenda", case.pk)
    return decision_act(request, case, form, title=f"Afspraak van {item.when}", button="Leg vast")


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def finish_agreed(request: UserRequest, case: Case, agreed_id: int) -> HttpResponse:
    """By somebody of the organisation that does it, or who coordinates the case."""
    action = get_object_or_404(AgreedAction.objects.filter(case=case).select_related("case"), pk=agreed_id)
    is_own = action.organisation_id == request.user.organisation_id
    if not (is_own or case.access.coordinates):  # type: ignore[attr-defined]
        raise PermissionDenied("Deze afspraak is van een andere organisatie.")
    form, today = forms.FinishAgreed(typed(request)), timezone.localdate()
    if done(request, form, lambda: actions.finish_agreed(action, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, "De afspraak is afgerond.")
        return redirect("cases:agenda", case.pk)
    return decision_act(request, case, form, title="Rond een afspraak af", button="Rond af", agreed=action)


def begun_item(request: UserRequest, case: Case, item_id: int) -> AgendaItem:
    """As soon as people sit there; who was still writing, hears the rest from the action."""
    item = get_object_or_404(case.agenda_items.select_related("case"), pk=item_id)
    if request.method == "GET" and not item.may_note_attendance:
        refuse(request.user, case, page="agenda", why="Deze bespreking is nog niet begonnen, of is afgezegd.")
    return item


def decision_act(
    request: UserRequest,
    case: Case,
    form: BaseForm,
    *,
    title: str,
    button: str,
    decision: Decision | None = None,
    agreed: AgreedAction | None = None,
) -> HttpResponse:
    """With what it is about above the form."""
    return act_page(
        request,
        case,
        form,
        tab="involvements",
        title=title,
        button=button,
        back=reverse("cases:agenda", args=[case.pk]),
        why=WHY,
        template="cases/decision_act.html",
        decision=decision,
        agreed=agreed,
    )
