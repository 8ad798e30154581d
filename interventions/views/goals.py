"""Pages for the goals and actions of a draft, and for the progress of an action."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.audience import Chip, Readers
from cases.models import Audience, Case
from cases.permissions import CHANGE, CONTRIBUTE, VIEW, case_view
from cases.views.act import act_page, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.locking import Conflict
from familienetwerk.screen.typed import typed
from interventions import actions
from interventions.forms import goals as forms
from interventions.models import ActionItem, Goal, Plan
from interventions.plan_page import is_read, may_report
from interventions.views.steps import draft_or_403, say_no, two_editors

WHY_GOAL = "Een doel zegt wat straks waar is, en voor wie. Zo zien wij bij de evaluatie of het plan werkt."
WHY_ACTION = "Eén organisatie pakt een actie op, met een dag erbij. Zo weet ieder wie wat doet."
WHY_PROGRESS = "Wie deze actie mag lezen, ziet hoe ver zij is. Wat niet kan, is net zo nuttig om te weten."


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def add_goal(request: UserRequest, case: Case, version: int) -> HttpResponse:
    """`?onder=` the goal that this working goal hangs under."""
    plan = draft_or_403(case, version)
    under = request.GET.get("onder", "")
    parent = plan.goals.known_to(case.reader).filter(pk=under).first() if under.isdecimal() else None
    form = forms.DescribeGoal(
        typed(request), plan=plan, initial=forms.initial_under(parent) if parent else {"subject": "network"}
    )
    if done(request, form, lambda: actions.add_goal(plan, by=request.user, **described(form))):
        messages.success(request, "Het doel staat in het concept. Voeg er een actie aan toe.")
        return redirect(plan)
    return step(request, case, plan, form, title="Voeg een doel toe", button="Bewaar doel", why=WHY_GOAL)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def change_goal(request: UserRequest, case: Case, version: int, goal_id: int) -> HttpResponse:
    plan = draft_or_403(case, version)
    goal = get_object_or_404(plan.goals.known_to(case.reader), pk=goal_id)
    form = forms.DescribeGoal(typed(request), plan=plan, goal=goal, initial=forms.initial_of_goal(goal))
    try:
        if done(request, form, lambda: actions.change_goal(goal, by=request.user, **form.cleaned_data)):
            messages.success(request, "Het doel is bewaard.")
            return redirect(plan)
    except Conflict as conflict:
        theirs = forms.initial_of_goal(plan.goals.get(pk=goal_id))
        back = plan.get_absolute_url()
        return two_editors(request, case, form, conflict, theirs=theirs, subject="goal", what="dit doel", back=back)
    return step(request, case, plan, form, title="Wijzig het doel", button="Bewaar doel", why=WHY_GOAL, goal=goal)


@require_POST
@case_view(CHANGE)
def remove_goal(request: UserRequest, case: Case, version: int, goal_id: int) -> HttpResponse:
    plan = draft_or_403(case, version)
    try:
        actions.remove_goal(get_object_or_404(plan.goals.known_to(case.reader), pk=goal_id), by=request.user)
    except ValidationError as refusal:
        say_no(request, refusal)
    else:
        messages.success(request, "Het doel is met zijn acties uit het concept gehaald.")
    return redirect(plan)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def add_action(request: UserRequest, case: Case, version: int, goal_id: int) -> HttpResponse:
    plan = draft_or_403(case, version)
    goal = get_object_or_404(plan.goals.known_to(case.reader), pk=goal_id)
    form = describing(typed(request), case, initial={"audience": Audience.ALL_INVOLVED})
    if done(request, form, lambda: actions.add_action(goal, by=request.user, **described(form))):
        messages.success(request, "De actie staat in het concept.")
        return redirect(plan)
    title = "Voeg een actie toe"
    return step(request, case, plan, form, title=title, button="Bewaar actie", why=WHY_ACTION, about=goal.statement)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def change_action(request: UserRequest, case: Case, version: int, action_id: int) -> HttpResponse:
    plan = draft_or_403(case, version)
    action = action_of(plan, action_id, request)
    form = describing(typed(request), case, initial=forms.initial_of_action(action), action=action)
    try:
        if done(request, form, lambda: actions.change_action(action, by=request.user, **form.cleaned_data)):
            messages.success(request, "De actie is bewaard.")
            return redirect(plan)
    except Conflict as conflict:
        theirs = forms.initial_of_action(action_of(plan, action_id, request))
        back = plan.get_absolute_url()
        return two_editors(request, case, form, conflict, theirs=theirs, subject="action", what="deze actie", back=back)
    title, about = "Wijzig de actie", action.goal.statement
    return step(
        request, case, plan, form, title=title, button="Bewaar actie", why=WHY_ACTION, about=about, action=action
    )


@require_POST
@case_view(CHANGE)
def remove_action(request: UserRequest, case: Case, version: int, action_id: int) -> HttpResponse:
    plan = draft_or_403(case, version)
    actions.remove_action(action_of(plan, action_id, request), by=request.user)
    messages.success(request, "De actie is uit het concept gehaald.")
    return redirect(plan)


@require_GET
@case_view(VIEW)
def action(request: UserRequest, case: Case, action_id: int) -> HttpResponse:
    """Where what is due leads: to how the action goes, for who says that, and else to its line in the plan."""
    rows = ActionItem.objects.filter(case=case).seen_by(request.user).select_related("goal__plan")
    found = get_object_or_404(rows, pk=action_id)
    plan = found.goal.plan
    if plan.is_adopted and may_report(found, case.access, user=request.user):  # type: ignore[attr-defined]
        return redirect("interventions:report_progress", case.pk, plan.version, found.pk)
    return redirect(line_of(found) if is_read(found) else f"{plan.get_absolute_url()}#doel-{found.goal_id}")


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def report_progress(request: UserRequest, case: Case, version: int, action_id: int) -> HttpResponse:
    """How an action of the plan in force goes: for its own organisation and for coordinators."""
    plan = get_object_or_404(case.plans, version=version)
    action = action_of(plan, action_id, request)
    if not plan.is_adopted:
        raise PermissionDenied("Deze versie is niet het plan dat nu geldt.")
    if action.organisation_id != request.user.organisation_id and not case.access.coordinates:  # type: ignore[attr-defined]
        raise PermissionDenied("Deze actie is van een andere organisatie.")
    initial = {"status": action.status, "reason": action.words.status_reason}
    form = forms.ReportProgress(typed(request), initial=initial)
    today = timezone.localdate()
    if done(request, form, lambda: actions.report_progress(action, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, "De stand van de actie is bewaard.")
        return redirect(line_of(action))
    says: dict[str, Any] = {"about": action.what, "audience": Readers.of(case).chip(action), "back": line_of(action)}
    return step(
        request, case, plan, form, title="Hoe gaat deze actie?", button="Bewaar stand", why=WHY_PROGRESS, **says
    )


def action_of(plan: Plan, action_id: int, request: UserRequest) -> ActionItem:
    """404 for an action that is shielded from this user."""
    rows = ActionItem.objects.filter(goal__plan=plan).read_by(request.user).select_related("goal__plan", "words")
    return get_object_or_404(rows, pk=action_id)


def line_of(action: ActionItem) -> str:
    """Its own line on the page of its plan."""
    return f"{action.goal.plan.get_absolute_url()}#actie-{action.pk}"


def describing(
    data: QueryDict | None, case: Case, *, initial: dict[str, Any], action: ActionItem | None = None
) -> forms.DescribeAction:
    offer = Readers.of(case).offer_to_any()
    today = timezone.localdate()
    return forms.DescribeAction(data, case=case, today=today, offer=offer, action=action, initial=initial)


def described(form: Form) -> dict[str, Any]:
    """What was typed of something new, that nobody else can have changed meanwhile."""
    return {name: value for name, value in form.cleaned_data.items() if name != "lock_version"}


def step(
    request: UserRequest,
    case: Case,
    plan: Plan,
    form: Form,
    *,
    title: str,
    button: str,
    why: str,
    about: str = "",
    back: str = "",
    goal: Goal | None = None,
    action: ActionItem | None = None,
    audience: Chip | None = None,
) -> HttpResponse:
    """One form on a page of its own; `about`: the goal or action it belongs to, and for whom that is."""
    return act_page(
        request,
        case,
        form,
        tab="plan",
        title=title,
        button=button,
        back=back or plan.get_absolute_url(),
        why=why,
        template="interventions/plan_step.html",
        plan=plan,
        about=about,
        goal=goal,
        action=action,
        audience=audience,
    )
