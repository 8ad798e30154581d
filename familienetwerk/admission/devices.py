"""A browser is known again by a cookie of its own. Where it is, nobody asks."""

import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from familienetwerk.accounts.models import User
from familienetwerk.accounts.models.known_device import FORGOTTEN_AFTER
from familienetwerk.admission import actions

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
STRANGER = (
    "Op {} is op uw account ingelogd met een nieuw apparaat: {}. "
    '<a href="{}">Was u dat niet? Kijk waar u bent ingelogd.</a>'
)
OURS = re.compile(r"[\w-]{43}")


def welcome(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Recognise the browser that just logged in, say what its user should know, and let it come back by a cookie."""
    cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    if not OURS.fullmatch(cookie):
        cookie = secrets.token_urlsafe(32)
    arrival = actions.arrive(user, cookie=cookie, words=browser_in_words(request.headers.get("User-Agent", "")))
    if arrival.is_strange:
        messages.info(request, "U logt voor het eerst in met deze browser. Wij sturen u daarover een e-mail.")
    for stranger in arrival.not_told_yet:
        at = f"{timezone.localtime(stranger.first_login_at):%d-%m-%Y om %H:%M}"
        messages.warning(request, format_html(STRANGER, at, stranger.words, reverse("usersessions_list")))
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        cookie,
        max_age=FORGOTTEN_AFTER + timedelta(days=1),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def browser_in_words(user_agent: str) -> str:
    """Chrome op Windows; what cannot be read stays an unknown browser."""
    browser = next((word for sign, word in BROWSERS if sign in user_agent), "Onbekende browser")
    device = next((word for sign, word in DEVICES if sign in user_agent), "")
    return f"{browser} op {device}" if device else browser
