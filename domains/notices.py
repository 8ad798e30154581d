"""On the work list: a case in which one takes part, and of which one's organisation said nothing yet."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from cases.models import CaseStage, FirstContribution, GrantLevel, Involvement, InvolvementRole, held_on
from cases.notices import Notice, Section
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_conditions import ProbeOnce

WITHOUT_WORK = [CaseStage.INTAKE, *CaseStage.at_rest()]


def seats_in_silence(user: User, today: date) -> QuerySet[Involvement]:
    """Until the organisation contributed, or the involvement ends. A draft is no contribution yet."""
    said = FirstContribution.objects.filter(case=OuterRef("case_id"), organisation=OuterRef("organisation_id"))
    may = ProbeOnce(held_on, user, "case_id", about=(GrantLevel.CONTRIBUTE,))
    seats = Involvement.objects.running(today).not_ended().filter(may, ~Exists(said), user=user.pk)
    seats = seats.filter(role=InvolvementRole.PARTICIPANT).exclude(case__stage__in=WITHOUT_WORK)
    return seats.select_related("case").order_by("asked_on", "pk")


def seat_in_silence(seat: Involvement, user: User, today: date) -> Notice:
    return Notice(
        text=f"U doet mee aan {seat.case.number} en hebt nog niets bijgedragen.",
        url=reverse("domains:contribute", args=[seat.case_id]),
        act="Draag bij",
        case_id=seat.case_id,
    )


SECTIONS = [
    Section(
        title="Nog niets bijgedragen",
        is_for=lambda user: True,  # whoever takes part, whatever else the role is
        rows=seats_in_silence,
        line=seat_in_silence,
    ),
]
