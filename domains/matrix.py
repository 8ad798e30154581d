"""Subjects and life domains: the latest score, beside the first, as far as the reader may read them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from cases.audience import Chip, Readers
from cases.family import Family
from cases.models import Case, Member
from cases.visibility import View
from domains import rules
from domains.models import Assessment, DomainScore, LifeDomain
from domains.subject import Subject, key_of
from familienetwerk.accounts.models import User

CHILD_SAFETY = "child_safety"  # the life domain in which somebody says whether a child is safe (FR-054)

type Key = tuple[int | None, int | None]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One subject in one life domain. None: not assessed, which is no fault."""

    now: int | None = None
    since: int | None = None
    is_old: bool = False

    @classmethod
    def of(cls, course: list[DomainScore], *, today: date) -> Self:
        """`course`: the scores, the oldest first."""
        assessed = [score for score in course if score.is_assessed]
        if not assessed:
            return cls()
        first, last = assessed[0], assessed[-1]
        is_old = bool(last.information_on and rules.is_old(last.information_on, today))
        return cls(now=last.score, since=first.score if len(assessed) > 1 else None, is_old=is_old)


@dataclass(frozen=True, kw_only=True)
class Row:
    subject: Subject
    age: int | None
    cells: list[Cell]


@dataclass(frozen=True, kw_only=True)
class Group:
    name: str
    rows: list[Row]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One released assessment in the list: who reads it, and its shared conclusion for who does not."""

    assessment: Assessment
    audience: Chip
    is_readable: bool


@dataclass(kw_only=True)
class Matrix:
    life_domains: list[LifeDomain]
    groups: list[Group]
    listed: list[Listed]
    drafts: list[Assessment]
    hidden: list[str]
    unseen_children: list[Member]
    better: int = 0
    worse: int = 0
    member_ids: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, case: Case, *, user: User, today: date) -> Self:
        """A fixed number of queries, however many were assessed."""
        assessments = assessments_for(case, user=user)
        released = [row for row in assessments if not row.is_draft]
        readable = [row for row in released if row.view == View.CONTENT]  # type: ignore[attr-defined]
        courses = courses_of(readable)
        used = {life_domain_id for _, life_domain_id in courses}
        life_domains = [row for row in LifeDomain.objects.in_order() if row.pk in used]
        family, readers = Family.of(case, today=today), Readers.of(case)
        groups = groups_of(family, courses, life_domains, today=today)
        changes = [
            rules.change(cell.since, cell.now) or 0 for group in groups for row in group.rows for cell in row.cells
        ]
        return cls(
            life_domains=life_domains,
            groups=groups,
            listed=[listed(row, readers) for row in released],
            drafts=[row for row in assessments if row.is_draft and row.author_id == user.pk],
            hidden=hidden_lines(released),
            unseen_children=children_without_view(family, case),
            better=sum(change > 0 for change in changes),
            worse=sum(change < 0 for change in changes),
            member_ids=[member.pk for member in family.current],
        )

    @property
    def is_empty(self) -> bool:
        return not self.listed


def assessments_for(case: Case, *, user: User) -> list[Assessment]:
    """What this reader may know of, newest first, with the scores. Two queries."""
    rows = Assessment.objects.filter(case=case).seen_by(user).newest_first()
    return list(
        rows.select_related("organisation", "author", "member", "household").prefetch_related("scores__life_domain")
    )


def courses_of(assessments: Iterable[Assessment]) -> dict[tuple[Key, int], list[DomainScore]]:
    """Per subject and life domain its scores, the oldest first. Takes assessments newest first."""
    courses: dict[tuple[Key, int], list[DomainScore]] = {}
    for assessment in reversed(list(assessments)):
        for score in assessment.scores.all():
            courses.setdefault((key_of(assessment), score.life_domain_id), []).append(score)
    return courses


def groups_of(
    family: Family,
    courses: dict[tuple[Key, int], list[DomainScore]],
    life_domains: list[LifeDomain],
    *,
    today: date,
) -> list[Group]:
    """Household by household its members, then the households as a whole, and the network."""

    def row(subject: Subject) -> Row:
        found = [courses.get((subject.key, life_domain.pk), []) for life_domain in life_domains]
        return Row(subject=subject, age=subject.age(today), cells=[Cell.of(course, today=today) for course in found])

    groups = [
        Group(
            name=str(group.household or "Geen huishouden bekend"),
            rows=[row(Subject(member=line.member)) for line in group.rows],
        )
        for group in family.groups
        if group.rows
    ]
    whole = [Subject(household=household) for household in family.households] + [Subject()]
    assessed = {key for key, _ in courses}
    as_a_whole = [row(subject) for subject in whole if subject.key in assessed]
    return [*groups, Group(name="Als geheel", rows=as_a_whole)] if as_a_whole else groups


def listed(assessment: Assessment, readers: Readers) -> Listed:
    return Listed(
        assessment=assessment,
        audience=readers.chip(assessment),
        is_readable=assessment.view == View.CONTENT,  # type: ignore[attr-defined]
    )


def hidden_lines(released: Iterable[Assessment]) -> list[str]:
    """„Politie heeft 2 beoordelingen. U ziet alleen dat ze bestaan.”"""
    hidden = [row for row in released if row.view == View.EXISTENCE]  # type: ignore[attr-defined]
    counts = Counter(str(row.organisation) for row in hidden)
    return [
        f"{organisation} heeft 1 beoordeling. U ziet alleen dat die bestaat."
        if number == 1
        else f"{organisation} heeft {number} beoordelingen. U ziet alleen dat ze bestaan."
        for organisation, number in sorted(counts.items())
    ]


def children_without_view(family: Family, case: Case) -> list[Member]:
    """Minors of whom nobody said yet how safe they are. Says so to all: that it was not done is no content."""
    seen = set(
        DomainScore.objects.filter(
            assessment__case=case,
            assessment__released_at__isnull=False,
            life_domain__code=CHILD_SAFETY,
            score__isnull=False,
        ).values_list("assessment__member_id", flat=True)
    )
    return [member for member in family.children if member.pk not in seen]
