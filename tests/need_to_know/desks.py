"""Who is asked, invited, or brought the case, in random worlds: what a desk finds of it, and that it is no case.

The rule in words:

* A question, an invitation, and having brought a case, open nothing of that case.
* Of what must be done, who has no right finds what is still asked of the own desk, or of that person by name: a
  question or an invitation.
* The number of a case is there for who is asked or invited; as long as it is in intake, and for who was asked, also
  whom it is about, unless that person is restricted to others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from cases.models import Case, CaseStage, Deadline, DeadlineKind, IntakeQuestion, Involvement
from familienetwerk.accounts.models import User
from tests.factories import TODAY
from tests.need_to_know.rule import Person, Someone, World
from tests.need_to_know.words import BATCH

OUTSIDE = {DeadlineKind.QUESTION, DeadlineKind.INVITATION}


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question or an invitation: to a desk, or to one person by name."""

    case: int
    organisation: int
    user: int | None
    kind: str

    def reaches(self, person: Person) -> bool:
        if not person.is_active:
            return False
        return person.pk == self.user if self.user else person.organisation == self.organisation


@dataclass(frozen=True, kw_only=True)
class Due:
    pk: int
    ask: Ask
    is_open: bool


@dataclass(kw_only=True)
class Outside:
    """All that was asked around in a world."""

    asks: list[Ask] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    in_intake: set[int] = field(default_factory=set)

    def announced_to(self, person: Person) -> set[int]:
        return {ask.case for ask in self.asks if ask.reaches(person)}

    def asked_about(self, world: World, person: Person) -> set[int]:
        asked = {ask.case for ask in self.asks if ask.kind == DeadlineKind.QUESTION and ask.reaches(person)}
        return {
            one.pk
            for one in world.family.values()
            if one.case in asked & self.in_intake and is_told(world, person, one)
        }

    def due_of(self, world: World, person: Person) -> set[int]:
        return {row.pk for row in self.due if world.opens(person, row.ask.case) or self.is_asked(row, person)}

    def is_asked(self, row: Due, person: Person) -> bool:
        return row.is_open and row.ask.kind in OUTSIDE and row.ask.reaches(person)


def is_told(world: World, person: Person, someone: Someone) -> bool:
    """Whether who is asked hears this name: restricted, as on the case, though without a right to read it."""
    if someone.named is None or person.organisation == someone.restricted_by:
        return True
    return bool(someone.named & person.holders) or world.coordinates(person, someone.case)


def ask_around(chance: Random, cases: list[Case], users: list[User]) -> Outside:
    """Of each case other organisations are asked, invited and have work; some are in intake, and each brought some."""
    outside = Outside()
    desks = list({user.organisation_id: user.organisation for user in users}.values())
    for case in cases:
        case.bringing_organisation = chance.choice(desks)
        case.stage = chance.choice([CaseStage.INTAKE, *CaseStage])
    Case.objects.bulk_update(cases, ["bringing_organisation", "stage"], BATCH)
    outside.in_intake = {case.pk for case in cases if case.stage == CaseStage.INTAKE}
    rows: list[Deadline] = []
    for case in cases:
        rows += asked_of_desks(chance, case, desks, users, outside)
    Deadline.objects.bulk_create(rows, BATCH)
    outside.due = [Due(pk=row.pk, ask=as_ask(row), is_open=row.settled_on is None) for row in rows]
    return outside


def asked_of_desks(chance: Random, case: Case, desks: list[Any], users: list[User], outside: Outside) -> list[Deadline]:
    questioned, invited = chance.choice(desks), chance.choice(users)
    by_name = chance.random() < 0.5
    common = {"case": case, "asked_on": TODAY, "asked_by": users[0]}
    question = IntakeQuestion.objects.create(organisation=questioned, question="Kent u hen?", due_on=TODAY, **common)
    seat = Involvement.objects.create(
        organisation=invited.organisation, user=invited if by_name else None, asked_reason="Nodig", **common
    )
    named = invited.pk if by_name else None
    outside.asks += [
        Ask(case=case.pk, organisation=questioned.pk, user=None, kind=DeadlineKind.QUESTION),
        Ask(case=case.pk, organisation=invited.organisation_id, user=named, kind=DeadlineKind.INVITATION),
    ]
    whose = [
        (DeadlineKind.QUESTION, question.pk, questioned, None),
        (DeadlineKind.INVITATION, seat.pk, invited.organisation, named),
        (DeadlineKind.ADOPTION, case.pk, chance.choice(desks), None),
        (DeadlineKind.EVALUATION, case.pk, invited.organisation, invited.pk),
    ]
    return [
        Deadline(
            case=case,
            kind=kind,
            subject_id=subject,
            due_on=TODAY,
            organisation=desk,
            user_id=user,
            settled_on=chance.choice([None, None, TODAY]),
        )
        for kind, subject, desk, user in whose
    ]


def as_ask(row: Deadline) -> Ask:
    return Ask(case=row.case_id, organisation=row.organisation_id, user=row.user_id, kind=row.kind)


def found_outside(outside: Outside, world: World, person: Person) -> Iterator[tuple[str, str, set[int]]]:
    """By table or view: the column to ask, and what the rule says must be there."""
    yield "cases_case", "id", {case for case in world.frames if world.opens(person, case)}
    yield "cases_deadline", "id", outside.due_of(world, person)
    yield "app_announced", "case_id", outside.announced_to(person)
    yield "app_asked_about", "id", outside.asked_about(world, person)
