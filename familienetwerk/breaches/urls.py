"""Reporting that something went wrong, and the register of breaches."""

from django.urls import path, re_path

from familienetwerk.breaches.views import affected, breaches, register, suspicions

app_name = "breaches"
urlpatterns = [
    path("iets-ging-mis/", suspicions.report_suspicion, name="report_suspicion"),
    path("datalekken/", register.register, name="register"),
    re_path(r"^datalekken/register\.(?P<kind>xlsx)$", register.export, name="export"),
    path("datalekken/nieuw/", register.register_breach, name="register_breach"),
    path("datalekken/vermoedens/<int:suspicion_id>/", suspicions.suspicion, name="suspicion"),
    path("datalekken/vermoedens/<int:suspicion_id>/opnemen/", suspicions.take_up, name="take_up_suspicion"),
    path("datalekken/<int:breach_id>/", breaches.breach, name="breach"),
    path("datalekken/<int:breach_id>/wijzigen/", breaches.change, name="change_breach"),
    path("datalekken/<int:breach_id>/bericht/<slug:word>/", breaches.decide_telling, name="decide_telling"),
    path("datalekken/<int:breach_id>/geraakt/", affected.mark, name="mark_affected"),
    path("datalekken/<int:breach_id>/geraakt/<int:row_id>/weg/", affected.unmark, name="unmark_affected"),
    path("datalekken/<int:breach_id>/sluiten/", breaches.close, name="close_breach"),
    path("datalekken/<int:breach_id>/heropenen/", breaches.reopen, name="reopen_breach"),
]
