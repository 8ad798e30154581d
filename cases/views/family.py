"""The family of a case: the picture, the tables, how two people are related."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.family import Family
from cases.forms.relations import TwoPeople
from cases.genogram import draw_network, in_words, path_between
from cases.models import Case
from cases.network import network_of
from cases.permissions import VIEW, case_view
from cases.presence import Presence
from cases.table import Table
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record


@require_GET
@case_view(VIEW)
def family(request: UserRequest, case: Case) -> HttpResponse:
    """Everybody in the network, as a picture and as tables with the same facts."""
    today = timezone.localdate()
    presence = Presence.of(case)
    of_case = Family.of(case, today=today, presence=presence)
    note_viewed(request, case, of_case)
    context = {
        "case": case,
        "active_tab": "family",
        "family": of_case,
        "picture": draw_network(network_of(of_case), today=today),
        "table": Table.of(case, today=today, may_ask=case.access.changes, presence=presence),  # type: ignore[attr-defined]
    }
    return render(request, "cases/family.html", context)


@require_GET
@case_view(VIEW)
def picture(request: UserRequest, case: Case) -> HttpResponse:
    """The picture alone, as large as it is."""
    today = timezone.localdate()
    of_case = Family.of(case, today=today)
    note_viewed(request, case, of_case)
    network = network_of(of_case)
    context = {
        "case": case,
        "active_tab": "family",
        "picture": draw_network(network, today=today),
        "words": in_words(network, today),
    }
    return render(request, "cases/picture.html", context)


@require_GET
@case_view(VIEW)
def kinship(request: UserRequest, case: Case) -> HttpResponse:
    """The shortest way from one person to another, in sentences."""
    form = TwoPeople(request.GET if request.GET else None, case=case)
    context = {"case": case, "active_tab": "family", "form": form}
    if form.is_valid():
        one, other = form.cleaned_data["een"], form.cleaned_data["ander"]
        today = timezone.localdate()
        network = network_of(Family.of(case, today=today), with_links=False)
        path = path_between(network, str(one.pk), str(other.pk), today)
        context |= {"one": one, "other": other, "path": path}
        record(
            EventType.PERSONS_VIEWED,
            by=request.user,
            case_id=case.pk,
            subject="member",
            subject_ids=[one.pk, other.pk],
            page="kinship",
        )
    return render(request, "cases/kinship.html", context)


def note_viewed(request: UserRequest, case: Case, of_case: Family) -> None:
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="member",
        subject_ids=[member.pk for member in of_case.members],
        page="family",
    )
