"""What asks for attention and is no term of a case: access that is asked, was used, or ends soon.

The work list asks in one query which sections hold anything; the page behind it shows their lines.
"""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from cases.models import (
    AccessRequest,
    Case,
    Deadline,
    EmergencyAccess,
    GrantLevel,
    Involvement,
    Undirected,
    held_on,
)
from familienetwerk.accounts.models import Statement, User
from familienetwerk.accounts.roles import Power, Role
from familienetwerk.accounts.written_conditions import ProbeOnce
from familienetwerk.accounts.written_once import Asking, ask
from familienetwerk.accounts.written_rows import ask_prepared
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.screen.due import Due

MOST_SHOWN = 50
AHEAD = timedelta(days=30)
TOLD_FOR = timedelta(days=14)  # how long a coordinator reads that the emergency procedure was used
COORDINATING = {Role.PROCESS_COORDINATOR, Role.CASE_COORDINATOR}


@dataclass(frozen=True, kw_only=True)
class Notice:
    text: str
    url: str = ""
    act: str = "Bekijk"
    case_number: str = ""
    case_id: int | None = None
    due: Due | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """`rows` for whom it is, in order; `line` says one of them."""

    title: str
    is_for: Callable[[User], bool]
    rows: Callable[[User, date], QuerySet[Any]]
    line: Callable[[Any, User, date], Notice]
    errand: Errand | None = None
    is_urgent: bool = False  # a term in hours: its lines stand on the work list itself
    asking: Asking = ask_prepared  # most look up the right of each of a few rows: one plan whoever asks

    def lines(self, user: User, *, today: date) -> list[Notice]:
        if self.errand is None:
            return [self.line(row, user, today) for row in self.rows(user, today)[:MOST_SHOWN]]
        with acting_as(self.errand):
            return [self.line(row, user, today) for row in self.rows(user, today)[:MOST_SHOWN]]


def sections_with_something(user: User, *, today: date) -> list[Section]:
    """One query for each way of asking, and for each errand that this user's roles have."""
    numbers = [number for number, section in enumerate(SECTIONS) if section.is_for(user)]
    found: set[int] = set()
    for errand in dict.fromkeys(SECTIONS[number].errand for number in numbers):
        of_errand = [number for number in numbers if SECTIONS[number].errand == errand]
        with acting_as(errand) if errand else nullcontext():
            found |= _filled(of_errand, user, today=today)
    return [SECTIONS[number] for number in numbers if number in found]


def _filled(numbers: list[int], user: User, *, today: date) -> set[int]:
    found: set[int] = set()
    for asking in dict.fromkeys(SECTIONS[number].asking for number in numbers):
        these = tuple(number for number in numbers if SECTIONS[number].asking is asking)
        found |= {number for (number,) in asking(first_of_each, user, these, today)}
    return found


def first_of_each(user: User, numbers: tuple[int, ...], today: date) -> QuerySet[Any, Any]:
    """The number of each section that holds anything. One line of each is enough."""
    first, *others = (
        SECTIONS[number].rows(user, today).order_by().values_list(Value(number))[:1] for number in numbers
    )
    return first.union(*others, all=True)


def cases_of(lines: Iterable[Notice]) -> set[int]:
    """Which cases stood there, for the log."""
    return {line.case_id for line in lines if line.case_id is not None}


def coordinates(user: User) -> bool:
    return bool(COORDINATING & set(user.roles))


def coordinated(user: User) -> ProbeOnce:
    """Looked up for each row: there are few, and cases that somebody coordinates can be thousands."""
    return ProbeOnce(held_on, user, "case_id", about=(GrantLevel.COORDINATE,))


def emergencies_used(user: User, today: date) -> QuerySet[EmergencyAccess]:
    used = EmergencyAccess.objects.filter(coordinated(user), began_at__gt=Now() - TOLD_FOR)
    return used.exclude(user=user.pk).select_related("case", "user").newest_first()


def emergency_used(access: EmergencyAccess, user: User, today: date) -> Notice:
    return Notice(
        text=f"{access.user} las deze casus met de noodprocedure: {access.reason}",
        url=reverse("cases:log", args=[access.case_id]),
        act="Bekijk de inzage",
        case_number=access.case.number,
        case_id=access.case_id,
    )


def access_asked(user: User, today: date) -> QuerySet[AccessRequest]:
    rows = AccessRequest.objects.open().for_coordinator(user).with_case()
    return rows.select_related("asked_by__organisation").order_by("asked_at", "pk")


def question_for_access(row: AccessRequest, user: User, today: date) -> Notice:
    case_id: int = row.case_id  # type: ignore[attr-defined]
    return Notice(
        text=f"{row.asked_by} ({row.asked_by.organisation}) vraagt om toegang.",
        url=reverse("cases:answer_access", args=[case_id, row.pk]),
        act="Beantwoord",
        case_number=row.number,
        case_id=case_id,
    )


