"""„Wie ziet dit?” in names of organisations: for the chip beside an item, and for the choice in a form (FR-134)."""

from dataclasses import dataclass
from typing import Protocol, Self

from cases.models import Audience, Case
from cases.permissions import users_who_see
from familienetwerk.accounts.models import Organisation, PolicyDomain
from familienetwerk.screen.forms import Worded


class Written(Protocol):
    """What is asked of an item: whose it is, for whom, and whether it is released."""

    organisation: Organisation
    audience: str

    @property
    def is_draft(self) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Chip:
    """What components/audience.html shows."""

    word: str
    content: str
    existence: str
    nothing: str
    is_narrow: bool


@dataclass(frozen=True, kw_only=True)
class Reader:
    """An organisation with professionals on the case."""

    organisation_id: int
    name: str
    policy_domain: str
    has_others: bool  # than coordinators: they read more than their organisation does


@dataclass(frozen=True, kw_only=True)
class Readers:
    """Who may open the case now: how many professionals, and of which organisations."""

    professionals: int
    organisations: list[Reader]

    @classmethod
    def of(cls, case: Case) -> Self:
        """One query."""
        users = users_who_see(case)
        with_others = {user.organisation_id for user in users if not user.coordinates}  # type: ignore[attr-defined]
        readers = {
            user.organisation_id: Reader(
                organisation_id=user.organisation_id,
                name=user.organisation.name,
                policy_domain=user.organisation.policy_domain,
                has_others=user.organisation_id in with_others,
            )
            for user in users
        }
        return cls(professionals=len(users), organisations=sorted(readers.values(), key=lambda reader: reader.name))

    def chip(self, item: Written) -> Chip:
        if item.is_draft:
            return Chip(
                word="Concept",
                content=f"{item.organisation}.",
                existence="",
                nothing="alle anderen, tot u dit vrijgeeft.",
                is_narrow=True,
            )
        return self.chip_for(Audience(item.audience), item.organisation)

    def chip_for(self, audience: Audience, organisation: Organisation) -> Chip:
        return Chip(
            word=word_of(audience, organisation),
            content=self.content(audience, organisation),
            existence=self.existence(audience, organisation),
            nothing="wie niet bij deze casus betrokken is.",
            is_narrow=audience in {Audience.OWN_ORGANISATION, Audience.COORDINATORS},
        )

    def choices(self, organisation: Organisation) -> list[tuple[str, Worded]]:
        """For a radio group: each choice spells out who reads and who only knows that it exists."""
        return [(audience.value, self.choice(audience, organisation)) for audience in Audience]

    def choice(self, audience: Audience, organisation: Organisation) -> Worded:
        chip = self.chip_for(audience, organisation)
        existence = f" Alleen dat het bestaat: {chip.existence}" if chip.existence else ""
        return Worded(chip.word, f"Inhoud: {chip.content}{existence}")

    def content(self, audience: Audience, organisation: Organisation) -> str:
        match audience:
            case Audience.ALL_INVOLVED:
                return f"{self.count} in deze casus."
            case Audience.OWN_DOMAIN:
                names = {reader.name for reader in self.in_domain(organisation)} | {organisation.name}
                return f"{listed([*sorted(names), 'de regisseurs'])}."
            case Audience.COORDINATORS:
                return f"{organisation} en de regisseurs."
            case Audience.OWN_ORGANISATION:
                return f"{organisation}."

    def existence(self, audience: Audience, organisation: Organisation) -> str:
        """Who only knows that it is there; the coordinators are left out where they read it all."""
        if audience == Audience.ALL_INVOLVED:
            return ""
        reads = {organisation.pk}
        if audience != Audience.OWN_ORGANISATION:
            reads |= {reader.organisation_id for reader in self.organisations if not reader.has_others}
        if audience == Audience.OWN_DOMAIN:
            reads |= {reader.organisation_id for reader in self.in_domain(organisation)}
        others = [reader.name for reader in self.organisations if reader.organisation_id not in reads]
        return f"{listed(others)}." if others else ""

    def in_domain(self, organisation: Organisation) -> list[Reader]:
        return [reader for reader in self.organisations if reader.policy_domain == organisation.policy_domain]

    @property
    def count(self) -> str:
        people = "1 professional" if self.professionals == 1 else f"{self.professionals} professionals"
        number = len(self.organisations)
        return f"{people} van {number} {'organisatie' if number == 1 else 'organisaties'}"


def word_of(audience: Audience, organisation: Organisation) -> str:
    if audience == Audience.OWN_DOMAIN:
        return f"{PolicyDomain(organisation.policy_domain).label} en regisseurs"
    return str(audience.label)


def listed(words: list[str]) -> str:
    """Wijkteam, Leerplicht en de regisseurs"""
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
