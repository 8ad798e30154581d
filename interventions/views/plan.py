"""The plan of a case: reading it, writing the draft, and its course until evaluation."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.models import Case
from cases.permissions import CHANGE, CONTRIBUTE, VIEW, case_view
from cases.views.act import act_page, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.locking import Conflict
from familienetwerk.screen.typed import saving, typed
from interventions import actions
from interventions.forms import plan as forms
from interventions.models import Plan, PlanStatus
from interventions.plan_in_short import PlanInShort
from interventions.plan_page import PlanPage, page_context, versions_of
from interventions.readiness import obstacles_to_adopting_plan
from interventions.views.paper import download_of
from interventions.views.steps import draft_or_403, say_no, two_editors

ANSWER_WITHIN = timedelta(days=14)
STEP = "interventions/plan_step.html"


@require_GET
@case_view(VIEW)
def plan(request: UserRequest, case: Case) -> HttpResponse:
    """The version that asks attention: the draft when there is one, else the plan in force, else an empty page."""
    versions = versions_of(case)
    return show_plan(request, case, versions[0] if versions else None, versions)


@require_GET
@case_view(VIEW)
def plan_version(request: UserRequest, case: Case, version: int) -> HttpResponse:
    versions = versions_of(case)
    chosen = next((plan for plan in versions if plan.version == version), None)
    if chosen is None:
        raise Http404
    return show_plan(request, case, chosen, versions)


def show_plan(request: UserRequest, case: Case, chosen: Plan | None, versions: list[Plan]) -> HttpResponse:
    page = PlanPage.of(case, chosen, versions=versions, user=request.user, today=timezone.localdate())
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="member",
        subject_ids=page.member_ids,
        page="plan",
    )
    job = download_of(case, chosen) if chosen and not chosen.is_open else None
    return render(request, "interventions/plan.html", page_context(page) | {"job": job})


@require_POST
@case_view(CHANGE)
def start_plan(request: UserRequest, case: Case) -> HttpResponse:
    try:
        made = actions.start_plan(case, by=request.user)
    except actions.CannotStartPlan as refusal:
        say_no(request, refusal)
        return redirect("interventions:plan", case.pk)
    messages.success(request, f"Concept van versie {made.version} gemaakt.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def change_plan(request: UserRequest, case: Case, version: int) -> HttpResponse:
    draft = draft_or_403(case, version)
    form = forms.ChangePlan(typed(request), case=case, initial=forms.initial_of_plan(draft))
    try:
        if done(request, form, lambda: actions.change_plan(draft, by=request.user, **form.cleaned_data)):
            messages.success(request, "Het concept is bewaard.")
            return redirect(draft)
    except Conflict as conflict:
        theirs = forms.initial_of_plan(Plan.objects.get(pk=draft.pk))
        back = draft.get_absolute_url()
        return two_editors(request, case, form, conflict, theirs=theirs, subject="plan", what="dit plan", back=back)
    return step(request, case, draft, form, title="Schrijf het plan", button="Bewaar concept", why=WORDS)


@require_POST
@case_view(CHANGE)
def take_up_interventions(request: UserRequest, case: Case, version: int) -> HttpResponse:
    """One or all of what was chosen and is not in the draft yet."""
    draft = draft_or_403(case, version)
    form = forms.TakeUp(request.POST, left_out=case.interventions.known_to(case.reader).left_out_of(draft))
    if done(request, form, lambda: actions.take_up_interventions(draft, by=request.user, **form.cleaned_data)):
        messages.success(request, "Toegevoegd aan het concept. Eruit halen doet u onder “Schrijf het plan”.")
    else:
        messages.error(request, "Dit staat al in het concept, of is niet meer gekozen.")
    return redirect(f"{draft.get_absolute_url()}#interventies")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def propose_plan(request: UserRequest, case: Case, version: int) -> HttpResponse:
    draft = draft_or_403(case, version)
    today = timezone.localdate()
    left_out = case.interventions.known_to(case.reader).left_out_of(draft)
    form = forms.ProposePlan(typed(request), left_out=left_out, initial={"answer_by": today + ANSWER_WITHIN})

    def propose() -> Plan:
        return actions.propose_plan(draft, by=request.user, on=today, answer_by=form.cleaned_data["answer_by"])

    if done(request, form, propose):
        messages.success(request, "Het plan ligt voor. Elke organisatie aan tafel krijgt de vraag om te reageren.")
        return redirect(draft)
    return step(request, case, draft, form, title="Leg het plan voor", button="Leg voor aan de partners", why=ASKED)


@require_POST
@case_view(CHANGE)
def take_back_plan(request: UserRequest, case: Case, version: int) -> HttpResponse:
    chosen = get_object_or_404(case.plans, version=version)
    try:
        actions.take_back_plan(chosen, by=request.user, on=timezone.localdate())
    except ValidationError as refusal:
        say_no(request, refusal)
    else:
        messages.success(request, "Het plan is weer een concept. Na het wijzigen vraagt u de reacties opnieuw.")
    return redirect(chosen)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def react_to_plan(request: UserRequest, case: Case, version: int) -> HttpResponse:
    chosen = get_object_or_404(case.plans, version=version)
    if chosen.status != PlanStatus.PROPOSED and not saving(request):
        messages.info(request, "Deze versie ligt niet voor. Reageren kan nu niet.")
        return redirect(chosen)
    mine = chosen.adoptions.filter(organisation=request.user.organisation_id).first()
    initial = {"decision": mine.decision, "remark": mine.remark} if mine else None
    form = forms.ReactToPlan(typed(request), initial=initial)
    today = timezone.localdate()
    if done(request, form, lambda: actions.react_to_plan(chosen, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, f"De reactie van {request.user.organisation} is bewaard.")
        return redirect(chosen)
    title = f"Reactie van {request.user.organisation}"
    short = PlanInShort.of(chosen, today=today)
    return step(request, case, chosen, form, title=title, button="Leg de reactie vast", why=REACTION, short=short)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def adopt_plan(request: UserRequest, case: Case, version: int) -> HttpResponse:
    """First what one adopts, then the button. As long as it cannot be, the page of the plan says why."""
    chosen = get_object_or_404(case.plans, version=version)
    chosen.case, today = case, timezone.localdate()
    short = PlanInShort.of(chosen, today=today)
    goals, voices = short.goals, short.voices
    if request.method == "GET" and obstacles_to_adopting_plan(chosen, today=today, goals=goals, organisations=voices):
        return redirect(chosen)
    form = forms.AdoptPlan(typed(request), left_out=case.interventions.known_to(case.reader).left_out_of(chosen))
    if done(request, form, lambda: actions.adopt_plan(chosen, by=request.user, on=today)):
        messages.success(request, f"Plan van aanpak versie {chosen.version} is vastgesteld.")
        return redirect(chosen)
    title, button = "Stel het plan vast", f"Stel versie {chosen.version} vast"
    return step(request, case, chosen, form, title=title, button=button, why=ADOPTION, short=short)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def evaluate_plan(request: UserRequest, case: Case, version: int) -> HttpResponse:
    chosen = get_object_or_404(case.plans, version=version)
    if not chosen.is_adopted:
        raise PermissionDenied("U evalueert alleen het plan dat nu geldt.")
    initial = {"on": chosen.evaluated_on or timezone.localdate(), "evaluation": chosen.evaluation}
    form = forms.EvaluatePlan(typed(request), initial=initial)
    if done(request, form, lambda: actions.evaluate_plan(chosen, by=request.user, **form.cleaned_data)):
        messages.success(request, "De evaluatie is vastgelegd.")
        return redirect(chosen)
    title = "Evalueer het plan"
    return step(request, case, chosen, form, title=title, button="Leg de evaluatie vast", why=EVALUATION)


WORDS = (
    "Dit zijn de woorden om de doelen heen. Iedereen aan tafel leest ze, en zij gaan mee op papier. "
    "Schrijf dus niets op dat één organisatie alleen mag weten."
)
ASKED = (
    "Elke organisatie aan tafel zegt wat zij van het plan vindt. "
    "Zolang het plan voorligt, verandert er niets aan. U kunt het terughalen."
)
REACTION = "U spreekt voor uw organisatie. Een voorbehoud telt als akkoord en blijft zichtbaar, ook op papier."
ADOPTION = "Na het vaststellen verandert deze versie niet meer. Elke actie komt op de werkvoorraad van wie haar doet."
EVALUATION = "Bespreek met alle partners wat het plan opleverde. Daarna maakt u een nieuwe versie, of u sluit af."


def step(
    request: UserRequest,
    case: Case,
    plan: Plan,
    form: Form,
    *,
    title: str,
    button: str,
    why: str,
    short: PlanInShort | None = None,
) -> HttpResponse:
    """One form on a page of its own, on the way of a plan. `short`: what the version holds, above the form."""
    return act_page(
        request,
        case,
        form,
        tab="plan",
        title=title,
        button=button,
        back=plan.get_absolute_url(),
        why=why,
        template=STEP,
        plan=plan,
        short=short,
    )
