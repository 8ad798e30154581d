"""“Wie ziet dit?” in names of organisations: for the chip beside an item, and for the choice in a form (FR-134)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, Self

from django.urls import reverse

from cases.models import Audience, Case, LegalFrame
from cases.models.item import NARROW
from cases.permissions import users_who_see
from cases.readers import Present
from familienetwerk.accounts.models import Organisation, PolicyDomain
from familienetwerk.screen.forms import Worded


class Written(Protocol):
    """What is asked of an item: whose it is, for whom, and whether it is released."""

    organisation: Organisation
    audience: str
    named: list[int]

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
    know: str = "zien"  # or “ziet”, when one organisation only knows that it is there
    why: str = ""
    url: str = ""

    @property
    def in_words(self) -> str:
        """Dit leest: Politie en de regisseurs. Jeugdteam ziet alleen dát er iets staat."""
        others = f" {self.existence.rstrip('.')} {self.know} alleen dát er iets staat." if self.existence else ""
        return f"Dit leest: {self.content}{others}"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a form lets choose: who reads it, whom it can name, and the frame it must fit in."""

    audiences: list[tuple[str, Worded]]
    people: list[tuple[int, Worded]]
    frame: LegalFrame


@dataclass(frozen=True, kw_only=True)
class Readers:
    """Who may open the case now, and the frame under which it runs."""

    present: Present
    frame: LegalFrame
    case_id: int

    @classmethod
    def of(cls, case: Case) -> Self:
        """One query."""
        return cls(present=Present.of(users_who_see(case)), frame=case.legal_frame, case_id=case.pk)

    def chip(self, item: Written) -> Chip:
        if item.is_draft:
            return Chip(
                word="Concept",
                content=f"{item.organisation}.",
                existence="",
                nothing="alle anderen, tot u dit vrijgeeft.",
                is_narrow=True,
            )
        if getattr(item, "stays_behind", False):
            return self.chip_behind(item.organisation)
        return self.chip_for(Audience(item.audience), item.organisation, named=item.named)

    def chip_for(self, audience: Audience, organisation: Organisation, *, named: Iterable[int] = ()) -> Chip:
        named = frozenset(named)
        return Chip(
            word=word_of(audience, organisation),
            content=self.present.content(audience, organisation, named),
            existence=self.present.existence(audience, organisation, named),
            nothing="wie niet bij deze casus betrokken is.",
            is_narrow=audience in NARROW,
            know=self.present.know(audience, organisation, named),
        )

    def chip_behind(self, organisation: Organisation) -> Chip:
        """Given for another frame: nobody else reads it here, whatever audience it has."""
        return Chip(
            word="Blijft bij de bron",
            content=f"{organisation}.",
            existence=self.present.existence(Audience.OWN_ORGANISATION, organisation, frozenset()),
            know=self.present.know(Audience.OWN_ORGANISATION, organisation, frozenset()),
            nothing="wie niet bij deze casus betrokken is.",
            is_narrow=True,
            why=f"Gegeven onder een ander kader. {organisation} kan dit vrijgeven voor {self.frame}.",
            url=reverse("cases:passings", args=[self.case_id]),
        )

    def offer(self, organisation: Organisation) -> Offer:
        return Offer(audiences=self.choices(organisation), people=self.nameable(organisation), frame=self.frame)

    def offer_to_any(self) -> Offer:
        """For what one organisation writes down and another does: the same choices, said of whichever does it."""
        choices = [(audience.value, Worded(str(audience.label), OF_WHO_DOES_IT[audience])) for audience in Audience]
        return Offer(audiences=choices, people=self.nameable(None), frame=self.frame)

    def choices(self, organisation: Organisation) -> list[tuple[str, Worded]]:
        """For a radio group: each choice spells out who reads and who only knows that it exists."""
        return [(audience.value, self.choice(audience, organisation)) for audience in Audience]

    def choice(self, audience: Audience, organisation: Organisation) -> Worded:
        if audience == Audience.NAMED:
            words = f"Dit leest: {organisation} en wie u hieronder kiest. Alle anderen zien alleen dát er iets staat."
            return Worded(word_of(audience, organisation), words)
        chip = self.chip_for(audience, organisation)
        return Worded(chip.word, chip.in_words)

    def nameable(self, organisation: Organisation | None) -> list[tuple[int, Worded]]:
        """Everybody on the case and every organisation at the table, but for the own one: that reads it anyway."""
        own = organisation.pk if organisation else None
        partners = [reader for reader in self.present.organisations if reader.organisation_id != own]
        people = [person for person in self.present.people if person.organisation_id != own]
        return [
            *((person.principal, Worded(person.name, person.organisation)) for person in people),
            *((reader.principal, Worded(reader.name, "iedereen van deze organisatie")) for reader in partners),
        ]


REST = "Alle anderen zien alleen dát er iets staat."
OF_WHO_DOES_IT = {
    Audience.ALL_INVOLVED: "Dit leest: iedereen in deze casus.",
    Audience.OWN_DOMAIN: f"Dit leest: het domein van de organisatie die dit doet, en de regisseurs. {REST}",
    Audience.COORDINATORS: f"Dit leest: de organisatie die dit doet, en de regisseurs. {REST}",
    Audience.NAMED: f"Dit leest: de organisatie die dit doet, en wie u hieronder kiest. {REST}",
    Audience.OWN_ORGANISATION: f"Dit leest: de organisatie die dit doet. {REST}",
}


def word_of(audience: Audience, organisation: Organisation) -> str:
    if audience == Audience.OWN_DOMAIN:
        return f"{PolicyDomain(organisation.policy_domain).label} en regisseurs"
    return str(audience.label)
