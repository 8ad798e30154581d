"""What the log-in page wants to know."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django import template
from django.conf import settings

from familienetwerk.accounts.models import KnownDevice, Organisation, User
from familienetwerk.admission import providers, unsent
from familienetwerk.admission.devices import browser_in_words

register = template.Library()
register.filter(browser_in_words)


@register.simple_tag(takes_context=True)
def organisation_logins(context: dict[str, Any]) -> list[dict[str, str]]:
    """Each OpenID Connect provider of this installation."""
    request = context["request"]
    found = get_adapter().list_providers(request) if providers.apps() else []
    return [{"name": provider.name, "url": provider.get_login_url(request)} for provider in found]


@register.simple_tag(takes_context=True)
def text_waits(context: dict[str, Any]) -> bool:
    """Somebody pressed “Bewaar” in this browser after the session had ended."""
    return unsent.WAITING in context["request"].session


@register.filter
def own_provider(organisation: Organisation) -> str:
    """By name, where its people come in; a number in the settings need not say anything."""
    own = providers.provider_of(organisation)
    return next((app["name"] for app in providers.apps() if app["provider_id"] == own), "")


@register.simple_tag
def demo_accounts() -> list[User]:
    """The invented people, in demo mode only."""
    if not settings.DEMO:
        return []
    people = User.objects.active().filter(email__endswith="@demo.example")
    return list(people.select_related("organisation").order_by("pk"))


@register.simple_tag
def known_devices(user: User) -> list[KnownDevice]:
    """With which browsers somebody logs in, the newest first."""
    return list(user.known_devices.order_by("-last_login_at", "pk"))


@register.simple_tag(takes_context=True)
def other_sessions(context: dict[str, Any]) -> int:
    """In how many other places this user is logged in."""
    request = context["request"]
    return sum(not session.is_current() for session in UserSession.objects.purge_and_list(request.user))


@register.simple_tag
def idle_minutes() -> int:
    return settings.SESSION_COOKIE_AGE // 60
