from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    name = "interventions"
    verbose_name = "Interventies"

    def ready(self) -> None:
        from cases import shareable  # noqa: PLC0415 (models can be imported now)
        from cases.models import DeadlineKind, deadline  # noqa: PLC0415
        from interventions import pieces  # noqa: PLC0415
        from interventions.models import ActionItem, Intervention  # noqa: PLC0415

        for shelf in (pieces.plans,):
            shareable.register(shelf)
        deadline.ABOUT[DeadlineKind.ACTION] = ActionItem.objects.hidden_from
        deadline.ABOUT[DeadlineKind.INTERVENTION] = Intervention.objects.hidden_from
        deadline.READ[DeadlineKind.ACTION] = ActionItem.objects.read_by
