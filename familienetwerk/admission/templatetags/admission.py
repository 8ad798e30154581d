"""What the log-in page wants to know."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django import template
from django.conf import settings

from familienetwerk.accounts.models import User

register = template.Library()

# The first sign that fits: Edge calls itself Chrome too, and Chrome calls itself Safari.
BROWSERS = [("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
DEVICES = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
]


@register.simple_tag(takes_context=True)
def organisation_login(context: dict[str, Any]) -> dict[str, str] | None:
    """The OpenID Connect provider of this installation, if there is one."""
    if not settings.OIDC_SERVER_URL:
        return None
    provider = get_adapter().list_providers(context["request"])[0]
    return {"name": provider.name, "url": provider.get_login_url(context["request"])}


@register.simple_tag
def demo_accounts() -> list[User]:
    """The invented people, in demo mode only."""
    if not settings.DEMO:
        return []
    people = User.objects.active().filter(email__endswith="@demo.example")
    return list(people.select_related("organisation").order_by("pk"))


@register.filter
def browser_in_words(user_agent: str) -> str:
    """Chrome op Windows; what cannot be read stays an unknown browser."""
    browser = next((word for sign, word in BROWSERS if sign in user_agent), "Onbekende browser")
    device = next((word for sign, word in DEVICES if sign in user_agent), "")
    return f"{browser} op {device}" if device else browser


@register.simple_tag
def idle_minutes() -> int:
    return settings.SESSION_COOKIE_AGE // 60
