"""Knowing the browsers that somebody logs in with."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from familienetwerk.accounts.models import KnownDevice, User
from familienetwerk.admission import mail
from familienetwerk.audit.models import EventType, record


@dataclass(frozen=True)
class Arrival:
    """What the user should hear about a log-in."""

    is_strange: bool
    not_told_yet: list[KnownDevice]


@transaction.atomic
def arrive(user: User, *, cookie: str, words: str) -> Arrival:
    """A browser that this account did not know is told by mail, and on a browser it did know at the next log-in.

    Of the very first one only the invitation tells.
    """
    is_first = not KnownDevice.objects.filter(user=user).exists()
    device, is_new = KnownDevice.objects.get_or_create(
        user=user, mark=mark_of(user, cookie), defaults={"words": words, "is_told": is_first}
    )
    if is_new and not is_first:
        record(EventType.LOGGED_IN, by=user, subject="user", subject_ids=[user.pk], page="new_device")
        mail.promise(mail.Kind.NEW_DEVICE, user)
    if is_new:
        return Arrival(is_strange=not is_first, not_told_yet=[])
    device.last_login_at, device.words = timezone.now(), words
    device.save(update_fields=["last_login_at", "words"])
    strangers = KnownDevice.objects.filter(user=user, is_told=False).exclude(pk=device.pk)
    not_told_yet = list(strangers.order_by("pk"))
    strangers.update(is_told=True)
    return Arrival(is_strange=False, not_told_yet=not_told_yet)


def mark_of(user: User, cookie: str) -> str:
    return salted_hmac("familienetwerk.known_device", f"{user.pk} {cookie}", algorithm="sha256").hexdigest()
