"""Search."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from familienetwerk.accounts.access import any_professional
from familienetwerk.accounts.http import UserRequest


@require_GET
@any_professional
def search(request: UserRequest) -> HttpResponse:
    return render(request, "base.html")
