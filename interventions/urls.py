from django.urls import path

from interventions.views import catalogue

app_name = "interventions"
urlpatterns = [
    path("interventies/", catalogue.catalogue, name="catalogue"),
    path("interventies/<slug:key>/", catalogue.card, name="card"),
]
