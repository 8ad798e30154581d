"""Who may open a page that is not about one case. Each decorator sets `access_policy`, which a test asks of every view.

Pages of a case have `case_view` in cases/permissions.py. Everything is closed unless opened: LoginRequiredMiddleware
sends whoever is not logged in to the log-in page, whatever stands here.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponseBase

from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power, Role
from familienetwerk.accounts.sent_once import once
from familienetwerk.behalf import acting_for

type View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Everybody, also without logging in: nothing about a case or a person may stand on such a page."""
    opened: View = login_not_required(view)
    opened.access_policy = "public"  # type: ignore[attr-defined]
    return opened


def any_professional(view: View) -> View:
    """Everybody who is logged in, whatever the role."""
    guarded = on_behalf_of_the_user(view)
    guarded.access_policy = "any_professional"  # type: ignore[attr-defined]
    return guarded


def has_role(*roles: Role) -> Callable[[View], View]:
    """Whoever has one of these roles; others get 403."""
    return only_if(lambda request: not set(roles).isdisjoint(request.user.roles), f"role:{','.join(sorted(roles))}")


def has_power(power: Power) -> Callable[[View], View]:
    """Whoever may do this outside any case, by the table in roles.py; others get 403."""
    return only_if(lambda request: request.user.may(power), f"power:{power}")


def only_if(allowed: Callable[[UserRequest], bool], policy: str) -> Callable[[View], View]:
    def decorator(view: View) -> View:
        @wraps(view)
        def wrapper(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not allowed(request):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded = on_behalf_of_the_user(wrapper)
        guarded.access_policy = policy  # type: ignore[attr-defined]
        return guarded

    return decorator


def on_behalf_of_the_user(view: View) -> View:
    """One transaction that says for whom it is, and is done once for each form that is sent.

    A refusal keeps what was logged of it; a failure leaves nothing.
    """

    @wraps(view)
    def wrapper(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with acting_for(request.user.pk, is_looked_through=request.user.looker is not None) as principals:
            request.user.principals = principals
            try:
                return once(request, lambda: view(request, *args, **kwargs))
            except (Http404, PermissionDenied, SuspiciousOperation) as refused:
                refusal = refused
        raise refusal

    wrapper.is_sent_once = True  # type: ignore[attr-defined]
    return wrapper
