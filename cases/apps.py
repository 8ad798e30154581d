from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Casussen"

    def ready(self) -> None:
        from cases import pieces, shareable  # noqa: PLC0415 (models can be imported now)

        shareable.register(pieces.observations)
