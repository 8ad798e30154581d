"""An intake: starting it, its page, what more was seen, and the concern for a child."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.audience import Readers
from cases.forms.intake import NewIntake
from cases.forms.observations import AddObservation
from cases.forms.triage import NoteChildSafety
from cases.intake_page import IntakePage
from cases.models import Case, ChildSafetyConcern
from cases.permissions import CHANGE, CONTRIBUTE, VIEW, case_view
from cases.views.act import act_page, did
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.forms import say_why_not
from familienetwerk.screen.typed import saving, typed

WHY_SEEN = "Feit, verklaring en zorgpunt blijven uit elkaar, met bron en datum. Zo wordt een gerucht geen plan."
WHY_VEILIG_THUIS = "De veiligheid van kinderen gaat voor. Wij leggen vast dat u overlegde, niet wat er is gezegd."


@require_http_methods(["GET", "POST"])
@has_power(Power.START_INTAKE)
def start_intake(request: UserRequest) -> HttpResponse:
    today = timezone.localdate()
    intake = NewIntake(typed(request), user=request.user, today=today)
    if saving(request) and intake.is_valid():
        try:
            case = actions.start_intake(by=request.user, on=today, **intake.answers)
        except actions.AlreadyStarted as first:
            messages.info(request, f"Dit formulier was al verstuurd: intake {first.case.number} is gestart.")
            return redirect("cases:intake", first.case.pk)
        except ValidationError as refusal:
            say_why_not(intake.form, refusal)
        else:
            messages.success(request, f"Intake {case.number} is gestart. De vragen staan klaar bij de organisaties.")
            return redirect("cases:intake", case.pk)
    return render(request, "cases/start_intake.html", {"intake": intake}, status=422 if saving(request) else 200)


@require_GET
@case_view(VIEW)
def intake(request: UserRequest, case: Case) -> HttpResponse:
    """What was seen, about whom, who was asked, the criteria and the decision."""
    today = timezone.localdate()
    page = IntakePage.of(case, user=request.user, today=today)
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="member",
        subject_ids=[member.pk for member in page.members],
        page="intake",
    )
    context = {"case": case, "active_tab": "intake", "page": page, "table": page.table, "today": today}
    return render(request, "cases/intake.html", context)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def add_observation(request: UserRequest, case: Case) -> HttpResponse:
    organisation = request.user.organisation
    form = AddObservation(typed(request), offer=Readers.of(case).offer(organisation), organisation=organisation)
    if saving(request) and form.is_valid():
        seen = form.seen(request.user.organisation)
        if did(form, lambda: actions.add_observation(case, seen, by=request.user)):
            messages.success(request, "De waarneming staat erbij.")
            return redirect("cases:intake", case.pk)
    return act_page(
        request,
        case,
        form,
        tab="intake",
        title="Voeg een waarneming toe",
        button="Voeg toe",
        back=reverse("cases:intake", args=[case.pk]),
        why=WHY_SEEN,
        template="cases/add_observation.html",
    )


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def child_safety(request: UserRequest, case: Case) -> HttpResponse:
    """Somebody fears for a child; and when Veilig Thuis was consulted about it."""
    is_noted = ChildSafetyConcern.objects.filter(case=case).exists()
    form = NoteChildSafety(typed(request), is_noted=is_noted)
    if saving(request) and form.is_valid():
        on = timezone.localdate()
        if did(form, lambda: actions.note_child_safety(case, by=request.user, on=on, **form.cleaned_data)):
            messages.success(request, "De zorg over een kind is vastgelegd.")
            return redirect("cases:intake", case.pk)
    return act_page(
        request,
        case,
        form,
        tab="intake",
        title="Leg het overleg met Veilig Thuis vast" if is_noted else "Zorg over de veiligheid van een kind",
        button="Leg vast",
        back=reverse("cases:intake", args=[case.pk]),
        why=WHY_VEILIG_THUIS,
        template="cases/child_safety.html",
    )
