"""Beheer: who has an account."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from familienetwerk.accounts.access import any_professional, has_power
from familienetwerk.accounts.fresh_login import fresh_login
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import Mandate, User
from familienetwerk.accounts.roles import Power
from familienetwerk.admission import actions, forms
from familienetwerk.admission.rules import obstacles_to_changing_account
from familienetwerk.screen.addresses import see_other
from familienetwerk.screen.typed import saving, typed, words_in

PER_PAGE = 50


@require_safe
@any_professional
def administration(request: UserRequest) -> HttpResponse:
    """The first page of Beheer that one may open."""
    return redirect("users" if request.user.may(Power.MANAGE_ACCOUNTS) else "recoveries")


@require_http_methods(["GET", "HEAD", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
def index(request: UserRequest) -> HttpResponse:
    """Words are posted, so that no name stands in an address; of what they find one page is shown."""
    posted = typed(request) or QueryDict()
    words = words_in(posted).strip()
    ended = "beeindigd" in (posted or request.GET)
    if saving(request) and not words:
        chosen = f"{reverse('users')}?beeindigd=1" if ended else reverse("users")
        return see_other(chosen)
    users = User.objects.filter(is_active=not ended).matching(words).select_related("organisation").by_name()
    page = Paginator(users, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "admission/users.html", {"page": page, "words": words, "ended": ended})


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def invite(request: UserRequest) -> HttpResponse:
    form = forms.InviteUser(typed(request))
    if saving(request) and form.is_valid():
        user = actions.invite_user(**form.cleaned_data, by=request.user)
        messages.success(request, f"{user.name} is uitgenodigd. De brief gaat naar {user.email}.")
        return redirect("users")
    return render(request, "admission/invite.html", {"form": form})


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def change(request: UserRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(User.objects.select_related("organisation"), pk=user_id)
    form = forms.AccountFields(
        typed(request),
        initial={field: getattr(user, field) for field in ["name", "job_title", "organisation", "roles"]},
    )
    if saving(request) and form.is_valid():
        try:
            actions.change_account(user, **form.cleaned_data, by=request.user)
        except actions.CannotChangeAccount as error:
            form.add_error(None, error.obstacles)
        else:
            messages.success(request, f"Het account van {form.cleaned_data['name']} is gewijzigd.")
            return redirect("users")
    context = {
        "account": user,
        "form": form,
        "obstacles": obstacles_to_changing_account(account_id=user.pk, by_id=request.user.pk),
        "mandates": Mandate.objects.giving_access_to(user).newest_first(),
    }
    return render(request, "admission/user.html", context)


@require_POST
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def invite_again(request: UserRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    try:
        actions.invite_again(user, by=request.user)
    except actions.CannotChangeAccount as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"De uitnodiging gaat opnieuw naar {user.email}.")
    return redirect("user", user_id=user.pk)


@require_http_methods(["GET", "POST"])
@has_power(Power.MANAGE_ACCOUNTS)
@fresh_login
def end(request: UserRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(User.objects.active(), pk=user_id)
    obstacles = obstacles_to_changing_account(account_id=user.pk, by_id=request.user.pk)
    if request.method == "POST":
        try:
            actions.end_account(user, by=request.user)
        except actions.CannotChangeAccount as error:
            obstacles = error.obstacles
        else:
            messages.success(request, f"Het account van {user.name} is beëindigd. Alle sessies zijn gesloten.")
            return redirect("users")
    status = 422 if request.method == "POST" else 200
    return render(request, "admission/end_account.html", {"account": user, "obstacles": obstacles}, status=status)
