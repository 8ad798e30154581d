"""Breaches: what went wrong with data, the clock on it, and the register that is kept of it (AVG 33, 34)."""

from django.apps import AppConfig


class BreachesConfig(AppConfig):
    name = "familienetwerk.breaches"
    verbose_name = "datalekken"

    def ready(self) -> None:
        from cases import notices  # noqa: PLC0415 (models can be imported now)
        from cases.actions import reminders  # noqa: PLC0415
        from familienetwerk.breaches.notices import REMINDER, SECTIONS  # noqa: PLC0415

        notices.SECTIONS[:0] = SECTIONS  # before what can wait: this has a term in hours
        reminders.BESIDE_DEADLINES.append(REMINDER)
