"""Words to cases and people, within what the user may see. Only the beginning of a name: an index finds that."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Self

from django.db.models import Q, QuerySet

from cases import rules
from cases.models import Bsn, Case, GrantLevel, Member, held_on
from cases.models.case import CaseQuerySet
from cases.models.member import MemberQuerySet, in_full
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_conditions import ProbeOnce
from familienetwerk.accounts.written_once import Among, Filling, Words, ask
from familienetwerk.accounts.written_rows import ask_prepared
from familienetwerk.cipher.values import marks_of
from familienetwerk.screen.addresses import address

MOST = 50
SHORTEST = 2  # letters; shorter would list everybody
NUMBER_OF_A_CASE = re.compile(r"\d{4}-\d{4,}")
AFTER_ALL = "\U0010ffff"  # sorts after every letter

type Columns = tuple[tuple[str, ...], ...]


class FoundCase(NamedTuple):
    """Of a case what the page shows."""

    pk: int
    number: str
    name: str
    stage: str = ""

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def url(self) -> str:
        return address("cases:detail", self.pk)


class FoundMember(NamedTuple):
    """Of a person what the page shows."""

    pk: int
    case_id: int
    given_name: str
    name_prefix: str
    family_name: str
    birth_date: date | None
    ended_on: date | None
    case: FoundCase | None = None

    @property
    def full_name(self) -> str:
        return in_full(self.given_name, self.name_prefix, self.family_name)

    @property
    def url(self) -> str:
        return address("cases:member", self.case_id, self.pk)


OF_MEMBER = FoundMember._fields[:-1]


@dataclass(frozen=True)
class Found:
    cases: list[FoundCase] = field(default_factory=list)
    members: list[FoundMember] = field(default_factory=list)

    @property
    def is_cut_off(self) -> bool:
        return MOST in {len(self.cases), len(self.members)}


class Beginnings(NamedTuple):
    """Ways to be meant: columns, and how each of them begins. An index answers each as a range (collation C)."""

    columns: Columns
    words: tuple[str, ...]

    @classmethod
    def of(cls, *ways: dict[str, str]) -> Self:
        """A way in which nothing is left to begin with means nobody."""
        full = [way for way in ways if all(way.values())]
        return cls(tuple(tuple(way) for way in full), tuple(word for way in full for word in way.values()))

    @property
    def filling(self) -> dict[str, Filling]:
        """The words, where `begins_so` left blanks."""
        starts: dict[str, Filling] = {f"start_{place}": word for place, word in enumerate(self.words)}
        return starts | {f"stop_{place}": word + AFTER_ALL for place, word in enumerate(self.words)}


def find(text: str, *, user: User) -> Found:
    """Cases by number or neutral name, people by the beginning of their name or by their whole BSN."""
    words = text.strip()
    if len(words) < SHORTEST:
        return Found()
    members = with_bsn(words, user=user) if is_bsn(words) else people(named_like(words), user=user)
    return Found(cases=cases(numbered_like(words), user=user), members=with_case(members, user=user))


def cases(like: Beginnings, *, user: User) -> list[FoundCase]:
    return [FoundCase(*values) for values in ask(cases_like, user, like.columns, **like.filling)]


def people(like: Beginnings, *, user: User) -> list[tuple[Any, ...]]:
    """By name. One query, and none for words that mean nobody."""
    return ask(people_like, user, like.columns, **like.filling) if like.columns else []


def with_bsn(text: str, *, user: User) -> list[tuple[Any, ...]]:
    """Only where this user may see it; elsewhere the number is as unknown as one that nobody has.

    Found by its mark: the figures themselves are nowhere.
    """
    marks: dict[str, Filling] = {f"mark_{place}": mark for place, mark in enumerate(marks_of(rules.bare_bsn(text)))}
    return ask(people_marked, user, len(marks), **marks)


def with_case(members: Iterable[tuple[Any, ...]], *, user: User) -> list[FoundMember]:
    """Each with its case, but for a right that ended meanwhile. One query when there is anybody."""
    found = [FoundMember(*values) for values in members]
    numbers = list({member.case_id for member in found})
    of = {pk: FoundCase(pk, *rest) for pk, *rest in ask_prepared(cases_of, user, numbers=numbers)} if numbers else {}
    return [member._replace(case=of[member.case_id]) for member in found if member.case_id in of]


def cases_like(user: User, columns: Columns) -> QuerySet[Case, Any]:
    rows: CaseQuerySet = Case.objects.visible_to(user).filter(begins_so(columns)).newest_first()
    return rows.values_list("pk", "number", "name", "stage")[:MOST]


def people_like(user: User, columns: Columns) -> QuerySet[Member, Any]:
    return shown(Member.objects.visible_to(user).filter(begins_so(columns)))


def people_marked(user: User, number: int) -> QuerySet[Member, Any]:
    marks = Words(*(f"mark_{place}" for place in range(number)))
    known = Bsn.objects.visible_to(user).filter(mark__in=marks)
    return shown(Member.objects.visible_to(user).filter(pk__in=known.values("pk")))


def cases_of(user: User) -> QuerySet[Case, Any]:
    """Of who was found. Each looks up its right: one plan whoever asks."""
    rows = Case.objects.filter(Among("pk", "numbers"), ProbeOnce(held_on, user, "pk", about=(GrantLevel.READ,)))
    return rows.values_list("pk", "number", "name")


def shown(members: MemberQuerySet) -> QuerySet[Member, Any]:
    return members.order_by("name_key", "pk").values_list(*OF_MEMBER)[:MOST]


def begins_so(columns: Columns) -> Q:
    """The words are blanks: what is written once holds none of them."""
    like, place = Q(), 0
    for way in columns:
        meant = Q()
        for column in way:
            meant &= Q(**{f"{column}__gte": Words(f"start_{place}"), f"{column}__lt": Words(f"stop_{place}")})
            place += 1
        like |= meant
    return like


def numbered_like(text: str) -> Beginnings:
    return Beginnings.of({"number": text}, {"name_key": text.lower()})


def named_like(text: str) -> Beginnings:
    """“berg”, “van den berg”, “kevin”, “kevin van den b”: family name, first name, or both in this order."""
    folded = rules.folded(text)
    words = folded.split()
    halves = [(" ".join(words[:number]), " ".join(words[number:])) for number in range(1, len(words))]
    return Beginnings.of(
        {"name_key": rules.without_prefixes(folded)},
        {"given_key": folded},
        *({"given_key": given, "name_key": rules.without_prefixes(family)} for given, family in halves),
    )


def kind_of(text: str) -> str:
    """What the log keeps of a search: how it looks, never the words."""
    words = text.strip()
    if is_bsn(words):
        return "BSN"
    kind = "nummer" if words[:4].isdecimal() else "naam"
    return f"{kind}, {len(words)} tekens"


def is_bsn(words: str) -> bool:
    """The number of a case can by chance be a BSN with its first nought left out; nobody writes one with that dash."""
    return rules.is_bsn(rules.bare_bsn(words)) and not NUMBER_OF_A_CASE.fullmatch(words)
