"""/.well-known/security.txt (RFC 9116): where somebody who finds a weakness can tell us."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from familienetwerk.accounts.access import public

HOLDS_FOR = timedelta(days=180)  # under a year, so that nobody writes to an address that was left long ago


@require_safe
@public
def security_txt(request: HttpRequest) -> HttpResponse:
    """Renews itself: it runs until a midnight half a year from now."""
    until = datetime.combine(timezone.now().astimezone(UTC).date() + HOLDS_FOR, time(), tzinfo=UTC)
    fields = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": f"{until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages": "nl, en",
        "Canonical": f"{settings.SITE_URL}{reverse('security_txt')}",
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
