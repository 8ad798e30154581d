"""Who is on a case now, and in words of organisations and people: who reads an item, and who only knows of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from cases.models import Audience
from familienetwerk.accounts.models import Organisation, User


@dataclass(frozen=True, kw_only=True)
class Reader:
    """An organisation with professionals on the case."""

    organisation_id: int
    principal: int
    name: str
    policy_domain: str
    has_others: bool  # than coordinators: they read more than their organisation does


@dataclass(frozen=True, kw_only=True)
class Person:
    """A professional on the case, who can be named."""

    principal: int
    name: str
    organisation_id: int
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Present:
    """Everybody who may open the case, and their organisations by name."""

    people: list[Person]
    organisations: list[Reader]

    @classmethod
    def of(cls, users: Iterable[User]) -> Self:
        """`users`: users_who_see(case)."""
        users = list(users)
        with_others = {user.organisation_id for user in users if not user.coordinates}  # type: ignore[attr-defined]
        readers = {
            user.organisation_id: Reader(
                organisation_id=user.organisation_id,
                principal=user.organisation.principal.pk,
                name=user.organisation.name,
                policy_domain=user.organisation.policy_domain,
                has_others=user.organisation_id in with_others,
            )
            for user in users
        }
        people = [
            Person(
                principal=user.principal.pk,
                name=user.name,
                organisation_id=user.organisation_id,
                organisation=user.organisation.name,
            )
            for user in users
        ]
        return cls(people=people, organisations=sorted(readers.values(), key=lambda reader: reader.name))

    def content(self, audience: Audience, organisation: Organisation, named: frozenset[int]) -> str:
        match audience:
            case Audience.ALL_INVOLVED:
                return f"{self.count} in deze casus."
            case Audience.OWN_DOMAIN:
                names = {reader.name for reader in self.in_domain(organisation)} | {organisation.name}
                return f"{listed([*sorted(names), 'de regisseurs'])}."
            case Audience.COORDINATORS:
                return f"{organisation} en de regisseurs."
            case Audience.NAMED:
                return f"{listed([*self.names(named), organisation.name])}."
            case Audience.OWN_ORGANISATION:
                return f"{organisation}."

    def names(self, named: frozenset[int]) -> list[str]:
        """Whom an item names, as far as they are still on the case: who left, reads it no more."""
        people = [person.name for person in self.people if person.principal in named]
        return [*people, *(reader.name for reader in self.organisations if reader.principal in named)]

    def existence(self, audience: Audience, organisation: Organisation, named: frozenset[int]) -> str:
        """Who only knows that it is there; the coordinators are left out where they read it all."""
        others = [
            "de anderen van " * self.is_read_in_part(reader, named) + reader.name
            for reader in self.outside(audience, organisation, named)
        ]
        return f"{listed(others)}." if others else ""

    def know(self, audience: Audience, organisation: Organisation, named: frozenset[int]) -> str:
        """“Wijkteam ziet”, “Wijkteam en Leerplicht zien”, “de anderen van Wijkteam zien”."""
        others = self.outside(audience, organisation, named)
        return "ziet" if len(others) == 1 and not self.is_read_in_part(others[0], named) else "zien"

    def outside(self, audience: Audience, organisation: Organisation, named: frozenset[int]) -> list[Reader]:
        """Organisations with somebody on the case who does not read it."""
        if audience == Audience.ALL_INVOLVED:
            return []
        return [
            reader
            for reader in self.organisations
            if reader.organisation_id != organisation.pk and not self.is_read_by(reader, audience, organisation, named)
        ]

    def is_read_by(self, reader: Reader, audience: Audience, organisation: Organisation, named: frozenset[int]) -> bool:
        """Everybody of this organisation who is on the case reads it."""
        match audience:
            case Audience.OWN_DOMAIN:
                return not reader.has_others or reader.policy_domain == organisation.policy_domain
            case Audience.COORDINATORS:
                return not reader.has_others
            case Audience.NAMED:
                people = {person.principal for person in self.people_of(reader)}
                return reader.principal in named or people <= named
            case _:
                return False

    def is_read_in_part(self, reader: Reader, named: frozenset[int]) -> bool:
        return any(person.principal in named for person in self.people_of(reader))

    def people_of(self, reader: Reader) -> list[Person]:
        return [person for person in self.people if person.organisation_id == reader.organisation_id]

    def in_domain(self, organisation: Organisation) -> list[Reader]:
        return [reader for reader in self.organisations if reader.policy_domain == organisation.policy_domain]

    @property
    def holders(self) -> set[int]:
        """By whom something can be for people by name."""
        return {one.principal for one in self.people} | {one.principal for one in self.organisations}

    @property
    def count(self) -> str:
        number, partners = len(self.people), len(self.organisations)
        people = "1 professional" if number == 1 else f"{number} professionals"
        return f"{people} van {partners} {'organisatie' if partners == 1 else 'organisaties'}"


def listed(words: list[str]) -> str:
    """Wijkteam, Leerplicht en de regisseurs"""
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
