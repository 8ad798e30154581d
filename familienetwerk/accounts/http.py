"""Types a request once."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from familienetwerk.accounts.models import User


class UserRequest(HttpRequest):
    """A request of somebody who is logged in."""

    user: User
    htmx: HtmxDetails
    second_factor_at: float  # seconds since 1970, 0 when it was not used in this session
