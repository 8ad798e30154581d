"""The letters of this app: an address and a link, nothing about anybody."""

from uuid import uuid4

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import int_to_base36

from familienetwerk.accounts.models import User
from familienetwerk.outbox import actions as outbox


class Kind(models.TextChoices):
    """Which letter; the value is the name of its template."""

    INVITATION = "invitation", "U krijgt toegang tot familienetwerk"
    PASSWORD_FORGOTTEN = "password_forgotten", "Kies een nieuw wachtwoord voor familienetwerk"
    ACCOUNT_CHANGED = "account_changed", "Uw account van familienetwerk is gewijzigd"
    NEW_DEVICE = "new_device", "Er is met een nieuw apparaat ingelogd op uw account van familienetwerk"
    RECOVERY_ASKED = "recovery_asked", "Iemand vroeg om u opnieuw toegang te geven tot familienetwerk"
    RECOVERY_WAITS = "recovery_waits", "Een verzoek in familienetwerk wacht op een tweede persoon"
    RECOVERY_DONE = "recovery_done", "Een verzoek om toegang in familienetwerk is bevestigd"
    RECOVERED = "recovered", "U krijgt opnieuw toegang tot familienetwerk"


WITH_A_LINK_TO_CHOOSE_A_PASSWORD = {Kind.INVITATION, Kind.PASSWORD_FORGOTTEN, Kind.RECOVERED}
PAGES = {Kind.NEW_DEVICE: "usersessions_list", Kind.RECOVERY_WAITS: "recoveries"}


@transaction.atomic
def promise(kind: Kind, user: User, *, by: User | None = None) -> None:
    """In the transaction of its cause; the outbox sends it, whatever dies meanwhile."""
    outbox.promise(kind.value, user.pk, f"{kind.value}:{user.pk}:{uuid4().hex}", by=by)


def letter(kind: Kind, user: User) -> EmailMessage:
    """Made at the moment of sending, so that no link to an account waits in a table."""
    context = {
        "site_url": settings.SITE_URL,
        "municipality_name": settings.MUNICIPALITY_NAME,
        "link": link_in(kind, user),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
    }
    return EmailMessage(str(kind.label), render_to_string(f"emails/{kind.value}.txt", context), to=[user.email])


def link_in(kind: Kind, user: User) -> str:
    if kind in WITH_A_LINK_TO_CHOOSE_A_PASSWORD:
        return link_to_choose_a_password(user)
    return f"{settings.SITE_URL}{reverse(PAGES[kind])}" if kind in PAGES else ""


def link_to_choose_a_password(user: User) -> str:
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": int_to_base36(user.pk), "key": key})
    return f"{settings.SITE_URL}{path}"
