"""Between the request and the page: how long a session lasts, forms that came too late, the second factor."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from familienetwerk.accounts.fresh_login import BEGAN_AT, LoginNotFresh, SecondFactorNotFresh
from familienetwerk.accounts.models import User
from familienetwerk.admission import unsent
from familienetwerk.admission.second_factor import has_one, is_missing, may_open, page_to_go_to, used_at

type GetResponse = Callable[[HttpRequest], HttpResponseBase]


def session_limits(get_response: GetResponse) -> GetResponse:
    """However busy, after SESSION_HOURS one logs in again. (Idle time is the age of the cookie.)"""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            began_at = request.session.setdefault(BEGAN_AT, time.time())
            has_left = isinstance(request.user, User) and request.user.has_left_by(timezone.localdate())
            if has_left or time.time() - began_at > settings.SESSION_HOURS * 3600:
                user = request.ended_session_user = request.user  # type: ignore[attr-defined]
                logout(request)
                unsent.note_who_left(request, user)
        elif unsent.LEFT not in request.session:
            unsent.note_who_left(request, unsent.user_who_was_here(request))
        return get_response(request)

    return middleware


class UnsentForms:
    """Nothing typed is lost when a session ends or the app fails: the form is kept, and comes back in its page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        missing = request.second_factor_missing  # type: ignore[attr-defined]
        if not request.user.is_authenticated or missing or request.method != "GET":
            return self.get_response(request)
        form = unsent.waiting_for(request)
        if form is None:
            return self.get_response(request)
        if unsent.is_asked_in_short(request, form):
            return redirect(form.path)
        unsent.take_back(request, form)
        response = self.get_response(request)
        if response.status_code == 405:  # an address that only receives: show the text itself
            return unsent.page_with_the_text(request, form)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if request.method == "POST":
            unsent.keep(request, unsent.typist_of(request))
        if request.htmx:  # type: ignore[attr-defined]
            next_page = urlencode({"next": page_of_fragment(request)})
            return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?{next_page}")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A fault of ours: the page of this form shows the text again, also after going back in the browser."""
        if isinstance(exception, LoginNotFresh):
            return ask_who_it_is(request, exception)
        is_ours = not isinstance(
            exception, Http404 | PermissionDenied | SuspiciousOperation | OperationalError | InterfaceError
        )
        if request.method == "POST" and isinstance(request.user, User) and is_ours:
            unsent.keep(request, request.user)
            request.session.save()  # Django does not, after an error
        return None


def page_of_fragment(request: HttpRequest) -> str:
    """The page in the browser; of one that searches itself, with the words that were just typed."""
    here: str = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
    searches_itself = request.method == "GET" and here.partition("?")[0] == request.path
    return request.get_full_path() if searches_itself else here


def ask_who_it_is(request: HttpRequest, why: LoginNotFresh) -> HttpResponse:
    """Before something grave. Also a form with nothing in it is kept: of an address that only receives, it is all."""
    assert isinstance(request.user, User)
    if request.method == "POST":
        unsent.keep(request, request.user, also_empty=True)
    here = page_of_fragment(request) if request.htmx else None  # type: ignore[attr-defined]
    by_factor = isinstance(why, SecondFactorNotFresh) and has_one(request.user)
    asking = page_to_go_to(request) if by_factor else "account_reauthenticate"
    page = f"{reverse(asking)}?{urlencode({'next': here or why.back_to})}"
    return HttpResponseClientRedirect(page) if here else redirect(page)


class SecondFactor:
    """Without a second factor one reaches the pages to set it up, and no other."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.second_factor_missing = is_missing(request)  # type: ignore[attr-defined]
        request.second_factor_at = used_at(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.second_factor_missing or not getattr(view, "login_required", True):  # type: ignore[attr-defined]
            return None
        match = request.resolver_match
        if match is not None and may_open(request, match.view_name):
            return None
        page = reverse(page_to_go_to(request))
        return HttpResponseClientRedirect(page) if request.htmx else redirect(page)  # type: ignore[attr-defined]
