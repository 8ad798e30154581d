"""What stands in the bar on top of each page: only what this user may open."""

import time
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, get_urlconf, resolve

from familienetwerk.accounts.fresh_login import BEGAN_AT
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Power

SEARCH = "/zoeken/"
ACCESS = "/toegang/"


@dataclass(frozen=True)
class MenuItem:
    word: str
    path: str
    power: Power | None = None  # None: everybody


MENU = [
    MenuItem("Werkvoorraad", "/"),
    MenuItem("Signalen", "/signalen/", Power.ANSWER_QUESTIONS),
    MenuItem("Casussen", "/casussen/", Power.ANSWER_QUESTIONS),
    MenuItem("Catalogus", "/interventies/", Power.SEE_CATALOGUE),
    MenuItem("Overleggen", "/overleggen/", Power.ANSWER_QUESTIONS),
    MenuItem("Rapportage", "/rapportage/", Power.SEE_REPORTS),
    MenuItem("Logboek", "/logboek/", Power.SEE_LOG),
    MenuItem("Datalekken", "/datalekken/", Power.KEEP_BREACHES),
    MenuItem("Beheer", "/beheer/", Power.CONFIRM_RECOVERY),
]


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the frame around it."""
    user = request.user if hasattr(request, "user") else None
    if isinstance(user, User) and user.looker:  # the frame stays of who looks; the page is another's
        return page_frame_of(user.looker, request) | {"seen_as": user}
    return page_frame_of(user, request)


def page_frame_of(user: Any, request: HttpRequest) -> dict[str, Any]:
    frame: dict[str, Any] = {
        "account_name": getattr(user, "name", ""),
        "municipality_name": settings.MUNICIPALITY_NAME,
        "demo": settings.DEMO,
        "idle_seconds": settings.SESSION_COOKIE_AGE,
    }
    if isinstance(user, User):
        frame["suggests"] = settings.SUGGESTIONS
        frame["veils"] = settings.VEIL_ON_BLUR
        frame["day_seconds"] = seconds_until_the_day_is_over(request)
    if isinstance(user, User) and user.is_active and not getattr(request, "second_factor_missing", False):
        frame["menu"] = [
            {"word": item.word, "path": item.path, "is_here": is_here(item, request.path)}
            for item in MENU
            if (item.power is None or user.may(item.power)) and exists(item.path)
        ]
        frame["not_cleared"] = not user.is_cleared
        for name, path in (("search_path", SEARCH), ("access_path", ACCESS)):
            frame[name] = path if user.may(Power.ANSWER_QUESTIONS) and exists(path) else ""
    return frame


def seconds_until_the_day_is_over(request: HttpRequest) -> int:
    """However busy, then one logs in again."""
    worked = time.time() - request.session.get(BEGAN_AT, time.time())
    return max(0, int(settings.SESSION_HOURS * 3600 - worked))


def is_here(item: MenuItem, path: str) -> bool:
    return path == item.path if item.path == "/" else path.startswith(item.path)


def exists(path: str) -> bool:
    return is_in(get_urlconf() or settings.ROOT_URLCONF, path)


@cache
def is_in(urlconf: str, path: str) -> bool:
    """Asked once: each page asks it of everything in the bar, and to resolve is to look through all routes."""
    try:
        resolve(path, urlconf)
    except Resolver404:
        return False
    return True
