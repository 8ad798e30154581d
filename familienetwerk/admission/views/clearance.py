"""Beheer: statements of users, a last day, and what this installation requires."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from familienetwerk.accounts.access import any_professional, has_power
from familienetwerk.accounts.clearance import statements_of
from familienetwerk.accounts.fresh_login import fresh_login
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import Requirement, User
from familienetwerk.accounts.roles import Power
from familienetwerk.admission import actions
from familienetwerk.admission import clearance_forms as forms
from familienetwerk.screen.forms import say_why_not
from familienetwerk.screen.typed import saving, typed


@require_safe
@any_professional
def own(request: UserRequest) -> HttpResponse:
    """Whether one may open cases, and what to do when not."""
    context = {"statements": statements_of(request.user, today=timezone.localdate())}
    return render(request, "accounts/not_cleared.html", context)


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def statements(request: UserRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(User.objects.active(), pk=user_id)
    form = forms.AddStatement(typed(request))
    if done(request, form, lambda: actions.record_statement(user, **form.cleaned_data, by=request.user)):
        messages.success(request, f"De verklaring van {user.name} is vastgelegd.")
        return redirect("statements", user_id=user.pk)
    more = {"account": user, "statements": statements_of(user, today=timezone.localdate())}
    return page(request, form, title=f"Verklaringen van {user.name}", button="Leg vast", **more)


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def last_day(request: UserRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(User.objects.active(), pk=user_id)
    form = forms.SetLastDay(typed(request), initial={"last_day": user.last_day})
    if done(request, form, lambda: actions.set_last_day(user, **form.cleaned_data, by=request.user)):
        messages.success(request, "De laatste dag is bewaard.")
        return redirect("user", user_id=user.pk)
    return page(request, form, title=f"Laatste dag van {user.name}", button="Bewaar", account=user)


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def requirements(request: UserRequest) -> HttpResponse:
    form = forms.SetRequirements(
        typed(request), initial={"kinds": list(Requirement.objects.values_list("kind", flat=True))}
    )
    if done(request, form, lambda: actions.set_requirements(form.cleaned_data["kinds"], by=request.user)):
        messages.success(request, "De eisen zijn bewaard en gelden nu.")
        return redirect("users")
    return page(request, form, title="Eisen aan wie casussen opent", button="Bewaar")


def done(request: UserRequest, form: Form, act: Any) -> bool:
    """Saved and not refused; otherwise the form says why not."""
    if not (saving(request) and form.is_valid()):
        return False
    try:
        act()
    except actions.CannotChangeAccount as error:
        form.add_error(None, error.obstacles)
        return False
    except ValidationError as refusal:
        say_why_not(form, refusal)
        return False
    return True


def page(request: UserRequest, form: Form, **context: Any) -> HttpResponse:
    return render(request, "admission/clearance.html", {"form": form} | context, status=422 if form.errors else 200)
