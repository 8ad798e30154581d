"""Subjects and life domains: the latest score, beside the first, as far as the reader may read them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from cases.audience import Chip, Readers
from cases.closed import closed_lines, is_closed
from cases.family import Family
from cases.models import Case, Member
from cases.visibility import View
from domains import rules
from domains.child_safety import children_without_safety_view
from domains.models import Assessment, DomainScore, LifeDomain
from domains.subject import Subject, key_of
from familienetwerk.accounts.models import User

SHOWN = 12  # of the list of who assessed when; the rest folds away

type Key = tuple[int | None, int | None]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One subject in one life domain. None: not assessed, which is no fault."""

    now: int | None = None
    since: int | None = None
    target: int | None = None
    is_old: bool = False

    @classmethod
    def of(cls, course: list[DomainScore], *, today: date) -> Self:
        """`course`: the scores, the oldest first."""
        assessed = [score for score in course if score.is_assessed]
        targets = [score.target for score in course if score.target]
        target = targets[-1] if targets else None
        if not assessed:
            return cls(target=target)
        first, last = assessed[0], assessed[-1]
        return cls(
            now=last.score,
            since=first.score if len(assessed) > 1 else None,
            target=target,
            is_old=last.is_old(today),
        )

    @property
    def change(self) -> int:
        return rules.change(self.since, self.now) or 0


@dataclass(frozen=True, kw_only=True)
class Row:
    subject: Subject
    age: int | None
    cells: list[Cell]
    is_looked_at: bool  # by anybody, whether or not the reader may read what was seen


@dataclass(frozen=True, kw_only=True)
class Group:
    name: str
    rows: list[Row]

    @property
    def looked_at(self) -> list[Row]:
        return [row for row in self.rows if row.is_looked_at]

    @property
    def not_yet(self) -> list[Row]:
        """At whom nobody looked; said as it is, and never as something to catch up on."""
        return [row for row in self.rows if not row.is_looked_at]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One released assessment in the list: who reads it, and its shared conclusion for who does not."""

    assessment: Assessment
    audience: Chip
    is_readable: bool


@dataclass(frozen=True, kw_only=True)
class Matrix:
    life_domains: list[LifeDomain]
    groups: list[Group]
    listed: list[Listed]
    drafts: list[Assessment]
    hidden: list[str]
    unseen_children: list[Member]
    member_ids: list[int]

    @classmethod
    def of(cls, case: Case, *, user: User, today: date) -> Self:
        """A fixed number of queries, however many were assessed."""
        assessments = assessments_for(case, user=user)
        released = [row for row in assessments if not row.is_draft]
        readable = [row for row in released if row.view == View.CONTENT]  # type: ignore[attr-defined]
        family, readers = Family.of(case, today=today), Readers.of(case)
        courses = courses_of(row for row in readable if is_here(row, family))
        used = {life_domain_id for _, life_domain_id in courses}
        life_domains = [row for row in LifeDomain.objects.in_order() if row.pk in used]
        return cls(
            life_domains=life_domains,
            groups=groups_of(family, courses, life_domains, looked_at={key_of(row) for row in released}, today=today),
            listed=[listed(row, readers) for row in released],
            drafts=[row for row in assessments if row.is_draft and row.author_id == user.pk],
            hidden=hidden_lines(released),
            unseen_children=children_without_safety_view(case, today=today),
            member_ids=sorted(
                {member.pk for member in family.current} | {row.member_id for row in assessments if row.member_id}
            ),
        )

    @property
    def is_empty(self) -> bool:
        return not self.listed

    @property
    def rows(self) -> list[Row]:
        """Each subject once, also who lives in two households."""
        return list({row.subject.key: row for group in self.groups for row in group.rows}.values())

    @property
    def worse(self) -> list[str]:
        """Kevin (alcohol en drugs, wonen): whose scores fell since the start, and in what."""
        return [f"{row.subject.short_name} ({', '.join(names)})" for row, names in self.moved(sign=-1)]

    @property
    def better(self) -> list[str]:
        return [row.subject.short_name for row, _ in self.moved(sign=1)]

    @property
    def number_worse(self) -> int:
        return sum(len(names) for _, names in self.moved(sign=-1))

    @property
    def number_better(self) -> int:
        return sum(len(names) for _, names in self.moved(sign=1))

    def moved(self, *, sign: int) -> list[tuple[Row, list[str]]]:
        """Who went down (-1) or up (1) since the start, with the life domains."""
        found = [
            (
                row,
                [
                    str(life_domain).lower()
                    for life_domain, cell in zip(self.life_domains, row.cells, strict=True)
                    if cell.change * sign > 0
                ],
            )
            for row in self.rows
        ]
        return [(row, names) for row, names in found if names]

    @property
    def never(self) -> int:
        return len({row.subject.key for group in self.groups for row in group.not_yet})

    @property
    def recent(self) -> list[Listed]:
        return self.listed[:SHOWN]

    @property
    def earlier(self) -> list[Listed]:
        return self.listed[SHOWN:]


def is_here(assessment: Assessment, family: Family) -> bool:
    """About somebody who still belongs to the network; who left keeps an own page."""
    return assessment.member_id is None or any(member.pk == assessment.member_id for member in family.current)


def assessments_for(case: Case, *, user: User) -> list[Assessment]:
    """What this reader may know of, newest first, with the scores. Two queries."""
    rows = Assessment.objects.filter(case=case).seen_by(user).with_conclusion(user).newest_first()
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
    looked_at: set[Key],
    today: date,
) -> list[Group]:
    """Household by household its members, then the households as a whole, and the network."""

    def row(subject: Subject) -> Row:
        found = [courses.get((subject.key, life_domain.pk), []) for life_domain in life_domains]
        return Row(
            subject=subject,
            age=subject.age(today),
            cells=[Cell.of(course, today=today) for course in found],
            is_looked_at=subject.key in looked_at,
        )

    groups = [
        Group(
            name=str(group.household or "Geen huishouden bekend"),
            rows=[row(Subject(member=line.member)) for line in group.rows],
        )
        for group in family.groups
        if group.rows
    ]
    whole = [Subject(household=household) for household in family.households] + [Subject()]
    as_a_whole = [row(subject) for subject in whole if subject.key in looked_at]
    return [*groups, Group(name="Als geheel", rows=as_a_whole)] if as_a_whole else groups


def listed(assessment: Assessment, readers: Readers) -> Listed:
    return Listed(
        assessment=assessment,
        audience=readers.chip(assessment),
        is_readable=assessment.view == View.CONTENT,  # type: ignore[attr-defined]
    )


def hidden_lines(released: Iterable[Assessment]) -> list[str]:
    """“Politie heeft 2 beoordelingen. U ziet alleen dat ze bestaan.” Takes released ones."""
    rows = list(released)
    hidden = [row for row in rows if row.view == View.EXISTENCE and not is_closed(row)]  # type: ignore[attr-defined]
    counts = Counter(str(row.organisation) for row in hidden)
    lines = [
        f"{organisation} heeft 1 beoordeling. U ziet alleen dat die bestaat."
        if number == 1
        else f"{organisation} heeft {number} beoordelingen. U ziet alleen dat ze bestaan."
        for organisation, number in sorted(counts.items())
    ]
    return [*lines, *closed_lines(rows, a="een beoordeling")]
