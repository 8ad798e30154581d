"""Anybody says that something went wrong and sees that it came in; an officer takes it up, or says why not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cases.views.act import done
from familienetwerk.accounts.access import any_professional, has_power
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.breaches import actions, forms
from familienetwerk.breaches.models import Suspicion
from familienetwerk.breaches.models.suspicion import SuspicionQuerySet
from familienetwerk.screen.typed import typed

MOST_SHOWN = 20


@require_http_methods(["GET", "POST"])
@any_professional
def report_suspicion(request: UserRequest) -> HttpResponse:
    """Beside the form what one reported before: that it came in, and what became of it."""
    form = forms.ReportSuspicion(typed(request))
    if done(request, form, lambda: actions.report_suspicion(by=request.user, **form.answers)):
        messages.success(request, "Uw melding is binnen. De privacy officer kreeg meteen bericht.")
        return redirect("breaches:report_suspicion")
    own = Suspicion.objects.filter(reported_by=request.user.pk).newest_first()[:MOST_SHOWN]
    context = {"form": form, "own": own}
    return render(request, "breaches/report_suspicion.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@has_power(Power.KEEP_BREACHES)
def suspicion(request: UserRequest, suspicion_id: int) -> HttpResponse:
    """What was said; the form is for what turns out to be none."""
    reported = get_object_or_404(looked_after(request), pk=suspicion_id)
    form = forms.DismissSuspicion(typed(request))
    if done(request, form, lambda: actions.dismiss_suspicion(reported, by=request.user, **form.cleaned_data)):
        messages.success(request, "Vastgelegd dat dit geen datalek is.")
        return redirect("breaches:register")
    context = {"suspicion": reported, "form": form}
    return render(request, "breaches/suspicion.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@has_power(Power.KEEP_BREACHES)
def take_up(request: UserRequest, suspicion_id: int) -> HttpResponse:
    """A line of the register that begins with what was reported.

    Who was writing while a colleague judged it, hears it from the action and keeps what was typed.
    """
    waiting = looked_after(request)
    reported = get_object_or_404(waiting.new() if request.method == "GET" else waiting, pk=suspicion_id)
    form = forms.KeepBreach(
        typed(request), initial={"what": reported.what, **forms.moment_as_typed(reported.discovered_at)}
    )
    if done(request, form, lambda: actions.register_breach(by=request.user, suspicion=reported, **form.answers)):
        messages.success(request, "Het datalek staat in het register.")
        return redirect("breaches:register")
    context = {"form": form, "suspicion": reported}
    return render(request, "breaches/register_breach.html", context, status=422 if form.errors else 200)


def looked_after(request: UserRequest) -> SuspicionQuerySet:
    return Suspicion.objects.looked_after_by(request.user).select_related("reported_by__organisation", "judged_by")
