"""Another frame: moving a case to it, and what each source lets go along."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms.passing import ChangeFrame, PassOn, TakeBack
from cases.left_behind import load, own_pieces, passed_on
from cases.models import Case, LegalFrame, Passing
from cases.permissions import CONTRIBUTE, DIRECT, case_view
from cases.views.act import act_page, done
from familienetwerk.accounts.http import UserRequest
from familienetwerk.screen.typed import typed

WHY = "Wat onder een eigen wet valt, blijft in het kader waarvoor uw organisatie het gaf. U beslist of het verder mag."
WHY_CHANGE = "Wie wat mag delen, staat in het kader. Wat aan de bron gebonden is, gaat pas mee als de bron dat zegt."


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def passings(request: UserRequest, case: Case) -> HttpResponse:
    """What the own organisation gave for an earlier frame: pass it on, or see what was passed on."""
    pieces = own_pieces(case, user=request.user)
    behind = [piece for piece in pieces if piece.stays_behind]
    form = PassOn(typed(request), behind=behind)
    if done(
        request,
        form,
        lambda: actions.pass_on(case, load(form.chosen), by=request.user, ground=form.cleaned_data["ground"]),
    ):
        messages.success(request, f"Vrijgegeven voor {case.legal_frame}.")
        return redirect("cases:passings", case.pk)
    return act_page(
        request,
        case,
        form,
        tab="overview",
        title="Vrijgeven voor dit kader",
        button="Geef vrij",
        back=case.get_absolute_url(),
        why=WHY,
        template="cases/passings.html",
        behind=behind,
        passed_on=passed_on(case, pieces, user=request.user),
    )


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def take_back_passing(request: UserRequest, case: Case, passing_id: int) -> HttpResponse:
    own = Passing.objects.running().filter(case=case, organisation=request.user.organisation_id)
    passing = get_object_or_404(own, pk=passing_id)
    form = TakeBack(typed(request))
    if done(request, form, lambda: actions.take_back(passing, by=request.user, **form.cleaned_data)):
        messages.success(request, "Teruggenomen. Anderen zien nu alleen dát er iets staat.")
        return redirect("cases:passings", case.pk)
    back = reverse("cases:passings", args=[case.pk])
    return act_page(
        request, case, form, tab="overview", title="Neem een vrijgave terug", button="Neem terug", back=back, why=WHY
    )


@require_http_methods(["GET", "POST"])
@case_view(DIRECT)
def change_frame(request: UserRequest, case: Case) -> HttpResponse:
    today = timezone.localdate()
    frames = LegalFrame.objects.in_force(today).filter(municipality=case.municipality_id)
    form = ChangeFrame(typed(request), frames=frames.exclude(pk=case.legal_frame_id))
    if done(request, form, lambda: actions.change_frame(case, by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, "De casus loopt nu onder een ander kader.")
        return redirect(case)
    return act_page(
        request,
        case,
        form,
        tab="overview",
        title="Kies een ander kader",
        button="Bewaar",
        back=case.get_absolute_url(),
        why=WHY_CHANGE,
    )
