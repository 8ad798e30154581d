"""Who works on a case, who was asked, who left, and who can open it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db.models import Prefetch
from django.utils import timezone

from cases.models import Case, Involvement, InvolvementRole, Member
from cases.permissions import users_who_see
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.screen.due import Due


@dataclass(frozen=True, kw_only=True)
class Line:
    """One involvement, with what this viewer may do with it."""

    involvement: Involvement
    how: str
    for_whom: list[Member]
    due: Due | None
    last_moment: str
    is_shut_out: bool
    may_set_end: bool
    may_end: bool
    may_hand_over: bool


@dataclass(frozen=True, kw_only=True)
class InvolvementsPage:
    running: list[tuple[str, list[Line]]]
    asked: list[Line]
    declined: list[Involvement]
    ended: list[Involvement]
    who_sees: list[User]
    vacant: list[str]

    @classmethod
    def of(cls, case: Case, *, user: User, today: date) -> Self:
        rows = list(
            Involvement.objects.filter(case=case)
            .select_related("organisation", "user", "asked_by")
            .prefetch_related(Prefetch("members", Member.objects.known_to(user)))
            .order_by("organisation__name", "pk")
        )
        running = [row for row in rows if row.since and not row.is_ended]
        who_sees = users_who_see(case)
        able = {one.pk for one in who_sees}
        lines = [line_of(row, case, user=user, today=today, able=able) for row in running]
        return cls(
            running=by_domain(lines),
            asked=[line_of(row, case, user=user, today=today) for row in rows if row.is_asked],
            declined=[row for row in rows if row.declined_on],
            ended=[row for row in rows if row.is_ended],
            who_sees=who_sees,
            vacant=vacant_roles(running),
        )


def line_of(row: Involvement, case: Case, *, user: User, today: date, able: set[int] | None = None) -> Line:
    """`able`: who can open the case now. A seat of some hours has its own words for when."""
    changes = case.access.changes  # type: ignore[attr-defined]
    is_coordinator = row.role in InvolvementRole.coordinating()
    return Line(
        involvement=row,
        how=how(row),
        for_whom=list(row.members.all()),
        due=Due(on=row.answer_due_on, today=today) if row.is_asked and row.answer_due_on else None,
        last_moment=last_moment(row),
        is_shut_out=able is not None and row.user_id is not None and not row.begins_at and row.user_id not in able,
        may_set_end=changes and bool(row.since) and not row.begins_at,
        may_end=not is_coordinator and (changes or row.user_id == user.pk),
        may_hand_over=is_coordinator and changes,
    )


def last_moment(row: Involvement) -> str:
    """When it ends by itself: the last day, or for a guest the moment of that day."""
    if row.ends_at is None:
        return ""
    local = timezone.localtime(row.ends_at)
    if row.begins_at:
        return f"van {timezone.localtime(row.begins_at):%H:%M} tot {local:%H:%M}, voor één bespreking"
    if row.ends_at_midnight:
        return f"tot en met {local - timedelta(days=1):%d-%m-%Y}"
    return f"tot {local:%d-%m-%Y %H:%M}"


def how(row: Involvement) -> str:
    """Asked or joined, by whom and why."""
    if row.asked_by_id == row.user_id:
        return row.asked_reason
    return f"{row.asked_reason} · gevraagd door {row.asked_by}"


def by_domain(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """In the order of the table; a domain without anybody is left out."""
    groups = [
        (str(domain.label), [line for line in lines if line.involvement.organisation.policy_domain == domain])
        for domain in PolicyDomain
    ]
    return [(name, of_domain) for name, of_domain in groups if of_domain]


def vacant_roles(running: Iterable[Involvement]) -> list[str]:
    taken = {row.role for row in running}
    return [str(role.label) for role in InvolvementRole.coordinating() if role not in taken]
