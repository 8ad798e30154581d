"""Searching cases and people, within what one may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.search import find, kind_of
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record

LONGEST = 100


@require_GET
@has_power(Power.ANSWER_QUESTIONS)
def search(request: UserRequest) -> HttpResponse:
    """The words themselves stay out of the log; whom they found does not."""
    text = request.GET.get("q", "")[:LONGEST]
    found = find(text, user=request.user)
    if text.strip():
        ids = [member.pk for member in found.members]
        record(
            EventType.SEARCHED, by=request.user, subject="member", subject_ids=ids, page="search", purpose=kind_of(text)
        )
    return render(request, "cases/search.html", {"text": text, "found": found})
