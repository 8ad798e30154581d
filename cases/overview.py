"""What the first page of a case shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db.models import prefetch_related_objects

from cases.audience import Readers
from cases.due_in_case import DueLine, due_lines
from cases.events import Event, events_of
from cases.gaps import Gap, gaps_of
from cases.known import known_members, known_observations
from cases.log import views_this_month
from cases.models import Case, Involvement, Member
from cases.presence import Presence
from cases.said import Said, said_of, unseen_lines
from cases.table import Table
from familienetwerk.accounts.models import User
from familienetwerk.screen.paging import Count

SHOWN_SAID, SHOWN_EVENTS = 4, 8
MOST_COUNTED = 999
AHEAD = timedelta(days=42)  # further away is not “nu”


@dataclass(frozen=True, kw_only=True)
class Overview:
    table: Table
    due: list[DueLine]
    due_count: int
    said: list[Said]
    said_count: int
    unseen: list[str]
    events: list[Event]
    gaps: list[Gap]
    coordinators: list[Involvement]
    members: list[Member]
    children: int
    household_count: Count
    viewed: Count

    @classmethod
    def of(cls, case: Case, *, user: User, today: date) -> Self:
        presence, readers = Presence.of(case), Readers.of(case)
        table = Table.of(case, today=today, may_ask=case.access.changes, presence=presence)  # type: ignore[attr-defined]
        everybody = known_members(case, user)
        members = [member for member in everybody if member.ended_on is None]
        written = known_observations(case, user)
        prefetch_related_objects(written, "members")
        events = events_of(case, presence=presence, members=everybody, written=written, readers=readers)
        said = said_of(written, readers, today=today)
        due = due_lines(case, everybody, user=user, today=today)
        households, viewed = Count.of_each(
            case.households.known_to(user),
            views_this_month(case.pk, today=today),
            beside=User.objects.filter(pk=user.pk),
            most=MOST_COUNTED,
        )
        return cls(
            table=table,
            due=[line for line in due if line.due.on <= today + AHEAD and not line.is_closed],
            due_count=len(due),
            said=said[:SHOWN_SAID],
            said_count=len(said),
            unseen=unseen_lines(written),
            events=events[:SHOWN_EVENTS],
            gaps=gaps_of(case, table, presence, members, today=today),
            coordinators=presence.coordinators,
            members=members,
            children=sum(member.is_minor(today) for member in members),
            household_count=households,
            viewed=viewed,
        )
