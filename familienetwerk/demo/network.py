"""A family in plain data, and how it comes into a case: people, who lives with whom, who is related to whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cases import actions, rules
from cases.actions import Person
from cases.models import (
    Case,
    Certainty,
    Gender,
    Household,
    Member,
    MemberRole,
    MembershipReason,
    RelationKind,
    RelationQuality,
)
from familienetwerk.accounts.models import User
from familienetwerk.demo.town import Town, number_of

MAN, WOMAN = Gender.MALE, Gender.FEMALE


@dataclass(frozen=True)
class Kin:
    """Somebody of a family, with the reason why this person is in the case."""

    key: str
    name: str
    gender: Gender
    age: int | None
    reason: MembershipReason
    why: str
    roles: tuple[MemberRole, ...] = ()
    is_age_estimated: bool = False
    died: int | None = None  # days ago
    informed: int | None = None  # days ago
    postponed: int | None = None  # informing is postponed until so many days from now
    postponed_why: str = ""
    review: int | None = None  # look again in so many days
    works_at: str = ""  # one of the organisations, by its key


@dataclass(frozen=True)
class Tie:
    """How two people are related; since and until in years ago."""

    who: str
    whom: str
    kind: RelationKind
    since: int | None = None
    until: int | None = None
    quality: RelationQuality = RelationQuality.UNKNOWN
    certainty: Certainty = Certainty.ESTABLISHED
    source: str = "Basisregistratie personen"


@dataclass(frozen=True)
class House:
    name: str
    address: str
    people: tuple[str, ...]


def children(*keys: str, of: Sequence[str], kind: RelationKind = RelationKind.PARENT) -> list[Tie]:
    return [Tie(parent, child, kind) for child in keys for parent in of]


def fields_of(town: Town, kin: Kin) -> dict[str, Any]:
    """As the intake form asks them."""
    given, _, rest = kin.name.partition(" ")
    words = rest.split()
    prefix = [word for word in words if word in rules.PREFIXES]
    day = town.today + timedelta(days=kin.postponed) if kin.postponed is not None else None
    return {
        "given_name": given,
        "name_prefix": " ".join(prefix),
        "family_name": " ".join(word for word in words if word not in prefix),
        "birth_date": None if kin.age is None else town.born(kin.age, kin.name),
        "is_birth_date_estimated": kin.is_age_estimated,
        "gender": kin.gender,
        "reason": kin.reason,
        "reason_text": kin.why,
        "review_on": town.day(60 + number_of(kin.name) % 100 if kin.review is None else kin.review),
        "informed_on": None if kin.informed is None else town.day(-kin.informed),
        "informing_postponed_until": day,
        "informing_postponed_reason": kin.postponed_why,
    }


def as_person(town: Town, kin: Kin) -> Person:
    return Person(**fields_of(town, kin))


def settle(
    town: Town,
    case: Case,
    family: Sequence[Kin],
    *,
    by: User,
    on: date,
    houses: Iterable[House] = (),
    ties: Iterable[Tie] = (),
) -> dict[str, Member]:
    """Everybody of the family who is not in the case yet, their homes and their relations. Members by key."""
    present = list(case.members.order_by("pk"))
    members = dict(zip([kin.key for kin in family], present, strict=False))
    for kin in family:
        if kin.key in members:
            members[kin.key] = complete(town, members[kin.key], kin, by=by)
        else:
            died_on = None if kin.died is None else town.day(-kin.died)
            fields = fields_of(town, kin) | beyond_intake(town, kin) | {"died_on": died_on}
            members[kin.key] = actions.add_member(case, by=by, on=on, **fields)
    for house in houses:
        house_them(case, house, members, by=by, on=on)
    for tie in ties:
        relate(town, case, tie, members, by=by, on=on)
    return members


def complete(town: Town, member: Member, kin: Kin, *, by: User) -> Member:
    if not kin.roles and not kin.works_at:
        return member
    return actions.change_member(member, by=by, lock_version=member.lock_version, **beyond_intake(town, kin))


def beyond_intake(town: Town, kin: Kin) -> dict[str, Any]:
    """What an intake does not ask of somebody."""
    return {"roles": list(kin.roles), "works_at": town.organisations.get(kin.works_at)}


def house_them(case: Case, house: House, members: dict[str, Member], *, by: User, on: date) -> Household:
    people = [members[key] for key in house.people]
    return actions.add_household(
        case, by=by, on=on, name=house.name, address=house.address, place="Rivierstede", members=people
    )


def relate(town: Town, case: Case, tie: Tie, members: dict[str, Member], *, by: User, on: date) -> None:
    actions.add_relation(
        case,
        by=by,
        from_member=members[tie.who],
        to_member=members[tie.whom],
        kind=tie.kind,
        quality=tie.quality,
        certainty=tie.certainty,
        source=tie.source,
        sourced_on=on,
        from_on=town.years_ago(tie.since),
        until_on=end_of(town, tie, [members[tie.who], members[tie.whom]]),
    )


def end_of(town: Town, tie: Tie, pair: list[Member]) -> date | None:
    """Death ends a marriage, on its day; anything else ended some years ago, if at all."""
    deaths = [person.died_on for person in pair if person.died_on]
    if tie.kind in RelationKind.partnerships() and deaths:
        return min(deaths)
    return town.years_ago(tie.until)
