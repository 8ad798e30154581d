"""On what ground the plan was made, and under whose direction."""

from datetime import date

from cases.models import Case, InvolvementRole
from interventions.paper import content as paper


def legal_frame_of(case: Case) -> paper.LegalFrame:
    frame = case.legal_frame
    return paper.LegalFrame(
        name=frame.name,
        purpose=bare(frame.purpose),
        legal_basis=bare(frame.legal_basis),
        controller=bare(frame.controller),
        agreement=frame.agreement,
        contact_point=frame.contact_point,
    )


def bare(sentence: str) -> str:
    """Without its full stop: the document puts its own."""
    return sentence.rstrip(". ")


def coordinators_of(case: Case, *, today: date) -> tuple[paper.Coordinator, ...]:
    """Process first, then case."""
    order = InvolvementRole.coordinating()
    seats = case.involvements.running(today).in_role(*order).select_related("user", "organisation")
    return tuple(
        paper.Coordinator(role=seat.get_role_display(), name=seat.user.name, organisation=seat.organisation.name)
        for seat in sorted(seats, key=lambda seat: order.index(InvolvementRole(seat.role)))
        if seat.user
    )


def exception_of(case: Case) -> paper.GateException | None:
    if case.exception_on is None or case.exception_by is None:
        return None
    return paper.GateException(reason=case.exception_reason, by=case.exception_by.name, on=case.exception_on)
