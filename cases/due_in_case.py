"""What is due in one case, seen from its own pages: with about whom it is, and the same work of one day together."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from cases.genogram.words import in_a_row
from cases.known import known_work
from cases.models import Case, Deadline, DeadlineKind, Member
from cases.models.deadline import ABOUT_A_MEMBER, OUTSIDE_THE_CASE
from cases.work import page_of
from familienetwerk.accounts.models import User
from familienetwerk.screen.due import Due

MOST_NAMES = 3


@dataclass(frozen=True, kw_only=True)
class DueLine:
    """One thing to do, or the same thing for several people on the same day."""

    what: str
    about: str
    url: str
    who: str
    due: Due
    is_closed: bool = False  # the other reads what it is and when; who looks through these eyes does not


def due_lines(case: Case, members: list[Member], *, user: User, today: date) -> list[DueLine]:
    """Soonest first. One query."""
    rows = known_work(case, user)
    names = {member.pk: member.given_name for member in members}
    ordered = sorted(rows, key=lambda row: (row.due_on, row.kind, row.is_for_few))
    groups = groupby(ordered, key=same_work)
    lines = [line_of(case, list(together), names, user=user, today=today) for _, together in groups]
    return sorted(lines, key=lambda line: line.is_closed)  # its place would say about when it is


def same_work(row: Deadline) -> tuple[date, str, bool, str]:
    """What one person does about several members on a day, or what several organisations do about one thing."""
    return row.due_on, row.kind, row.is_for_few, who_does(row) if row.kind in ABOUT_A_MEMBER else ""


def who_does(row: Deadline) -> str:
    return str(row.user or row.organisation)


def everybody_of(rows: list[Deadline]) -> list[str]:
    """Each once."""
    return list(dict.fromkeys(who_does(row) for row in rows))


def line_of(case: Case, rows: list[Deadline], names: dict[int, str], *, user: User, today: date) -> DueLine:
    first = rows[0]
    return DueLine(
        what=first.get_kind_display(),
        about=about(rows, names),
        url=url_of(case, rows, user=user),
        who=in_a_row(everybody_of(rows)),
        due=Due(on=first.due_on, today=today),
        is_closed=user.looker is not None and first.is_for_few,
    )


def about(rows: list[Deadline], names: dict[int, str]) -> str:
    if rows[0].kind not in ABOUT_A_MEMBER:
        things = len({row.subject_id for row in rows})
        return f"{things} keer" if things > len(everybody_of(rows)) else rows[0].about
    if len(rows) > MOST_NAMES:
        return f"{len(rows)} personen"
    return in_a_row([names.get(row.subject_id, "") for row in rows])


def url_of(case: Case, rows: list[Deadline], *, user: User) -> str:
    """What opens for who does it alone, leads here to the page where everybody reads it."""
    first = next((row for row in rows if row.organisation_id == user.organisation_id), rows[0])
    if first.kind in OUTSIDE_THE_CASE and first.organisation_id != user.organisation_id:
        return reverse("cases:involvements", args=[case.pk])
    if first.kind in ABOUT_A_MEMBER and len(rows) > 1:
        return reverse("cases:family", args=[case.pk])
    if first.kind == DeadlineKind.AGREED:
        return reverse("cases:agenda", args=[case.pk])
    return page_of(first)
