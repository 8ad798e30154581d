"""One's own account, and the pages about the site itself."""

from allauth.account import views as account
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from familienetwerk.accounts.access import any_professional, public
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.admission import second_factor


@require_safe
@any_professional
def show(request: UserRequest) -> HttpResponse:
    return render(request, "admission/account.html", {"has_second_factor": second_factor.has_one(request.user)})


@require_http_methods(["GET", "POST"])
@any_professional
def change_password(request: UserRequest) -> HttpResponse:
    """Whoever comes in through an organisation has none to change."""
    if not request.user.has_usable_password():
        messages.info(request, "U hebt hier geen wachtwoord. U logt in via uw organisatie of met een passkey.")
        return redirect("account")
    answer: HttpResponse = account.password_change(request)
    return answer


@require_POST
@any_professional
def stay(request: UserRequest) -> HttpResponse:
    """Any request prolongs the session; this one does nothing else."""
    return HttpResponse(status=204)


@require_safe
@public
def help_page(request: UserRequest) -> HttpResponse:
    may_ask = not request.user.is_authenticated or request.user.may(Power.ANSWER_QUESTIONS)
    return render(request, "admission/help.html", {"may_ask": may_ask})


@require_safe
@public
def privacy(request: UserRequest) -> HttpResponse:
    return render(request, "admission/privacy.html")


@require_safe
@public
def accessibility(request: UserRequest) -> HttpResponse:
    return render(request, "admission/accessibility.html")
