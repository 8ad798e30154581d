"""In which street one lives: asked of oneself, shown to nobody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familienetwerk.accounts.access import any_professional
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import HomeStreet
from familienetwerk.admission.actions import home_street as actions
from familienetwerk.admission.home_street_forms import GiveHomeStreet
from familienetwerk.admission.views.clearance import done
from familienetwerk.screen.typed import typed


@require_http_methods(["GET", "POST"])
@any_professional
def give(request: UserRequest) -> HttpResponse:
    """Never filled in beforehand: what was given before, nobody can read."""
    form, today = GiveHomeStreet(typed(request)), timezone.localdate()
    if done(request, form, lambda: actions.give_home_street(by=request.user, on=today, **form.cleaned_data)):
        messages.success(request, "Uw straat is bewaard als code. Zij staat nergens te lezen.")
        return redirect("home_street")
    context = {"form": form, "given": HomeStreet.objects.filter(user=request.user).only("given_on").first()}
    return render(request, "admission/home_street.html", context, status=422 if form.errors else 200)


@require_POST
@any_professional
def take_away(request: UserRequest) -> HttpResponse:
    actions.take_home_street_away(by=request.user)
    messages.success(request, "Uw straat is weg.")
    return redirect("home_street")
