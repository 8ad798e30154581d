"""Which organisation's people come in through which provider, as the settings say (FR-191).

An organisation that a provider names, comes in through that provider alone; a provider that names organisations lets in
their people alone. What it names no other provider may name.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from familienetwerk.accounts.models import Organisation


def apps() -> list[dict[str, Any]]:
    """Each provider of this installation, as allauth has it."""
    providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    found: list[dict[str, Any]] = providers.get("openid_connect", {}).get("APPS", [])
    return found


def organisations_of(app: Mapping[str, Any]) -> list[str]:
    """By name; none: whoever was invited and is of no provider."""
    named: list[str] = app["settings"].get("organisations", [])
    return named


def provider_of(organisation: Organisation) -> str:
    """Its number in the address; empty when people of this organisation come in as they like."""
    return next((app["provider_id"] for app in apps() if organisation.name in organisations_of(app)), "")


def may_come_through(organisation: Organisation, provider_id: str) -> bool:
    if own := provider_of(organisation):
        return own == provider_id
    return not any(organisations_of(app) for app in apps() if app["provider_id"] == provider_id)


def named_in_vain() -> list[str]:
    """Names in the settings that no organisation has: they bind nobody, and let nobody in."""
    names = {name for app in apps() for name in organisations_of(app)}
    return sorted(names - set(Organisation.objects.filter(name__in=names).values_list("name", flat=True)))


def refuse_what_is_named_twice() -> None:
    """Of two providers for one organisation nobody knows which. Two of one address the settings refuse."""
    names = Counter(name for app in apps() for name in organisations_of(app))
    if twice := sorted(name for name, times in names.items() if times > 1):
        raise ImproperlyConfigured(f"OIDC_PROVIDERS noemt twee keer: {', '.join(twice)}.")
