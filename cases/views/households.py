"""Who lives where."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms import households as forms
from cases.models import Case, Residence
from cases.permissions import CHANGE, case_view
from cases.views.act import act_page, did, done, two_editors
from familienetwerk.accounts.http import UserRequest
from familienetwerk.locking import Conflict
from familienetwerk.screen.typed import saving, typed

WHY = (
    "Een familienetwerk heeft vaak meer adressen. Wie waar woont, bepaalt welke gemeente en welke partner erbij hoort."
)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def add_household(request: UserRequest, case: Case) -> HttpResponse:
    form = forms.AddHousehold(typed(request), case=case, initial={"on": timezone.localdate()})
    if done(request, form, lambda: actions.add_household(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "Het huishouden is toegevoegd.")
        return redirect("cases:family", case.pk)
    return household_act(request, case, form, title="Voeg een huishouden toe", button="Voeg toe")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def change_household(request: UserRequest, case: Case, household_id: int) -> HttpResponse:
    household = get_object_or_404(case.households.known_to(case.reader), pk=household_id)
    form = forms.ChangeHousehold(
        typed(request),
        instance=case.households.get(pk=household.pk),
        initial={"lock_version": household.lock_version},
    )
    if saving(request) and form.is_valid():
        try:
            changed = did(form, lambda: actions.change_household(household, by=request.user, **form.cleaned_data))
        except Conflict as conflict:
            back = reverse("cases:family", args=[case.pk])
            return two_editors(request, case, form, conflict, subject="household", what="dit huishouden", back=back)
        if changed:
            messages.success(request, "De wijziging is bewaard.")
            return redirect("cases:family", case.pk)
    return household_act(request, case, form, title=f"Wijzig {household}", button="Bewaar")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def move_in(request: UserRequest, case: Case, household_id: int) -> HttpResponse:
    household = get_object_or_404(case.households.known_to(case.reader), pk=household_id)
    form = forms.MoveIn(typed(request), household=household)
    if done(request, form, lambda: actions.move_in(household, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{form.cleaned_data['member']} woont nu in {household}.")
        return redirect("cases:family", case.pk)
    return household_act(request, case, form, title=f"Wie komt in {household} wonen?", button="Leg vast")


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def move_out(request: UserRequest, case: Case, residence_id: int) -> HttpResponse:
    residences = Residence.objects.known_to(case.reader).select_related("household__case", "member")
    residence = get_object_or_404(residences, household__case=case, pk=residence_id)
    form = forms.MoveOut(typed(request), initial={"on": timezone.localdate()})
    if done(request, form, lambda: actions.move_out(residence, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{residence.member} woont niet meer in {residence.household}.")
        return redirect("cases:family", case.pk)
    title = f"{residence.member} vertrekt uit {residence.household}"
    return household_act(request, case, form, title=title, button="Leg vast")


def household_act(request: UserRequest, case: Case, form: BaseForm, *, title: str, button: str) -> HttpResponse:
    back = reverse("cases:family", args=[case.pk])
    return act_page(request, case, form, tab="family", title=title, button=button, back=back, why=WHY)
