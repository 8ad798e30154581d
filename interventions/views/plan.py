"""The plan of a case: reading it, writing the draft, and its course until evaluation."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
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
from interventions.forms import plan as forms
from interventions.models import Plan
from interventions.plan_page import PlanPage

ANSWER_WITHIN = timedelta(days=14)


@require_GET
@case_view(VIEW)
def plan(request: UserRequest, case: Case) -> HttpResponse:
    """The version that asks attention: the draft when there is one, else the plan in force, else an empty page."""
    latest = case.plans.newest_first().first()
    return show_plan(request, case, latest)


@require_GET
@case_view(VIEW)
def plan_version(request: UserRequest, case: Case, version: int) -> HttpResponse:
    return show_plan(request, case, get_object_or_404(case.plans, version=version))


def show_plan(request: UserRequest, case: Case, chosen: Plan | None, *, status: int = 200) -> HttpResponse:
    page = PlanPage.of(case, chosen, user=request.user, today=timezone.localdate())
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="member",
        subject_ids=page.member_ids,
        page="plan",
    )
    return render(request, "interventions/plan.html", {"case": case, "active_tab": "plan", "page": page}, status=status)


@require_POST
@case_view(CHANGE)
def start(request: UserRequest, case: Case) -> HttpResponse:
    try:
        made = actions.start_plan(case, by=request.user)
    except actions.PlanIsFixed:
        messages.info(request, "Er ligt al een concept van het plan.")
        return redirect("interventions:plan", case.pk)
    messages.success(request, f"Concept van versie {made.version} gemaakt.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def change(request: UserRequest, case: Case, version: int) -> HttpResponse:
    draft = draft_or_403(case, version)
    form = forms.ChangePlan(typed(request), case=case, initial=forms.initial_of_plan(draft))
    if saving(request) and form.is_valid():
        fields = {**form.cleaned_data, "interventions": list(form.cleaned_data["interventions"])}
        try:
            actions.change_plan(draft, by=request.user, **fields)
        except Conflict:
            current = Plan.objects.get(pk=draft.pk)
            return conflict_page(
                request,
                form,
                theirs=forms.initial_of_plan(current),
                lock_version=current.lock_version,
                who="Een collega",
                what="dit plan",
                back=draft.get_absolute_url(),
            )
        messages.success(request, "Het concept is bewaard.")
        return redirect(draft)
    return render(
        request, "interventions/plan_change.html", {"case": case, "active_tab": "plan", "plan": draft, "form": form}
    )


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def propose(request: UserRequest, case: Case, version: int) -> HttpResponse:
    draft = draft_or_403(case, version)
    today = timezone.localdate()
    form = forms.ProposePlan(typed(request), initial={"answer_by": today + ANSWER_WITHIN})
    if saving(request) and form.is_valid():
        try:
            actions.propose_plan(draft, by=request.user, on=today, answer_by=form.cleaned_data["answer_by"])
        except actions.CannotProposePlan:
            return show_plan(request, case, draft, status=422)
        messages.success(request, "Het plan ligt voor. Elke organisatie aan tafel krijgt de vraag om te reageren.")
        return redirect(draft)
    return step(request, case, draft, form, title="Leg het plan voor", button="Leg voor aan de partners")


@require_POST
@case_view(CHANGE)
def take_back(request: UserRequest, case: Case, version: int) -> HttpResponse:
    chosen = get_object_or_404(case.plans, version=version)
    try:
        actions.take_back_plan(chosen, by=request.user, on=timezone.localdate())
    except actions.PlanIsFixed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Het plan is weer een concept. Na het wijzigen vraagt u de reacties opnieuw.")
    return redirect(chosen)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def react(request: UserRequest, case: Case, version: int) -> HttpResponse:
    chosen = get_object_or_404(case.plans, version=version)
    mine = chosen.adoptions.filter(organisation=request.user.organisation_id).first()
    initial = {"decision": mine.decision, "remark": mine.remark} if mine else None
    form = forms.ReactToPlan(typed(request), initial=initial)
    if saving(request) and form.is_valid():
        try:
            actions.react_to_plan(chosen, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except actions.PlanIsFixed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"De reactie van {request.user.organisation} is bewaard.")
            return redirect(chosen)
    return step(request, case, chosen, form, title="Reageer op het plan", button="Leg de reactie vast")


@require_POST
@case_view(CHANGE)
def adopt(request: UserRequest, case: Case, version: int) -> HttpResponse:
    chosen = get_object_or_404(case.plans, version=version)
    try:
        actions.adopt_plan(chosen, by=request.user, on=timezone.localdate())
    except actions.CannotAdoptPlan:
        return show_plan(request, case, chosen, status=422)
    messages.success(request, f"Plan van aanpak versie {chosen.version} is vastgesteld.")
    return redirect(chosen)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def evaluate(request: UserRequest, case: Case, version: int) -> HttpResponse:
    chosen = get_object_or_404(case.plans, version=version)
    form = forms.EvaluatePlan(typed(request), initial={"on": timezone.localdate()})
    if saving(request) and form.is_valid():
        try:
            actions.evaluate_plan(chosen, by=request.user, **form.cleaned_data)
        except actions.PlanIsFixed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "De evaluatie is vastgelegd.")
            return redirect(chosen)
    return step(request, case, chosen, form, title="Evalueer het plan", button="Leg de evaluatie vast")


def draft_or_403(case: Case, version: int) -> Plan:
    chosen = get_object_or_404(case.plans, version=version)
    if not chosen.is_open or chosen.proposed_on:
        raise PermissionDenied("Deze versie ligt vast of ligt voor. Haal het plan terug of maak een nieuwe versie.")
    return chosen


def step(request: UserRequest, case: Case, plan: Plan, form: object, *, title: str, button: str) -> HttpResponse:
    """One form on a page of its own, on the way of a plan."""
    context = {"case": case, "active_tab": "plan", "plan": plan, "form": form, "title": title, "button": button}
    return render(request, "interventions/plan_step.html", context)
