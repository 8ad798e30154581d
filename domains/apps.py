from django.apps import AppConfig


class DomainsConfig(AppConfig):
    name = "domains"
    verbose_name = "Domeinen"

    def ready(self) -> None:
        from cases import events as timeline  # noqa: PLC0415 (models can be imported now)
        from cases import notices, shareable  # noqa: PLC0415
        from domains import events, pieces  # noqa: PLC0415
        from domains.notices import SECTIONS  # noqa: PLC0415

        notices.SECTIONS.extend(SECTIONS)

        for shelf in (
            pieces.contributions,
            pieces.definitions,
            pieces.assessments,
            pieces.contacts,
        ):
            shareable.register(shelf)
        timeline.register(events.contacts)
