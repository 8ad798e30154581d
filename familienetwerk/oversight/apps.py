from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "familienetwerk.oversight"
    verbose_name = "toezicht"
