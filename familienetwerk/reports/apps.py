from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "familienetwerk.reports"
    label = "reports"
    verbose_name = "Rapportage"
