"""The admission app: no tables of its own; accounts holds who works here."""

from django.apps import AppConfig


class AdmissionConfig(AppConfig):
    name = "familienetwerk.admission"
    verbose_name = "toelating"
