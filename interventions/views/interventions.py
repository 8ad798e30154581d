"""Interventions in a case: weighing, choosing, starting, ending, and what was considered and not used."""

from collections.abc import Callable

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.models import Case
from cases.permissions import CHANGE, CONTRIBUTE, VIEW, case_view
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.locking import Conflict
from familienetwerk.screen.conflicts import conflict_page
from familienetwerk.screen.typed import saving, typed
from interventions import actions
from interventions.forms import intervention as forms
from interventions.models import INTERVENTION_TRANSITIONS, Intervention, InterventionStatus, InterventionType


@require_GET
@case_view(VIEW)
def interventions(request: UserRequest, case: Case) -> HttpResponse:
    rows = list(
        case.interventions.select_related(
            "type", "member", "household", "organisation", "owner", "not_used_reason"
        ).newest_first()
    )
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="member",
        subject_ids=sorted({row.member_id for row in rows if row.member_id}),
        page="interventions",
    )
    context = {
        "case": case,
        "active_tab": "interventions",
        "used": [row for row in rows if not row.is_not_used],
        "not_used": [row for row in rows if row.is_not_used],
        "today": timezone.localdate(),
    }
    return render(request, "interventions/interventions.html", context)


@require_GET
@case_view(VIEW)
def intervention(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    chosen = of_case(case, pk)
    if chosen.member_id:
        record(
            EventType.PERSONS_VIEWED, by=request.user, case_id=case.pk, subject="member", subject_ids=[chosen.member_id]
        )
    possible = INTERVENTION_TRANSITIONS[InterventionStatus(chosen.status)]
    context = {
        "case": case,
        "active_tab": "interventions",
        "intervention": chosen,
        "may_choose": InterventionStatus.CHOSEN in possible,
        "may_start": InterventionStatus.RUNNING in possible,
        "may_end": InterventionStatus.ENDED in possible,
        "may_drop": InterventionStatus.NOT_USED in possible,
        "today": timezone.localdate(),
    }
    return render(request, "interventions/intervention.html", context)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def consider(request: UserRequest, case: Case) -> HttpResponse:
    """A card of the catalogue comes back as ?soort=…"""
    today = timezone.localdate()
    type_ = InterventionType.objects.current().filter(key=request.GET.get("soort", "")).first()
    initial = {"type": type_.key if type_ else None, "organisation": request.user.organisation_id}
    form = forms.DescribeIntervention(typed(request), case=case, today=today, initial=initial)
    if saving(request) and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "lock_version"}
        made = actions.consider_intervention(case, by=request.user, on=today, **fields)
        messages.success(request, "De interventie staat op de lijst als „wordt overwogen”.")
        return redirect(made)
    return step(request, case, form, title="Overweeg een interventie", button="Leg vast", type_=type_)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def change(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    chosen = of_case(case, pk)
    form = forms.DescribeIntervention(
        typed(request), case=case, today=timezone.localdate(), initial=forms.initial_of_intervention(chosen)
    )
    if saving(request) and form.is_valid():
        try:
            actions.change_intervention(chosen, by=request.user, **form.cleaned_data)
        except Conflict:
            current = of_case(case, pk)
            return conflict_page(
                request,
                form,
                theirs=forms.initial_of_intervention(current),
                lock_version=current.lock_version,
                who="Een collega",
                what="deze interventie",
                back=chosen.get_absolute_url(),
            )
        messages.success(request, "De interventie is bewaard.")
        return redirect(chosen)
    return step(request, case, form, title="Wijzig de interventie", button="Bewaar", intervention=chosen)


@require_POST
@case_view(CHANGE)
def choose(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    chosen = of_case(case, pk)
    return moved(request, chosen, lambda: actions.choose_intervention(chosen, by=request.user, on=timezone.localdate()))


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def start(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    chosen = of_case(case, pk)
    today = timezone.localdate()
    form = forms.StartIntervention(
        typed(request), initial={"starts_on": chosen.starts_on or today, "ends_on": chosen.ends_on}
    )
    if saving(request) and form.is_valid():
        return moved(
            request,
            chosen,
            lambda: actions.start_intervention(chosen, by=request.user, on=today, **form.cleaned_data),
        )
    return step(request, case, form, title="Start de interventie", button="Start", intervention=chosen)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def end(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    chosen = of_case(case, pk)
    today = timezone.localdate()
    form = forms.EndIntervention(typed(request), starts_on=chosen.starts_on, initial={"ends_on": today})
    if saving(request) and form.is_valid():
        return moved(
            request, chosen, lambda: actions.end_intervention(chosen, by=request.user, on=today, **form.cleaned_data)
        )
    return step(request, case, form, title="Beëindig de interventie", button="Beëindig", intervention=chosen)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def not_used(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    chosen = of_case(case, pk)
    form = forms.RecordNotUsed(typed(request))
    if saving(request) and form.is_valid():
        return moved(
            request,
            chosen,
            lambda: actions.record_not_used(chosen, by=request.user, on=timezone.localdate(), **form.cleaned_data),
        )
    return step(
        request, case, form, title="Overwogen, niet gebruikt", button="Leg vast: niet gebruikt", intervention=chosen
    )


def of_case(case: Case, pk: int) -> Intervention:
    rows = case.interventions.select_related("type", "member", "household", "organisation", "owner", "not_used_reason")
    return get_object_or_404(rows, pk=pk)


def moved(request: UserRequest, intervention: Intervention, move: Callable[[], object]) -> HttpResponse:
    try:
        move()
    except actions.CannotMoveIntervention as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "De stand van de interventie is bijgewerkt.")
    return redirect(intervention)


def step(
    request: UserRequest,
    case: Case,
    form: django_forms.Form,
    *,
    title: str,
    button: str,
    intervention: Intervention | None = None,
    type_: InterventionType | None = None,
) -> HttpResponse:
    context = {
        "case": case,
        "active_tab": "interventions",
        "form": form,
        "title": title,
        "button": button,
        "intervention": intervention,
        "type": type_ or (intervention.type if intervention else None),
    }
    return render(request, "interventions/intervention_step.html", context)
