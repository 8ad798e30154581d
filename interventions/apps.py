from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    name = "interventions"
    verbose_name = "Interventies"

    def ready(self) -> None:
        from cases import shareable  # noqa: PLC0415 (models can be imported now)
        from interventions import pieces  # noqa: PLC0415

        for shelf in (pieces.plans,):
            shareable.register(shelf)
