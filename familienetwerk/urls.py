"""The site map: which app answers which path."""

from django.conf import settings
from django.urls import include, path

from familienetwerk.csp_reports import receive
from familienetwerk.health import healthz
from familienetwerk.security_txt import security_txt

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path(settings.CSP_REPORTS_PATH.removeprefix("/"), receive, name="csp_reports"),
    path("", include("familienetwerk.admission.urls")),
    path("", include("cases.urls")),
    path("", include("documents.urls")),
    path("", include("domains.urls")),
    path("", include("interventions.urls")),
    path("", include("familienetwerk.breaches.urls")),
    path("", include("familienetwerk.history.urls")),
    path("", include("familienetwerk.reports.urls")),
    path("", include("familienetwerk.oversight.urls")),
]

handler403 = "familienetwerk.admission.views.errors.refused"
handler429 = "familienetwerk.admission.views.errors.too_often"  # allauth asks for it
handler404 = "familienetwerk.admission.views.errors.not_found"
