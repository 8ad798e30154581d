"""Before something grave: whoever sits here showed no longer than five minutes ago who they are.

    @require_http_methods(["GET", "POST"])
    @case_view("cases.direct_case")
    @fresh_login
    def open_in_emergency(request: UserRequest, case: Case) -> HttpResponse: …

Below the decorator of the policy, so that a stranger still gets 404. Admission's middleware catches what is raised,
keeps what was typed, asks for the password, code or passkey, and leads back.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse

from familienetwerk.accounts.access import View
from familienetwerk.accounts.http import UserRequest

BEGAN_AT = "began_at"  # session keys
PROVED_AT = "proved_at"
RECENTLY = 5 * 60  # seconds
FETCH = "ophalen"  # in the address of a page: the file to fetch
FOR_THE_LOG = 30 * 60  # a month of it takes longer to read than five minutes


class LoginNotFresh(PermissionDenied):
    """Ask again who it is, and then go on at this address. Where nobody asks, it is a refusal."""

    def __init__(self, back_to: str) -> None:
        super().__init__("the login is not fresh")
        self.back_to = back_to


class SecondFactorNotFresh(LoginNotFresh):
    """A password is not enough."""


def fresh_login(view: View) -> View:
    """For acts and for pages that show what is sealed: rights, emergency access, a BSN, keys."""
    return _only_when_fresh(view, back_to=lambda request: request.get_full_path())


def fresh_login_for_file(page: str) -> Callable[[View], View]:
    """For a file that leaves the house. A file shows no page: one comes back on the page that offers it.

    That page reads in its address which file was asked for, and fetches it at once (file_asked_for).
    """

    def back_to(request: HttpRequest) -> str:
        assert request.resolver_match
        query = request.GET.copy()
        query[FETCH] = request.resolver_match.kwargs["kind"]
        return f"{reverse(page)}?{query.urlencode()}"

    return lambda view: _only_when_fresh(view, back_to=back_to)


def file_asked_for(query: QueryDict) -> tuple[str, str]:
    """The kind of file that a page fetches for who just showed who they are, and the rest of the address."""
    rest = query.copy()
    kind = str(rest.pop(FETCH, [""])[-1])
    return kind, rest.urlencode()


def _only_when_fresh(view: View, *, back_to: Callable[[HttpRequest], str]) -> View:
    @wraps(view)
    def wrapper(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_fresh(request):
            raise LoginNotFresh(back_to(request))
        return view(request, *args, **kwargs)

    wrapper.asks_fresh_login = True  # type: ignore[attr-defined]
    return wrapper


def fresh_second_factor(view: View) -> View:
    """For reading the log (NEN 7513): the second factor was used in this session, no longer than half an hour ago."""

    @wraps(view)
    def wrapper(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        used_at: float = request.second_factor_at
        if settings.MFA_REQUIRED and not 0 <= time.time() - used_at < FOR_THE_LOG:
            raise SecondFactorNotFresh(request.get_full_path())
        return view(request, *args, **kwargs)

    wrapper.asks_fresh_second_factor = True  # type: ignore[attr-defined]
    return wrapper


def is_fresh(request: HttpRequest) -> bool:
    """Logged in, or confirmed again, in this session. An organisation's log-in counts from when one was asked there."""
    proved_at: float = request.session.get(PROVED_AT, request.session.get(BEGAN_AT, 0))
    return 0 <= time.time() - proved_at < RECENTLY


def prove(request: HttpRequest, *, at: float | None = None) -> None:
    """The user just showed who they are, here or at the organisation that vouches for them."""
    request.session[PROVED_AT] = time.time() if at is None else at
