"""Beheer: letting somebody in again, by two people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.fresh_login import fresh_login
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import Recovery, User
from familienetwerk.accounts.roles import Power
from familienetwerk.admission import actions, forms
from familienetwerk.admission.actions.recovery import obstacles_to_asking, obstacles_to_confirming
from familienetwerk.admission.throttling import throttled
from familienetwerk.screen.typed import saving, typed


@require_safe
@has_power(Power.CONFIRM_RECOVERY)
def index(request: UserRequest) -> HttpResponse:
    waiting = Recovery.objects.waiting().select_related("user", "user__organisation", "asked_by").oldest_first()
    context = {"recoveries": waiting, "is_all_one_may": not request.user.may(Power.MANAGE_ACCOUNTS)}
    return render(request, "admission/recoveries.html", context)


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
@throttled("recovery")
def ask(request: UserRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(User.objects.active(), pk=user_id)
    form = forms.AskRecovery(typed(request))
    obstacles = obstacles_to_asking(user, by=request.user)
    if saving(request) and form.is_valid():
        try:
            actions.ask_recovery(user, **form.cleaned_data, by=request.user)
        except actions.CannotRecover as error:
            obstacles = error.obstacles
        else:
            messages.success(request, "Uw verzoek wacht op een tweede persoon. Wij hebben het gemeld.")
            return redirect("recoveries")
    context = {"account": user, "form": form, "obstacles": obstacles}
    return render(request, "admission/ask_recovery.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@has_power(Power.CONFIRM_RECOVERY)
@fresh_login
@throttled("recovery")
def confirm(request: UserRequest, recovery_id: int) -> HttpResponse:
    recovery = get_object_or_404(Recovery.objects.select_related("user", "asked_by"), pk=recovery_id)
    obstacles = obstacles_to_confirming(recovery, by=request.user)
    if request.method == "POST":
        try:
            actions.confirm_recovery(recovery, by=request.user)
        except actions.CannotRecover as error:
            obstacles = error.obstacles
        else:
            messages.success(request, f"{recovery.user.name} krijgt een e-mail met een link om opnieuw te beginnen.")
            return redirect("recoveries")
    status = 422 if request.method == "POST" else 200
    return render(
        request, "admission/confirm_recovery.html", {"recovery": recovery, "obstacles": obstacles}, status=status
    )


@require_POST
@has_power(Power.CONFIRM_RECOVERY)
@fresh_login
def refuse(request: UserRequest, recovery_id: int) -> HttpResponse:
    recovery = get_object_or_404(Recovery, pk=recovery_id)
    try:
        actions.refuse_recovery(recovery, by=request.user)
    except actions.CannotRecover as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Het verzoek is afgewezen. Er is niets veranderd.")
    return redirect("recoveries")
