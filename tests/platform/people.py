"""Somebody with a password, with or without a second factor, and a way to log in."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.http import HttpResponse
from django.test import Client

from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from tests.factories import a_user

# Whoever walks through the demo for an hour stays logged in.
ALL_DAY = {"DEMO": True, "MFA_REQUIRED": False, "SESSION_COOKIE_AGE": 24 * 3600, "SESSION_HOURS": 24}
PASSWORD = "vier gewone woorden samen"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def somebody(*roles: Role, name: str = "Chris Vos") -> User:
    user = a_user(*roles, name=name)
    user.set_password(PASSWORD)
    user.save()
    return user


def chosen_later(user: User) -> None:
    """A password by a link in a mail: the first log-in through an organisation took the old one away."""
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])


def with_an_app(user: User) -> User:
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def code_of_the_app(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def log_in(client: Client, user: User, password: str = PASSWORD) -> HttpResponse:
    return client.post("/inloggen/", {"login": user.email, "password": password})


def types_of(user: User) -> list[str]:
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
