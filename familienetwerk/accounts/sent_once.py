"""A form that is sent twice, as by a double click, is done once: for every page at once, in access.py.

A form is known by the random part of its csrf token, which each page has anew, and by what was typed. So who goes back
and changes a word sends another form, and whoever got the form back with a mistake in it sends it again. What was
refused in a message did nothing: sent again it is judged again, and the message is there again. Nor did what only leads
to where it is read (303): a filter may be chosen again.

Who goes back in the browser gets a new page with the same words in it. When words that were done are sent from another
page within a day, it is not done again but asked: most meant it once, some really have the same to say twice. With a
file it is not asked: the words beside it say little, and a browser does not give a file back to send it again.
"""

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac

from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import SentForm

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field
TYPED_BY = "typed_by"  # the field in each form that says, sealed, on whose page it stood
OF_THE_PAGE = (TOKEN, TYPED_BY)
AGAIN = "nog-een-keer"  # the button of the page that asks
DONE_ALREADY = "U stuurde dit al. Het is één keer gedaan."


def once(request: UserRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The mark is a row of the same transaction: who is second waits for the first, and is led to the same page."""
    if request.method != "POST" or TOKEN not in request.POST:
        return view()
    mark, words = mark_of(request), words_of(request)
    SentForm.objects.bulk_create([SentForm(user=request.user, mark=mark, words=words)], ignore_conflicts=True)
    sent = SentForm.objects.select_for_update().get(mark=mark)
    if sent.led_to:
        messages.info(request, DONE_ALREADY)
        return redirect(sent.led_to)
    if before := sent_before(request, sent):
        return ask_whether_again(request, before)
    said_before = len(messages.get_messages(request))
    response = view()
    led_to = response.headers.get("Location", "")
    if led_to and response.status_code != HTTPStatus.SEE_OTHER and not was_refused(request, said_before):
        sent.led_to = led_to
        sent.save(update_fields=["led_to"])
    return response


def was_refused(request: UserRequest, said_before: int) -> bool:
    """In a message on the next page. Whatever was done is said with success, or with nothing."""
    waiting = messages.get_messages(request)
    assert isinstance(waiting, BaseStorage)
    said = list(waiting)[said_before:]
    waiting.used = False  # they are still to be shown
    return any(message.level != messages.SUCCESS for message in said)


def sent_before(request: UserRequest, sent: SentForm) -> SentForm | None:
    """The newest that was done with these words, unless one was asked and said: again."""
    if not sent.words or AGAIN in request.POST:
        return None
    return SentForm.objects.done().fresh().filter(user=request.user, words=sent.words).order_by("-pk").first()


def ask_whether_again(request: UserRequest, before: SentForm) -> HttpResponseBase:
    """With all that was typed, so that nothing is lost."""
    context = {"before": before, "path": request.get_full_path(), "again": AGAIN}
    context["fields"] = [(name, values) for name, values in request.POST.lists() if name not in OF_THE_PAGE]
    return render(request, "accounts/sent_before.html", context, status=409)


def mark_of(request: UserRequest) -> str:
    return hashed(request, sorted(request.POST.lists()))


def words_of(request: UserRequest) -> str:
    """Whatever page they were typed in. Nothing for a mere button, a choice or a file: that may come time and again."""
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in (*OF_THE_PAGE, AGAIN))
    is_text = any(" " in value.strip() for _, values in typed for value in values)
    return hashed(request, typed) if is_text and not request.FILES else ""


def hashed(request: UserRequest, typed: Iterable[tuple[str, list[Any]]]) -> str:
    """Of a file its name and size will do: another page has another token."""
    files = [[name, file.name, file.size] for name in request.FILES for file in request.FILES.getlist(name)]
    sent = json.dumps([request.user.pk, request.get_full_path(), list(typed), files])
    return salted_hmac("a form that was sent", sent, algorithm="sha256").hexdigest()
