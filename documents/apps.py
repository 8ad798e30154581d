from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Documenten"

    def ready(self) -> None:
        from cases import shareable  # noqa: PLC0415 (models can be imported now)
        from documents import pieces  # noqa: PLC0415

        shareable.register(pieces.documents)
