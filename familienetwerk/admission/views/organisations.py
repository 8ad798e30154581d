"""Beheer: the organisations that work together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.fresh_login import fresh_login
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import Organisation
from familienetwerk.accounts.roles import Power
from familienetwerk.admission import actions, forms, providers
from familienetwerk.screen.typed import saving, typed


@require_safe
@has_power(Power.MANAGE_ACCOUNTS)
def index(request: UserRequest) -> HttpResponse:
    organisations = Organisation.objects.with_number_of_users().select_related("municipality").by_table_order()
    context = {
        "organisations": organisations,
        "some_have_a_provider": any(map(providers.organisations_of, providers.apps())),
        "named_in_vain": providers.named_in_vain(),
    }
    return render(request, "admission/organisations.html", context)


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def add(request: UserRequest) -> HttpResponse:
    form = forms.AddOrganisation(typed(request))
    if saving(request) and form.is_valid():
        organisation = actions.add_organisation(**form.cleaned_data, by=request.user)
        messages.success(request, f"{organisation.name} is toegevoegd.")
        return redirect("organisations")
    return render(request, "admission/add_organisation.html", {"form": form})
