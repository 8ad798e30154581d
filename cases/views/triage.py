"""Triage: the four criteria, the decision by people, and taking a parked intake up again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases import actions
from cases.forms import triage as forms
from cases.intake_page import with_links
from cases.models import Case, Triage
from cases.permissions import CHANGE, DIRECT, case_view
from cases.readiness import obstacles_to_deciding_about
from cases.views.act import act_page, did
from familienetwerk.accounts.http import UserRequest
from familienetwerk.locking import Conflict
from familienetwerk.screen.conflicts import conflict_page
from familienetwerk.screen.typed import saving, typed

WHY_CRITERIA = "Dit zijn de landelijke criteria van de Zorg- en Veiligheidshuizen. De app telt niets op."
WHY_DECIDE = "Mensen beslissen, samen. U legt het besluit alleen vast."


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def criteria(request: UserRequest, case: Case) -> HttpResponse:
    """All four on one page; what is left open can be answered later."""
    form = forms.AnswerCriteria(typed(request), answered=case.criteria.all())
    if saving(request) and form.is_valid():
        answers = {"answers": form.answers, "lock_version": form.cleaned_data["lock_version"]}
        try:
            saved = did(
                form, lambda: actions.answer_criteria(case, by=request.user, on=timezone.localdate(), **answers)
            )
        except Conflict:
            return criteria_conflict(request, case, form)
        if saved:
            messages.success(request, "De antwoorden op de criteria zijn bewaard.")
            return redirect("cases:intake", case.pk)
    return act_page(
        request,
        case,
        form,
        tab="intake",
        title="De vier criteria",
        button="Bewaar de antwoorden",
        back=reverse("cases:intake", args=[case.pk]),
        why=WHY_CRITERIA,
        template="cases/criteria.html",
    )


def criteria_conflict(request: UserRequest, case: Case, form: forms.AnswerCriteria) -> HttpResponse:
    """Somebody else answered criteria since this page was opened: criterion by criterion, whose answer stays."""
    answered = list(case.criteria.select_related("answered_by__organisation").order_by("answered_on", "pk"))
    theirs, last = forms.initial_of(answered), answered[-1].answered_by
    return conflict_page(
        request,
        form,
        theirs=theirs,
        lock_version=theirs["lock_version"],
        who=f"{last} ({last.organisation})",
        what="deze criteria",
        back=reverse("cases:intake", args=[case.pk]),
    )


@require_http_methods(["GET", "POST"])
@case_view(DIRECT, also_at_rest=True)
def decide(request: UserRequest, case: Case) -> HttpResponse:
    """The decision of people, recorded by who directs the process. Whoever comes second is told so."""
    if request.method == "GET" and not case.is_in_intake:
        messages.warning(request, actions.IntakeIsDecided(case).message)
        return redirect("cases:intake", case.pk)
    today = timezone.localdate()
    form = forms.DecideTriage(typed(request), case=case, user=request.user, today=today)

    def fix() -> Triage:
        return actions.decide_triage(case, by=request.user, on=today, **form.answers)

    if saving(request) and form.is_valid() and did(form, fix):
        messages.success(request, "Het besluit staat vast.")
        return redirect("cases:intake", case.pk)
    return act_page(
        request,
        case,
        form,
        tab="intake",
        title="Leg het besluit vast",
        button="Leg het besluit vast",
        back=reverse("cases:intake", args=[case.pk]),
        why=WHY_DECIDE,
        template="cases/decide.html",
        obstacles=with_links(case, obstacles_to_deciding_about(case)),
    )


@require_POST
@case_view(DIRECT, also_at_rest=True)
def resume(request: UserRequest, case: Case) -> HttpResponse:
    try:
        actions.resume_parked(case, by=request.user, on=timezone.localdate())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "De intake loopt weer. Open vragen kregen een nieuwe datum.")
    return redirect("cases:intake", case.pk)
