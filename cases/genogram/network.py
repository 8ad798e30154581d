"""A family network as plain data: what the picture needs to know and nothing else.

The values of the enums are those of cases.models, so that a row is easily told: `Kind(relation.kind)`.
Whoever may not be seen is left out of the data; nothing is hidden by drawing it invisibly.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from cases import rules


class Sex(StrEnum):
    MALE = "MALE"
    FEMALE = "FEMALE"
    OTHER = "OTHER"
    UNKNOWN = "UNKNOWN"


class Kind(StrEnum):
    """From the first person's side: the first is … of the second."""

    PARENT = "PARENT"
    STEP_PARENT = "STEP_PARENT"
    ADOPTIVE_PARENT = "ADOPTIVE_PARENT"
    FOSTER_PARENT = "FOSTER_PARENT"
    GUARDIAN = "GUARDIAN"
    MARRIED = "MARRIED"
    COHABITING = "COHABITING"
    PARTNER = "PARTNER"
    EX_PARTNER = "EX_PARTNER"
    SIBLING = "SIBLING"
    HALF_SIBLING = "HALF_SIBLING"
    GRANDPARENT = "GRANDPARENT"
    RELATIVE = "RELATIVE"
    FRIEND = "FRIEND"
    BUSINESS = "BUSINESS"


# With a line of descent to the child, from strongest to weakest claim to the child's place in the picture.
PARENTHOODS = (Kind.PARENT, Kind.ADOPTIVE_PARENT, Kind.FOSTER_PARENT)
PARTNERSHIPS = (Kind.MARRIED, Kind.COHABITING, Kind.PARTNER, Kind.EX_PARTNER)
ONE_SIDED = frozenset({*PARENTHOODS, Kind.STEP_PARENT, Kind.GUARDIAN, Kind.GRANDPARENT})
# True for life: an end date does not take these out of the picture.
LASTING = frozenset({*PARTNERSHIPS, Kind.PARENT, Kind.ADOPTIVE_PARENT, Kind.SIBLING, Kind.HALF_SIBLING})


class Quality(StrEnum):
    UNKNOWN = "UNKNOWN"
    CLOSE = "CLOSE"
    NEUTRAL = "NEUTRAL"
    DISTANT = "DISTANT"
    CONFLICT = "CONFLICT"
    BROKEN = "BROKEN"
    COERCIVE = "COERCIVE"


class Certainty(StrEnum):
    """Solid, dashes, dots; in this order from sure to unsure."""

    ESTABLISHED = "ESTABLISHED"
    STATED = "STATED"
    PRESUMED = "PRESUMED"

    @property
    def doubt(self) -> int:
        return list(Certainty).index(self)


class Side(StrEnum):
    """Of an organisation: the mark on its tag."""

    SAFETY = "SAFETY"
    SOCIAL = "SOCIAL"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the network. `family_name` with its prefix; `href` a page of this site, or empty on paper."""

    id: str
    given_name: str
    family_name: str = ""
    sex: Sex = Sex.UNKNOWN
    born: date | None = None  # a day to come for a child that is expected
    is_born_estimated: bool = False
    died: date | None = None
    is_index: bool = False  # the reason why there is a case
    href: str = ""

    def __post_init__(self) -> None:
        if self.href and (not self.href.startswith(("/", "#")) or self.href.startswith("//")):
            raise ValueError("a person links to a page of this site")

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def is_expected(self, today: date) -> bool:
        return self.born is not None and self.born > today

    def age(self, today: date) -> int | None:
        """Age now, or at death; None when unknown or not born yet."""
        if self.born is None or self.is_expected(today):
            return None
        return max(rules.age_on(self.born, self.died or today), 0)

    def is_minor(self, today: date) -> bool:
        return self.born is not None and self.died is None and rules.is_minor(self.born, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How the first (`who`) is related to the second (`whom`), both ids of persons."""

    who: str
    whom: str
    kind: Kind
    quality: Quality = Quality.UNKNOWN
    certainty: Certainty = Certainty.ESTABLISHED
    source: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def pair(self) -> frozenset[str]:
        return frozenset({self.who, self.whom})

    def is_over(self, today: date) -> bool:
        return self.kind == Kind.EX_PARTNER or (self.until is not None and self.until <= today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    id: str
    name: str
    members: tuple[str, ...]  # ids of persons


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Works with some persons, or with the network as a whole when `people` is empty."""

    name: str
    side: Side = Side.OTHER
    people: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Network:
    """Everybody and everything that is drawn. What points at a person who is not here is left out."""

    name: str
    people: tuple[Person, ...]
    relations: tuple[Relation, ...] = ()
    households: tuple[Household, ...] = ()
    organisations: tuple[Organisation, ...] = ()

    @cached_property
    def person(self) -> dict[str, Person]:
        """By id, the eldest first and those without a birth date last."""
        known: dict[str, Person] = {}
        for person in sorted(self.people, key=by_age):
            known.setdefault(person.id, person)
        return known

    @cached_property
    def known_relations(self) -> tuple[Relation, ...]:
        """Between two different people who are both here, in a fixed order."""
        kinds = list(Kind)
        return tuple(
            sorted(
                (r for r in self.relations if len(r.pair & self.person.keys()) == 2),
                key=lambda r: (kinds.index(r.kind), r.since or date.max, r.who, r.whom, r.until or date.max),
            )
        )


def by_age(person: Person) -> tuple[date, str, str]:
    return person.born or date.max, person.given_name, person.id
