"""One's own account, and the pages about the site itself."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from familienetwerk.accounts.access import any_professional, public
from familienetwerk.accounts.http import UserRequest
from familienetwerk.admission import second_factor


@require_safe
@any_professional
def show(request: UserRequest) -> HttpResponse:
    return render(request, "admission/account.html", {"has_second_factor": second_factor.has_one(request.user)})


@require_POST
@any_professional
def stay(request: UserRequest) -> HttpResponse:
    """Any request prolongs the session; this one does nothing else."""
    return HttpResponse(status=204)


@require_safe
@public
def help_page(request: UserRequest) -> HttpResponse:
    return render(request, "admission/help.html")


@require_safe
@public
def privacy(request: UserRequest) -> HttpResponse:
    return render(request, "admission/privacy.html")


@require_safe
@public
def accessibility(request: UserRequest) -> HttpResponse:
    return render(request, "admission/accessibility.html")
