from django.apps import AppConfig


class SecondLineConfig(AppConfig):
    name = "familienetwerk.second_line"
    verbose_name = "tweede lijn"
