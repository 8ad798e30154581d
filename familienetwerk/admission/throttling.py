"""So often and no more: per account, and per address from which it is tried. How often says ACCOUNT_RATE_LIMITS."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal.ratelimit import consume
from allauth.core.ratelimit import respond_429
from django.http import HttpRequest, HttpResponseBase

from familienetwerk.accounts.access import View


def throttled(action: str, *, account: str = "") -> Callable[[View], View]:
    """Counts what is sent; with `account`, the part of the address that names one, also what is only asked for."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            key = kwargs[account] if account else None
            if not consume(request, app="allauth.account", action=action, key=key, limit_get=bool(account)):
                answer: HttpResponseBase = respond_429(request)
                return answer
            return view(request, *args, **kwargs)

        return wrapper

    return decorator
