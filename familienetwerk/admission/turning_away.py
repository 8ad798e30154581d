"""Every time that somebody is turned away, since they try too often, stands in the log: by account or by address.

However often it happens, that takes two lines a minute for each: one when it begins, and one that counts the rest. When
many are turned away at one page in one minute, the others are counted together: nobody fills the log.
"""

from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import unstash_login
from allauth.core.internal.ratelimit import truncate_ip
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.http import base36_to_int

from familienetwerk.accounts.models import TurnedAway, User
from familienetwerk.audit.models import EventType, record

MOST = 30  # accounts and addresses apart, at each page
NAMED_IN = ("login", "email")  # fields in which one says which account


@transaction.atomic
def note_too_often(request: HttpRequest) -> None:
    match, account, address = request.resolver_match, account_tried(request), mark_of_address(request)
    held = held_apart(match.view_name if match else "", account, "" if account else address)
    held.times += 1
    held.save(update_fields=["times"])
    if held.times == 1:
        by = request.user if isinstance(request.user, User) else None
        write(held, by=by, words=f"vanaf adres {address}")


@transaction.atomic
def write_the_rest() -> None:
    """How often after the first time, of each whose minute is over."""
    for held in TurnedAway.objects.counted().select_for_update(of=("self",), skip_locked=True).order_by("pk"):
        if held.times > 1:
            where = f" vanaf adres {held.address}" if held.address else ""
            write(held, by=None, words=f"nog {held.times - 1} keer{where}")
        held.delete()


def write(held: TurnedAway, *, by: User | None, words: str) -> None:
    ids = [held.user_id] if held.user_id else []
    record(EventType.REFUSED, by=by, subject="user", subject_ids=ids, page=f"too_often {held.page}", purpose=words)


def held_apart(page: str, account: User | None, address: str) -> TurnedAway:
    """The row of this account or address; of all others together when enough stand apart."""
    rows = TurnedAway.objects.filter(page=page)
    if not rows.filter(user=account, address=address).exists() and rows.count() >= MOST:
        account, address = None, ""
    TurnedAway.objects.bulk_create([TurnedAway(page=page, user=account, address=address)], ignore_conflicts=True)
    return rows.select_for_update(of=("self",)).get(user=account, address=address)


def account_tried(request: HttpRequest) -> User | None:
    """Who is logged in, whose account is named, or who gave a password and not yet a code."""
    if isinstance(request.user, User):
        return request.user
    if request.resolver_match and (word := request.resolver_match.kwargs.get("uidb36")):
        return User.objects.filter(pk=number_of(word)).first()
    if named := [words_of(request.POST[field]) for field in NAMED_IN if field in request.POST]:
        return User.objects.filter(email__in=named).first()
    login = unstash_login(request, peek=True)
    return login.user if login and isinstance(login.user, User) else None


def words_of(typed: str) -> str:
    """Without the sign that no text in the database can have."""
    return typed.replace("\0", "").strip().lower()


def number_of(word: str) -> int | None:
    try:
        return base36_to_int(word)
    except ValueError:
        return None


def mark_of_address(request: HttpRequest) -> str:
    """The same for the same address, and no way back to it without the key."""
    address = truncate_ip(get_adapter().get_client_ip(request))
    return salted_hmac("an address that tried too often", address, algorithm="sha256").hexdigest()[:16]
