"""The rule of need to know, written from its words and from nothing else: no model, no query, no code of the app.

* Who holds no right to read that runs now, sees nothing of a case. A right of the organisation is one of its people.
* An account that ended has no rights.
* What an organisation wrote, it reads, also its drafts. Nobody else knows of a draft.
* Everybody on the case knows that a shared piece exists.
* Its writer chose who reads it: everybody on the case; the own domain and who coordinates; who coordinates; people and
  organisations by name; or nobody but the own organisation.
* What came under a law of its own stays in the frame for which it was given, until its own organisation passes it on to
  the frame of the case, and does not take that back. That holds for the conclusion too that everybody else may read of
  an assessment from when it is shared, for whomever the rest is.
* Who is restricted to some, is there for who coordinates, for the organisation that asked for it and for who is named.
  For others neither that person is there, nor any piece about that person, whoever wrote it. Paper is for all.
* Of a discussion everybody on the case knows. An invitation without a seat, or a place at the table, tells nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime

READS, COORDINATES = 2, 4


@dataclass(frozen=True, kw_only=True)
class Person:
    pk: int
    organisation: int
    domain: str  # of the organisation
    is_active: bool
    holders: frozenset[int]  # the person and the organisation, as holders of rights


@dataclass(frozen=True, kw_only=True)
class Right:
    case: int
    holder: int
    level: int
    domains: frozenset[str]
    begin: datetime
    end: datetime | None

    def runs(self, now: datetime) -> bool:
        return self.begin <= now and (self.end is None or now < self.end)


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A person of the family."""

    pk: int
    case: int
    restricted_by: int | None = None
    named: frozenset[int] | None = None  # None: not restricted


@dataclass(kw_only=True)
class Piece:
    """Something written."""

    pk: int
    case: int
    organisation: int
    domain: str  # of the organisation that wrote it
    audience: str
    named: frozenset[int]
    is_shared: bool
    law: str
    frame: int
    passed_on_to: set[int] = field(default_factory=set)
    about: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Discussion:
    pk: int
    case: int
    invited: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Goal:
    """Everybody on the case knows it, but one for somebody of whom not everybody may know."""

    pk: int
    case: int
    about: int | None


@dataclass(frozen=True, kw_only=True)
class World:
    now: datetime
    rights: dict[int, list[Right]]  # by case
    frames: dict[int, int]  # by case
    people: list[Person]
    pieces: dict[str, list[Piece]]  # by kind
    family: dict[int, Someone]
    discussions: list[Discussion]
    goals: list[Goal]

    def held(self, person: Person, case: int) -> list[Right]:
        if not person.is_active:
            return []
        mine = [right for right in self.rights.get(case, []) if right.holder in person.holders]
        return [right for right in mine if right.runs(self.now) and right.level >= READS]

    def opens(self, person: Person, case: int) -> bool:
        return bool(self.held(person, case))

    def coordinates(self, person: Person, case: int) -> bool:
        return any(right.level >= COORDINATES for right in self.held(person, case))

    def knows_of(self, person: Person, someone: Someone) -> bool:
        """That this person of the family is there."""
        if not self.opens(person, someone.case):
            return False
        if someone.named is None or person.organisation == someone.restricted_by:
            return True
        return bool(someone.named & person.holders) or self.coordinates(person, someone.case)

    def knows_of_discussion(self, person: Person, discussion: Discussion) -> bool:
        return self.opens(person, discussion.case)

    def knows_of_goal(self, person: Person, goal: Goal) -> bool:
        is_hidden = goal.about is not None and not self.knows_of(person, self.family[goal.about])
        return self.opens(person, goal.case) and not is_hidden

    def knows(self, person: Person, piece: Piece) -> bool:
        """That it exists."""
        if not all(self.knows_of(person, self.family[one]) for one in piece.about):
            return False
        return self.opens(person, piece.case) and (piece.is_shared or piece.organisation == person.organisation)

    def reads(self, person: Person, piece: Piece) -> bool:
        """What it says."""
        if not self.knows(person, piece):
            return False
        if piece.organisation == person.organisation:
            return True
        if self.stays_behind(piece):
            return False
        rights = self.held(person, piece.case)
        is_coordinator = self.coordinates(person, piece.case)
        if piece.audience == "NAMED":
            return bool(piece.named & person.holders)
        if piece.audience == "OWN_DOMAIN":
            return is_coordinator or any(piece.domain in right.domains for right in rights)
        return piece.audience == "ALL_INVOLVED" or (piece.audience == "COORDINATORS" and is_coordinator)

    def reads_conclusion(self, person: Person, piece: Piece) -> bool:
        """What its writer let everybody know of an assessment."""
        if not self.knows(person, piece):
            return False
        return piece.organisation == person.organisation or not self.stays_behind(piece)

    def stays_behind(self, piece: Piece) -> bool:
        frame = self.frames[piece.case]
        return piece.law != "AVG" and piece.frame != frame and frame not in piece.passed_on_to

    def reads_everybody(self, piece: Piece) -> bool:
        """What may stand on paper for everybody on the case together."""
        hides = any(self.family[one].named is not None for one in piece.about)
        return piece.is_shared and piece.audience == "ALL_INVOLVED" and not (self.stays_behind(piece) or hides)
