"""The site with one page more: empty, for who is logged in, with one indexed query. Nothing can be quicker."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from cases.models import Case
from familienetwerk.accounts.access import any_professional
from familienetwerk.accounts.http import UserRequest
from familienetwerk.urls import handler403, urlpatterns

FLOOR = "/vloer/"


@require_GET
@any_professional
def floor(request: UserRequest) -> HttpResponse:
    Case.objects.filter(pk=1).values_list("pk").first()
    return render(request, "base.html")


urlpatterns = [*urlpatterns, path("vloer/", floor)]

__all__ = ["FLOOR", "handler403", "urlpatterns"]
