"""A form that is sent twice, as by a double click, is done once: for every page at once, in access.py.

A form is known by the random part of its csrf token, which each page has anew, and by what was typed. So who goes back
and changes a word sends another form, and whoever got the form back with a mistake in it sends it again. What was
refused in a message did nothing: sent again it is judged again, and the message is there again.
"""

import json
from collections.abc import Callable

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import SentForm

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field
DONE_ALREADY = "U stuurde dit al. Het is één keer gedaan."


def once(request: UserRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The mark is a row of the same transaction: who is second waits for the first, and is led to the same page."""
    if request.method != "POST" or TOKEN not in request.POST:
        return view()
    mark = mark_of(request)
    SentForm.objects.bulk_create([SentForm(user=request.user, mark=mark)], ignore_conflicts=True)
    sent = SentForm.objects.select_for_update().get(mark=mark)
    if sent.led_to:
        messages.info(request, DONE_ALREADY)
        return redirect(sent.led_to)
    said_before = len(messages.get_messages(request))
    response = view()
    led_to = response.headers.get("Location", "")
    if led_to and not was_refused(request, said_before):
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


def mark_of(request: UserRequest) -> str:
    """Of a file its name and size will do: another page has another token."""
    files = [[name, file.name, file.size] for name in request.FILES for file in request.FILES.getlist(name)]
    sent = json.dumps([request.user.pk, request.get_full_path(), sorted(request.POST.lists()), files])
    return salted_hmac("a form that was sent", sent, algorithm="sha256").hexdigest()
