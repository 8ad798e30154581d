"""The second factor belongs to a session: having one is not enough, it was used or set up in this very session."""

import time
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from familienetwerk.accounts import fresh_login
from familienetwerk.accounts.access import View, any_professional
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record

PROVEN_BY = "second_factor_of"  # session keys: who proved it otherwise than through allauth's own step, and when
PROVEN_AT = "second_factor_at"
RECENTLY = 5 * 60  # seconds
TYPES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]

LEAVING = "account_logout"
SETTING_IT_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", LEAVING}
USING_IT = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", LEAVING}  # names of views


def is_missing(request: HttpRequest) -> bool:
    """This session must still prove a second factor before it may open anything."""
    user = request.user
    if not settings.MFA_REQUIRED or not isinstance(user, User):
        return False
    if request.session.get(PROVEN_BY) == user.pk:
        return False
    return not any(step["method"] == "mfa" for step in get_authentication_records(request, user))


def how(request: HttpRequest, user: User) -> str:
    """By what this session was opened, the last last: password, totp, webauthn, recovery_codes, socialaccount."""
    steps = [step.get("type") or step["method"] for step in get_authentication_records(request, user)]
    return ", ".join(dict.fromkeys(steps))


def used_at(request: HttpRequest) -> float:
    """When it was last used in this session; 0 when it was not."""
    if not isinstance(request.user, User):
        return 0
    moments = [step["at"] for step in get_authentication_records(request, request.user) if step["method"] == "mfa"]
    if request.session.get(PROVEN_BY) == request.user.pk:
        moments.append(request.session[PROVEN_AT])
    return float(max(moments, default=0))


def is_fresh(request: HttpRequest, user: User) -> bool:
    """Nothing more need be asked: just logged in without having one yet, or just set up here."""
    if has_one(user):
        moments = [request.session[PROVEN_AT]] if request.session.get(PROVEN_BY) == user.pk else []
    else:
        moments = [step["at"] for step in get_authentication_records(request, user)]
    return any(time.time() - moment < RECENTLY for moment in moments)


def prove(request: HttpRequest, user: User) -> None:
    """This user just set it up here, or the organisation's own log-in says that it was used there."""
    request.session[PROVEN_BY], request.session[PROVEN_AT] = user.pk, time.time()


def has_one(user: User) -> bool:
    return bool(is_mfa_enabled(user, TYPES))


def may_open(request: HttpRequest, view_name: str) -> bool:
    """While it is missing: the pages to set up a first one, or, for whoever has one, the pages to use it.

    Only a password is never enough to add a second second factor.
    """
    assert isinstance(request.user, User)
    return view_name in (USING_IT if has_one(request.user) else SETTING_IT_UP)


def page_to_go_to(request: HttpRequest) -> str:
    """Set it up, or use it: a second factor set up in another session does not open this one."""
    user = request.user
    assert isinstance(user, User)
    if not has_one(user):
        return "mfa_index"
    return "mfa_reauthenticate" if is_mfa_enabled(user, [Authenticator.Type.TOTP]) else "mfa_reauthenticate_webauthn"


def proves_again(view: View) -> View:
    """Showing again who one is makes the session fresh, and renews its number: an older copy is worthless."""

    @wraps(view)
    def wrapper(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        before = len(get_authentication_records(request, request.user))
        response = view(request, *args, **kwargs)
        if len(get_authentication_records(request, request.user)) > before:
            fresh_login.prove(request)
            note_proof(request)
            number = request.session.session_key
            request.session.cycle_key()
            UserSession.objects.filter(session_key=number).update(session_key=request.session.session_key)
        return response

    return any_professional(wrapper)


def note_proof(request: UserRequest) -> None:
    record(
        EventType.LOGGED_IN,
        by=request.user,
        subject="user",
        subject_ids=[request.user.pk],
        page="proves_again",
        purpose=how(request, request.user),
    )


def proves_when_set_up(view: View) -> View:
    """Setting up one's first second factor proves it for this session."""

    @wraps(view)
    def wrapper(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        had_one = has_one(request.user)
        response = view(request, *args, **kwargs)
        if not had_one and has_one(request.user):
            prove(request, request.user)
        return response

    return any_professional(wrapper)
