"""A site with one page that fails."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from familienetwerk.screen.typed import saving, typed


def fails(request: HttpRequest) -> HttpResponse:
    if saving(request):
        raise ZeroDivisionError
    return HttpResponse((typed(request) or {}).get("text", ""))


urlpatterns = [path("mislukt/", fails), path("", include("familienetwerk.admission.urls"))]
