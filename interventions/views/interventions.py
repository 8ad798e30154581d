"""Interventions in a case: weighing, choosing, starting, ending, and what was considered and not used."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.models import Case
from cases.permissions import CHANGE, CONTRIBUTE, VIEW, case_view
from cases.views.act import act_page, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.locking import Conflict
from familienetwerk.screen.typed import typed
from interventions import actions
from interventions.forms import intervention as forms
from interventions.intervention_page import InterventionPage, InterventionsPage
from interventions.models import Intervention, InterventionType
from interventions.views.goals import described
from interventions.views.steps import say_no, two_editors

WHY = (
    "Ieder ziet welke interventie u weegt, voor wie en waarom. Zo staat niemand er alleen voor en gebeurt niets dubbel."
)
WHY_NOT_USED = (
    "Aarzelen mag, als wij weten waarom. Een reden die juridisch niet standhoudt, is een signaal aan de leiding."
)
WHY_DAYS = "De dagen komen op de werkvoorraad van wie de interventie oppakt."


@require_GET
@case_view(VIEW)
def interventions(request: UserRequest, case: Case) -> HttpResponse:
    page = InterventionsPage.of(case, today=timezone.localdate())
    record_persons(request, case, page.member_ids)
    context = {"case": case, "active_tab": "interventions", "page": page}
    return render(request, "interventions/interventions.html", context)


@require_GET
@case_view(VIEW)
def intervention(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    page = InterventionPage.of(of_case(case, pk), access=case.access, today=timezone.localdate())  # type: ignore[attr-defined]
    record_persons(request, case, page.member_ids)
    context = {"case": case, "active_tab": "interventions", "page": page, "intervention": page.intervention}
    return render(request, "interventions/intervention.html", context)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def consider_intervention(request: UserRequest, case: Case) -> HttpResponse:
    """A card of the catalogue comes back as ?soort=…"""
    today = timezone.localdate()
    key = request.GET.get("soort", "")
    type_ = InterventionType.objects.current().filter(key=key).first() if key.isprintable() else None
    initial = {"type": type_.key if type_ else None, "organisation": request.user.organisation_id, "subject": "network"}
    form = forms.DescribeIntervention(typed(request), case=case, today=today, initial=initial)
    made: list[Intervention] = []
    if done(
        request,
        form,
        lambda: made.append(actions.consider_intervention(case, by=request.user, on=today, **described(form))),
    ):
        messages.success(request, "De interventie staat op de lijst als “wordt overwogen”.")
        return redirect(made[0])
    return step(request, case, form, title="Overweeg een interventie", button="Leg vast", type_=type_, picks=True)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def change_intervention(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    """What an adopted plan says of it stands: then only who takes it up and when may be changed."""
    chosen = of_case(case, pk)
    today = timezone.localdate()
    stands = chosen.stands_in_a_plan
    form_class = forms.ScheduleIntervention if stands else forms.DescribeIntervention
    form = form_class(typed(request), case=case, today=today, initial=forms.initial_of_intervention(chosen))
    try:
        if done(
            request, form, lambda: actions.change_intervention(chosen, by=request.user, on=today, **form.cleaned_data)
        ):
            messages.success(request, "De interventie is bewaard.")
            return redirect(chosen)
    except Conflict as conflict:
        theirs, what = forms.initial_of_intervention(of_case(case, pk)), "deze interventie"
        back = chosen.get_absolute_url()
        return two_editors(request, case, form, conflict, theirs=theirs, subject="intervention", what=what, back=back)
    return step(
        request,
        case,
        form,
        title="Wijzig de interventie",
        button="Bewaar interventie",
        intervention=chosen,
        stands=stands,
    )


@require_POST
@case_view(CHANGE)
def choose_intervention(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    chosen = of_case(case, pk)
    return moved(request, chosen, lambda: actions.choose_intervention(chosen, by=request.user, on=timezone.localdate()))


@require_POST
@case_view(CONTRIBUTE)
def reconsider_intervention(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    chosen = of_case(case, pk)
    today = timezone.localdate()
    return moved(request, chosen, lambda: actions.reconsider_intervention(chosen, by=request.user, on=today))


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def start_intervention(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    chosen = of_case(case, pk)
    today = timezone.localdate()
    initial = {"starts_on": chosen.starts_on or today, "ends_on": chosen.ends_on}
    form = forms.StartIntervention(typed(request), initial=initial)
    if done(request, form, lambda: actions.start_intervention(chosen, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, "De interventie loopt.")
        return redirect(chosen)
    return step(
        request, case, form, title="Start de interventie", button="Start interventie", intervention=chosen, why=WHY_DAYS
    )


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def end_intervention(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    chosen = of_case(case, pk)
    today = timezone.localdate()
    form = forms.EndIntervention(typed(request), starts_on=chosen.starts_on, initial={"ends_on": today})
    if done(request, form, lambda: actions.end_intervention(chosen, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, "De interventie is beëindigd.")
        return redirect(chosen)
    title, button = "Beëindig de interventie", "Beëindig interventie"
    return step(request, case, form, title=title, button=button, intervention=chosen, why=WHY_DAYS)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def not_used(request: UserRequest, case: Case, pk: int) -> HttpResponse:
    """Whoever contributes may say why not of what is weighed; what was chosen is dropped by a coordinator."""
    chosen = of_case(case, pk)
    if not (chosen.is_considered or case.access.coordinates):  # type: ignore[attr-defined]
        raise PermissionDenied("Deze interventie is gekozen. Een regisseur kan haar van de lijst halen.")
    form = forms.RecordNotUsed(typed(request))
    today = timezone.localdate()
    if done(request, form, lambda: actions.record_not_used(chosen, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, "Vastgelegd: overwogen, niet gebruikt.")
        return redirect(chosen)
    title, button = "Overwogen, niet gebruikt", "Leg vast: niet gebruikt"
    return step(request, case, form, title=title, button=button, intervention=chosen, why=WHY_NOT_USED)


def of_case(case: Case, pk: int) -> Intervention:
    rows = case.interventions.known_to(case.reader).select_related(
        "type", "member", "household", "organisation", "owner", "not_used_reason", "recorded_by__organisation"
    )
    return get_object_or_404(rows, pk=pk)


def record_persons(request: UserRequest, case: Case, member_ids: list[int]) -> None:
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="member",
        subject_ids=member_ids,
        page="interventions",
    )


def moved(request: UserRequest, intervention: Intervention, move: Callable[[], object]) -> HttpResponse:
    try:
        move()
    except ValidationError as refusal:
        say_no(request, refusal)
    else:
        messages.success(request, "De stand van de interventie is bijgewerkt.")
    return redirect(intervention)


def step(
    request: UserRequest,
    case: Case,
    form: Form,
    *,
    title: str,
    button: str,
    why: str = WHY,
    intervention: Intervention | None = None,
    type_: InterventionType | None = None,
    picks: bool = False,
    stands: bool = False,
) -> HttpResponse:
    """One form on a page of its own. `picks`: from the catalogue; `stands`: in a plan that no longer changes."""
    back = intervention.get_absolute_url() if intervention else reverse("interventions:interventions", args=[case.pk])
    return act_page(
        request,
        case,
        form,
        tab="interventions",
        title=title,
        button=button,
        back=back,
        why=why,
        template="interventions/intervention_step.html",
        intervention=intervention,
        type=type_ or (intervention.type if intervention else None),
        picks=picks,
        stands=stands,
    )