def seats_ending(user: User, today: date) -> QuerySet[Involvement]:
    rows = Involvement.objects.ending_within(AHEAD).filter(coordinated(user), begins_at=None)
    return rows.select_related("case", "user").order_by("ends_at", "pk")


def seat_ending(seat: Involvement, user: User, today: date) -> Notice:
    assert seat.ends_at
    return Notice(
        text=f"{seat.user} doet straks niet meer mee.",
        url=reverse("cases:set_end", args=[seat.case_id, seat.pk]),
        act="Bekijk de einddatum",
        case_number=seat.case.number,
        case_id=seat.case_id,
        due=Due(on=timezone.localdate(seat.ends_at), today=today),
    )


def cases_without_direction(user: User, today: date) -> QuerySet[Undirected]:
    return Undirected.objects.order_by("number", "pk")


def case_without_direction(orphan: Undirected, user: User, today: date) -> Notice:
    """By its number alone: who takes it up may read it, who does not may not."""
    url = reverse("cases:take_direction", args=[orphan.pk])
    return Notice(text="heeft geen procesregisseur.", url=url, act="Neem de regie", case_number=orphan.number)


def cases_without_coordinator(user: User, today: date) -> QuerySet[Case]:
    return Case.objects.without_case_coordinator_for(user).order_by("number", "pk")


def case_without_coordinator(case: Case, user: User, today: date) -> Notice:
    return Notice(
        text="heeft geen casusregisseur.",
        url=reverse("cases:appoint", args=[case.pk]),
        act="Stel iemand aan",
        case_number=case.number,
        case_id=case.pk,
    )


def work_of_who_left(user: User, today: date) -> QuerySet[Deadline]:
    rows = Deadline.objects.of_who_left().filter(coordinated(user)).known_to(user)
    return rows.select_related("case", "user").by_date()


def piece_of_work(deadline: Deadline, user: User, today: date) -> Notice:
    about = f": {deadline.about}" if deadline.about else ""
    return Notice(
        text=f"{deadline.get_kind_display()}{about}. {deadline.user} werkt hier niet meer.",
        url=reverse("cases:reassign", args=[deadline.case_id, deadline.pk]),
        act="Geef aan een ander",
        case_number=deadline.case.number,
        case_id=deadline.case_id,
        due=Due(on=deadline.due_on, today=today),
    )


def statements_ending(user: User, today: date) -> QuerySet[Statement]:
    return Statement.objects.ending_by(today + AHEAD, today=today).select_related("user")


def statement_ending(statement: Statement, user: User, today: date) -> Notice:
    assert statement.valid_until
    return Notice(
        text=f"{statement.get_kind_display()} van {statement.user}. Daarna opent deze persoon geen casus.",
        url=reverse("statements", args=[statement.user_id]),
        act="Leg een nieuwe vast",
        due=Due(on=statement.valid_until, today=today),
    )


def accounts_ending(user: User, today: date) -> QuerySet[User]:
    return User.objects.ending_by(today + AHEAD, today=today)


def account_ending(account: User, user: User, today: date) -> Notice:
    assert account.last_day
    due = Due(on=account.last_day, today=today)
    return Notice(text=f"Laatste dag van {account}.", url=reverse("last_day", args=[account.pk]), due=due)


def accounts_left_open(user: User, today: date) -> QuerySet[User]:
    return User.objects.left_open(today=today).order_by("last_day", "pk")


def account_left_open(account: User, user: User, today: date) -> Notice:
    assert account.last_day
    return Notice(
        text=f"De laatste dag van {account} is voorbij, en het account staat nog open. De app probeert het opnieuw.",
        url=reverse("end_account", args=[account.pk]),
        act="Beëindig het zelf",
        due=Due(on=account.last_day, today=today),
    )


def manages(user: User) -> bool:
    return user.may(Power.MANAGE_ACCOUNTS)


SECTIONS = [
    Section(title="Verklaring loopt af", is_for=manages, rows=statements_ending, line=statement_ending),
    Section(title="Account loopt af", is_for=manages, rows=accounts_ending, line=account_ending),
    Section(title="Account bleef open", is_for=manages, rows=accounts_left_open, line=account_left_open),
    Section(
        title="Casussen zonder regisseur",
        is_for=lambda user: Role.PROCESS_COORDINATOR in user.roles,
        rows=cases_without_direction,
        line=case_without_direction,
    ),
    Section(
        title="Geen casusregisseur",
        is_for=lambda user: Role.PROCESS_COORDINATOR in user.roles,
        rows=cases_without_coordinator,
        line=case_without_coordinator,
        asking=ask,  # by what one leads, or by what nobody leads: it depends on who leads how many
    ),
    Section(title="Werk van wie vertrok", is_for=coordinates, rows=work_of_who_left, line=piece_of_work),
    Section(title="Noodprocedure gebruikt", is_for=coordinates, rows=emergencies_used, line=emergency_used),
    Section(title="Vragen om toegang", is_for=coordinates, rows=access_asked, line=question_for_access),
    Section(title="Betrokkenheid loopt af", is_for=coordinates, rows=seats_ending, line=seat_ending),
]
