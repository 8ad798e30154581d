"""The admission app: no tables of its own; accounts holds who works here."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from familienetwerk.accounts.roles import Role


class AdmissionConfig(AppConfig):
    name = "familienetwerk.admission"
    verbose_name = "toelating"

    def ready(self) -> None:
        from cases import notices  # noqa: PLC0415 (models can be imported now)
        from familienetwerk.admission import providers  # noqa: PLC0415
        from familienetwerk.admission.notices import SECTIONS  # noqa: PLC0415

        refuse_unknown_roles(settings.OIDC_ROLE_MAP)
        providers.refuse_what_is_named_twice()
        notices.SECTIONS.extend(SECTIONS)


def refuse_unknown_roles(table: dict[str, str | list[str]]) -> None:
    """A misspelt role would take somebody's rights away without a word."""
    named = {role for meant in table.values() for role in ([meant] if isinstance(meant, str) else meant)}
    if unknown := sorted(named - set(Role.values)):
        raise ImproperlyConfigured(f"OIDC_ROLE_MAP noemt onbekende rollen: {', '.join(unknown)}.")
