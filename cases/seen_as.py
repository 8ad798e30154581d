"""“Bekijk als…”: a page of a case exactly as somebody else at the table gets it, by making it for that person.

The page is made by its own view, with the other's rights, in the queries as well as in the database. Only two things
differ. What belongs to the other's organisation alone (drafts, own pieces) is not there: looking through somebody's
eyes opens no drawer. And the log names who really looked.
"""

import copy
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date

from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import Resolver404, get_script_prefix, resolve, reverse, set_script_prefix

from cases.models import Case, Involvement
from cases.permissions import VIEW, coordinates
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Errand, acting_as, overseeing


def case_to_look_at(user: User, case_id: int) -> Case:
    """For who coordinates it, and for the privacy officer of its municipality. Anybody else: Http404.

    Also for who may open no case at all: what a screening is asked for is not to be had through another's eyes.
    """
    if not user.is_cleared:
        raise Http404
    found = Case.objects.select_related("municipality").filter(pk=case_id)
    case = found.visible_to(user).first()
    if case is not None and coordinates(user, case):
        return case
    with overseeing(user.pk):
        case = found.overseen_by(user).first()
    if case is None:
        raise Http404
    return case


def seats_of(case: Case, *, besides: User, today: date) -> list[Involvement]:
    """Who has a seat now, by organisation: through whose eyes one can look."""
    with looking_into(case, besides):
        seats = Involvement.objects.filter(case=case).running(today).exclude(user=besides.pk)
        return list(seats.select_related("organisation", "user__organisation").order_by("organisation__name", "pk"))


def case_of_seat(involvement_id: int) -> int | None:
    """Its number alone, so that the log of who may not look names the case."""
    with acting_as(Errand.REFUSING):
        return Involvement.objects.filter(pk=involvement_id).values_list("case_id", flat=True).first()


def seat_in(case: Case, involvement_id: int, *, looker: User) -> Involvement | None:
    """When it is somebody's: through the eyes of an organisation that sent nobody yet, there is nothing to see."""
    with looking_into(case, looker):
        seats = Involvement.objects.filter(case=case, pk=involvement_id).exclude(user=None)
        return seats.select_related("user__organisation").first()


def looking_into(case: Case, user: User) -> AbstractContextManager[None]:
    """With the own rights of who coordinates it, else with those of who oversees the municipality."""
    return nullcontext() if coordinates(user, case) else overseeing(user.pk)


def page_as(request: UserRequest, viewer: User, page: str, *, case: Case, prefix: str) -> HttpResponseBase:
    """The answer of `page` (an address without its first slash) to this viewer. Links in it stay behind `prefix`."""
    try:
        found = resolve(f"/{page}")
    except Resolver404:
        raise Http404 from None
    if found.kwargs.get("case_id") != case.pk:
        return HttpResponseRedirect(f"/{page}")  # not of this case: there one is oneself again
    if getattr(found.func, "access_policy", "") != VIEW:
        raise Http404  # only what one reads: nobody fills in a form for another
    leave = reverse("cases:choose_seat", args=[case.pk])
    viewer.looker, viewer.looker_coordinates = request.user, coordinates(request.user, case)
    as_other = copy.copy(request)
    as_other.user = viewer
    as_other.leave = leave  # type: ignore[attr-defined]
    with addresses_behind(prefix):
        answer: HttpResponseBase = found.func(as_other, *found.args, **found.kwargs)
        return answer


@contextmanager
def addresses_behind(prefix: str) -> Iterator[None]:
    """Every address that is made here begins with this."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)


def prefix_of(seat: Involvement) -> str:
    return reverse("cases:seen_as", args=[seat.pk, "x"]).removesuffix("x")
