"""Searching cases and people, within what one may see."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cases.search import find, kind_of
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.typed import typed, words_in

LONGEST = 100


@require_http_methods(["GET", "POST"])
@has_power(Power.ANSWER_QUESTIONS)
def search(request: UserRequest) -> HttpResponse:
    """Posted, so that no name stands in an address. The log keeps whom the words found, never the words."""
    text = words_in(typed(request) or QueryDict())[:LONGEST]
    found = find(text, user=request.user)
    if text.strip():
        ids = [member.pk for member in found.members]
        kind = kind_of(text)
        record(EventType.SEARCHED, by=request.user, subject="member", subject_ids=ids, page="search", purpose=kind)
    if found.cases:
        cases = [case.pk for case in found.cases]
        record(EventType.CASES_LISTED, by=request.user, subject="case", subject_ids=cases, page="search")
    return render(request, "cases/search.html", {"text": text, "found": found})
