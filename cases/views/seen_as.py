"""Bekijk als: choosing through whose eyes, and the page as that person gets it."""

from contextlib import suppress

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.models import Case
from cases.permissions import coordinates
from cases.seen_as import case_of_seat, case_to_look_at, page_as, prefix_of, seat_in, seats_of
from familienetwerk.accounts.access import any_professional
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import acting_for


@require_GET
@any_professional
def choose_seat(request: UserRequest, seen_id: int) -> HttpResponse:
    """Who has a seat in this case; a stranger cannot tell it from no case."""
    case = case_or_404(request, seen_id, page="choose_seat")
    record(EventType.CASE_VIEWED, by=request.user, case_id=case.pk, page="choose_seat", purpose=case.number)
    seats = seats_of(case, besides=request.user, today=timezone.localdate())
    first_page = reverse("cases:detail", args=[case.pk]).removeprefix("/")
    context = {"case": case, "seats": seats, "first_page": first_page, "coordinates": coordinates(request.user, case)}
    return render(request, "cases/seen_as.html", context)


@require_GET
@any_professional
def seen_as(request: UserRequest, involvement_id: int, page: str) -> HttpResponseBase:
    """One page of a case, as this seat gets it. What cannot be shown says so, and why."""
    case_id = case_of_seat(involvement_id)
    if case_id is None:
        raise Http404
    case = case_or_404(request, case_id, page="seen_as")
    seat = seat_in(case, involvement_id, looker=request.user)
    if seat is None or seat.user is None:
        raise Http404
    with acting_for(seat.user.pk):
        sees = Case.objects.visible_to(seat.user).filter(pk=case.pk).exists()
    if sees:
        with suppress(Http404):
            return page_as(request, seat.user, page, case=case, prefix=prefix_of(seat))
    context = {"case": case, "seat": seat, "sees": sees}
    return render(request, "cases/seen_as_nothing.html", context, status=404)


def case_or_404(request: UserRequest, case_id: int, *, page: str) -> Case:
    try:
        return case_to_look_at(request.user, case_id)
    except Http404:
        record(EventType.REFUSED, by=request.user, case_id=case_id, page=page)
        raise
