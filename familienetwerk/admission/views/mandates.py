"""Beheer: who may do something on behalf of another."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.fresh_login import fresh_login
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import Mandate
from familienetwerk.accounts.roles import Power
from familienetwerk.admission import actions
from familienetwerk.admission.mandate_forms import ChangeMandate, RecordMandate
from familienetwerk.admission.views.clearance import done
from familienetwerk.screen.typed import typed


@require_safe
@has_power(Power.MANAGE_ACCOUNTS)
def index(request: UserRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = Mandate.objects.select_related("user", "organisation").newest_first()
    context = {"mandates": [(mandate, mandate.has_ended(today)) for mandate in rows]}
    return render(request, "admission/mandates.html", context)


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def add(request: UserRequest) -> HttpResponse:
    form = RecordMandate(typed(request), initial={"valid_from": timezone.localdate()})
    if done(request, form, lambda: actions.record_mandate(by=request.user, **form.cleaned_data)):
        messages.success(request, "Het mandaat is vastgelegd.")
        return redirect("mandates")
    return page(request, form, title="Leg een mandaat vast", button="Leg vast")


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def change(request: UserRequest, mandate_id: int) -> HttpResponse:
    mandate = get_object_or_404(Mandate.objects.select_related("user", "organisation"), pk=mandate_id)
    initial = {"valid_until": mandate.valid_until, "is_ground_for_access": mandate.is_ground_for_access}
    form = ChangeMandate(typed(request), initial=initial)
    if done(request, form, lambda: actions.change_mandate(mandate, by=request.user, **form.cleaned_data)):
        messages.success(request, f"Het mandaat van {mandate.holder} is gewijzigd.")
        return redirect("mandates")
    return page(request, form, title=f"Mandaat van {mandate.holder}", button="Bewaar")


def page(request: UserRequest, form: Form, *, title: str, button: str) -> HttpResponse:
    context = {"form": form, "title": title, "button": button}
    return render(request, "admission/mandate.html", context, status=422 if form.errors else 200)
