from django.urls import path, re_path

from familienetwerk.reports import views

app_name = "reports"
urlpatterns = [
    path("rapportage/", views.progress, name="progress"),
    re_path(r"^rapportage/voortgang\.(?P<kind>xlsx|csv)$", views.export, name="export"),
]
