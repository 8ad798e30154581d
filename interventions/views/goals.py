"""Pages for the goals and actions of a draft, and for the progress of an action."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.models import Case
from cases.permissions import CHANGE, CONTRIBUTE, case_view
from familienetwerk.accounts.http import UserRequest
from familienetwerk.screen.typed import saving, typed
from interventions import actions
from interventions.forms import plan as forms
from interventions.models import ActionItem, Goal
from interventions.views.plan import draft_or_403


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def add_goal(request: UserRequest, case: Case, version: int) -> HttpResponse:
    plan = draft_or_403(case, version)
    form = forms.DescribeGoal(typed(request), plan=plan, initial={"parent": request.GET.get("onder")})
    if saving(request) and form.is_valid():
        goal = actions.add_goal(plan, by=request.user, **form.cleaned_data)
        messages.success(request, "Het doel staat in het concept. Voeg nu een actie toe.")
        return redirect("interventions:add_action", case.pk, version, goal.pk)
    return page(request, case, plan, form, title="Voeg een doel toe", button="Bewaar doel")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def change_goal(request: UserRequest, case: Case, version: int, goal_id: int) -> HttpResponse:
    plan = draft_or_403(case, version)
    goal = get_object_or_404(plan.goals, pk=goal_id)
    form = forms.DescribeGoal(typed(request), plan=plan, goal=goal, initial=forms.initial_of_goal(goal))
    if saving(request) and form.is_valid():
        actions.change_goal(goal, by=request.user, **form.cleaned_data)
        messages.success(request, "Het doel is bewaard.")
        return redirect(plan)
    return page(request, case, plan, form, title="Wijzig het doel", button="Bewaar doel", goal=goal)


@require_POST
@case_view(CHANGE)
def remove_goal(request: UserRequest, case: Case, version: int, goal_id: int) -> HttpResponse:
    plan = draft_or_403(case, version)
    actions.remove_goal(get_object_or_404(plan.goals, pk=goal_id), by=request.user)
    messages.success(request, "Het doel is met zijn acties uit het concept gehaald.")
    return redirect(plan)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def add_action(request: UserRequest, case: Case, version: int, goal_id: int) -> HttpResponse:
    plan = draft_or_403(case, version)
    goal = get_object_or_404(plan.goals, pk=goal_id)
    form = forms.DescribeAction(typed(request), case=case, today=timezone.localdate())
    if saving(request) and form.is_valid():
        actions.add_action(goal, by=request.user, **form.cleaned_data)
        messages.success(request, "De actie staat in het concept.")
        return redirect(plan)
    return page(request, case, plan, form, title="Voeg een actie toe", button="Bewaar actie", about=goal.statement)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def change_action(request: UserRequest, case: Case, version: int, action_id: int) -> HttpResponse:
    plan = draft_or_403(case, version)
    action = get_object_or_404(ActionItem.objects.filter(goal__plan=plan), pk=action_id)
    form = forms.DescribeAction(
        typed(request), case=case, today=timezone.localdate(), initial=forms.initial_of_action(action)
    )
    if saving(request) and form.is_valid():
        actions.change_action(action, by=request.user, **form.cleaned_data)
        messages.success(request, "De actie is bewaard.")
        return redirect(plan)
    return page(request, case, plan, form, title="Wijzig de actie", button="Bewaar actie", action=action)


@require_POST
@case_view(CHANGE)
def remove_action(request: UserRequest, case: Case, version: int, action_id: int) -> HttpResponse:
    plan = draft_or_403(case, version)
    action = get_object_or_404(ActionItem.objects.filter(goal__plan=plan), pk=action_id)
    actions.remove_action(action, by=request.user)
    messages.success(request, "De actie is uit het concept gehaald.")
    return redirect(plan)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def progress(request: UserRequest, case: Case, version: int, action_id: int) -> HttpResponse:
    """How an action goes: for its own organisation and for coordinators."""
    plan = get_object_or_404(case.plans.adopted(), version=version)
    action = get_object_or_404(ActionItem.objects.filter(goal__plan=plan), pk=action_id)
    if action.organisation_id != request.user.organisation_id and not case.access.coordinates:  # type: ignore[attr-defined]
        raise PermissionDenied("Deze actie is van een andere organisatie.")
    initial = {"status": action.status, "reason": action.status_reason}
    form = forms.ReportProgress(typed(request), initial=initial)
    if saving(request) and form.is_valid():
        actions.report_progress(action, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        messages.success(request, "De stand van de actie is bewaard.")
        return redirect(plan)
    return page(request, case, plan, form, title="Hoe gaat deze actie?", button="Bewaar stand", about=action.what)


def page(
    request: UserRequest,
    case: Case,
    plan: object,
    form: object,
    *,
    title: str,
    button: str,
    about: str = "",
    goal: Goal | None = None,
    action: ActionItem | None = None,
) -> HttpResponse:
    context = {
        "case": case,
        "active_tab": "plan",
        "plan": plan,
        "form": form,
        "title": title,
        "button": button,
        "about": about,
        "goal": goal,
        "action": action,
    }
    return render(request, "interventions/plan_step.html", context)
