from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "familienetwerk.oversight"
    verbose_name = "toezicht"

    def ready(self) -> None:
        from cases import notices  # noqa: PLC0415 (models can be imported now)
        from familienetwerk.oversight.notices import SECTIONS  # noqa: PLC0415

        notices.SECTIONS.extend(SECTIONS)
