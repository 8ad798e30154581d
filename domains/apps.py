from django.apps import AppConfig


class DomainsConfig(AppConfig):
    name = "domains"
    verbose_name = "Domeinen"

    def ready(self) -> None:
        from cases import notices, shareable  # noqa: PLC0415 (models can be imported now)
        from domains import pieces  # noqa: PLC0415
        from domains.notices import SECTIONS  # noqa: PLC0415

        notices.SECTIONS.extend(SECTIONS)

        for shelf in (
            pieces.contributions,
            pieces.definitions,
            pieces.assessments,
        ):
            shareable.register(shelf)
