"""Somebody leaves the work: every seat, right, invitation and question of this person closes in one act."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from cases import permissions
from cases.actions.course import locked
from cases.actions.deadlines import settle_deadline
from cases.actions.inheriting import may_know, pass_on_deadlines
from cases.actions.involvement import CannotInvolve, end_seat, locked_and_running, start_involvement
from cases.models import AccessRequest, Case, Deadline, DeadlineKind, Involvement, InvolvementRole, Undirected
from cases.models.deadline import FOR_FEWER, OUTSIDE_THE_CASE
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as

LATELY = timedelta(days=7)  # a clock that stood still for some days misses nothing
LEFT = "Werkt hier niet meer"


class CannotReassign(CannotInvolve):
    """This work cannot go to that person."""


@transaction.atomic
def leave_every_case(user: User, *, by: User, on: date) -> None:
    """What was still due of this person keeps the name, so that a coordinator sees it and gives it to somebody else."""
    with acting_as(Errand.ACCOUNTS):
        for held in list(Involvement.objects.seated().filter(user=user).order_by("case_id", "pk")):
            seat = locked_and_running(held)
            assert seat.period
            end_seat(seat, by=by, on=max(on, seat.period.lower), reason=LEFT)
        for asked in Involvement.objects.asked().filter(user=user):
            asked.declined_on, asked.declined_reason = on, LEFT
            asked.save(update_fields=["declined_on", "declined_reason"])
            settle_deadline(DeadlineKind.INVITATION, subject_id=asked.pk, on=on)
        for_the_desk = Q(kind__in=OUTSIDE_THE_CASE) | FOR_FEWER  # for a coordinator it is not
        Deadline.objects.open().filter(for_the_desk, user=user).update(user=None)
        AccessRequest.objects.filter(asked_by=user, decided_at=None).update(
            decided_by=by, decided_at=timezone.now(), answer=LEFT
        )
        permissions.revoke_everything_of(user, by=by)
    record(EventType.ENDED, by=by, subject="user", subject_ids=[user.pk], page="leave_every_case")


@transaction.atomic
def take_direction(case_id: int, *, by: User, on: date, reason: str) -> Case | None:
    """A process coordinator of the municipality takes up a case that nobody directs. None: somebody else was first."""
    with acting_as(Errand.UNDIRECTED):
        Case.objects.select_for_update().get(pk=case_id)
    if not Undirected.objects.filter(pk=case_id).exists():
        record(EventType.REFUSED, by=by, case_id=case_id, page="take_direction")
        return None
    with acting_as(Errand.UNDIRECTED):
        case = Case.objects.get(pk=case_id)
        start_involvement(case, by, by=by, on=on, reason=reason, role=InvolvementRole.PROCESS_COORDINATOR)
    return case


@transaction.atomic
def reassign(deadline: Deadline, seat: Involvement, *, by: User) -> None:
    """What somebody who left still had to do, goes to somebody at the table."""
    locked(deadline.case)
    deadline = Deadline.objects.select_for_update(of=("self",)).get(pk=deadline.pk)
    same = Deadline.objects.open().filter(kind=deadline.kind, subject_id=deadline.subject_id).exclude(pk=deadline.pk)
    if deadline.settled_on or same.filter(organisation=seat.organisation_id).exists():
        raise CannotReassign("Dit werk is al gedaan, of ligt al bij die organisatie.")
    if not may_know(deadline, seat.user):
        raise CannotReassign(f"{seat.user} mag niet weten waar dit over gaat. Kies een ander.")
    deadline.user_id, deadline.organisation_id = seat.user_id, seat.organisation_id
    deadline.save(update_fields=["user", "organisation"])
    record(EventType.CHANGED, by=by, case_id=deadline.case_id, subject="deadline", subject_ids=[deadline.pk])


@transaction.atomic
def note_what_ran_out(*, today: date) -> int:
    """Seats whose own end came lately: their case is counted anew, and what was due of them goes on to the table."""
    with acting_as(Errand.CHECKING):
        ran_out = Involvement.objects.filter(ended_by=None, ends_at__lte=Now(), ends_at__gt=Now() - LATELY)
        seats = list(ran_out.select_related("case", "organisation").order_by("case_id", "pk"))
        for seat in seats:
            Case.objects.select_for_update().get(pk=seat.case_id)
            seat.save(update_fields=["period"])  # the database counts anew who is at the table
            pass_on_deadlines(seat, on=today)
    return len(seats)
