"""The site map: which app answers which path."""

from django.urls import include, path

from familienetwerk.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("familienetwerk.admission.urls")),
    path("", include("cases.urls")),
    path("", include("domains.urls")),
    path("", include("interventions.urls")),
    path("", include("familienetwerk.reports.urls")),
    path("", include("familienetwerk.oversight.urls")),
]

handler403 = "familienetwerk.admission.views.errors.refused"
