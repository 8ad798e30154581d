from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Casussen"

    def ready(self) -> None:
        from cases import agenda_notices, frame_notices, notices, officer_notices, pieces, shareable  # noqa: PLC0415 (models can be imported now)

        notices.SECTIONS.extend([*officer_notices.SECTIONS, *frame_notices.SECTIONS, *agenda_notices.SECTIONS])
        shareable.register(pieces.observations)
