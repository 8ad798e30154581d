from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Casussen"

    def ready(self) -> None:
        from cases import agenda_notices, frame_notices, notices, officer_notices, pieces, renewals, shareable  # noqa: PLC0415 (models can be imported now)
        from cases.actions import reminders  # noqa: PLC0415

        notices.SECTIONS.extend([*officer_notices.SECTIONS, *frame_notices.SECTIONS, *agenda_notices.SECTIONS])
        notices.SECTIONS.extend(renewals.SECTIONS)
        reminders.BESIDE_DEADLINES.append(renewals.REMINDER)
        shareable.register(pieces.observations)
