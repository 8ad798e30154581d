from django.apps import AppConfig


class SecondLineConfig(AppConfig):
    name = "familienetwerk.second_line"
    verbose_name = "tweede lijn"

    def ready(self) -> None:
        from familienetwerk.second_line import checks  # noqa: F401, PLC0415 (registers them)
