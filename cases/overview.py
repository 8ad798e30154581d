"""What the first page of a case shows, gathered in a fixed number of queries."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.urls import reverse

from cases.audience import Readers
from cases.events import Event, events_of
from cases.gaps import Gap, gaps_of
from cases.log import viewed_this_month
from cases.models import Case, Deadline, Household, Involvement, InvolvementRole, Member, Observation
from cases.models.deadline import OUTSIDE_THE_CASE
from cases.said import Said, said_of, unseen_lines
from cases.table import Table
from cases.work import Row, row_of
from familienetwerk.accounts.models import User

SHOWN_SAID, SHOWN_EVENTS, SHOWN_DUE = 4, 8, 6


@dataclass(frozen=True, kw_only=True)
class Coordinator:
    name: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Overview:
    table: Table
    due: list[Row]
    due_count: int
    said: list[Said]
    said_count: int
    unseen: list[str]
    events: list[Event]
    gaps: list[Gap]
    coordinators: list[Coordinator]
    members: list[Member]
    children: int
    household_count: int
    viewed: int

    @classmethod
    def of(cls, case: Case, *, user: User, today: date) -> Self:
        table = Table.of(case, today=today, may_ask=case.access.changes)  # type: ignore[attr-defined]
        readers = Readers.of(case)
        members = list(Member.objects.filter(case=case).current().eldest_first())
        written = list(Observation.objects.filter(case=case).for_reader(user))
        said = said_of(written, readers, today=today)
        due = due_rows(case, user=user, today=today)
        return cls(
            table=table,
            due=due[:SHOWN_DUE],
            due_count=len(due),
            said=said[:SHOWN_SAID],
            said_count=len(said),
            unseen=unseen_lines(written),
            events=events_of(case, user=user, readers=readers)[:SHOWN_EVENTS],
            gaps=gaps_of(case, table, members, today=today),
            coordinators=coordinators_of(case, today=today),
            members=members,
            children=sum(member.is_minor(today) for member in members),
            household_count=Household.objects.filter(case=case).count(),
            viewed=viewed_this_month(case.pk, today=today),
        )


def due_rows(case: Case, *, user: User, today: date) -> list[Row]:
    """What must be done, by whom. A question to others opens for them; here it leads to who was asked."""
    rows = []
    for deadline in Deadline.objects.open().filter(case=case).select_related("case", "organisation", "user").by_date():
        row = row_of(deadline, today=today)
        if deadline.kind in OUTSIDE_THE_CASE and deadline.organisation_id != user.organisation_id:
            row = replace(row, url=reverse("cases:involvements", args=[case.pk]))
        rows.append(row)
    return rows


def coordinators_of(case: Case, *, today: date) -> list[Coordinator]:
    running = Involvement.objects.running(today).filter(case=case, ended_by=None).select_related("user")
    rows = running.in_role(*InvolvementRole.coordinating()).order_by("-role")
    return [Coordinator(name=str(row.user), role=row.get_role_display().lower()) for row in rows]
