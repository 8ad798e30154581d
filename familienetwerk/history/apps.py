from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "familienetwerk.history"
    verbose_name = "geschiedenis"
