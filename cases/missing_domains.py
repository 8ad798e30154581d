"""Who is missing at the table: the running cases of a user in which safety or social has nobody."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.db.models import OuterRef, QuerySet

from cases.models import Case, Grant, GrantLevel
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.accounts.written_rows import ask_prepared
from familienetwerk.db import Probe
from familienetwerk.screen.addresses import address
from familienetwerk.screen.paging import Count, InOneOrder

MOST_SHOWN, MOST_COUNTED = 5, 25  # who sees a tenth of all cases has ten looked at for each that is counted


class OneSided(NamedTuple):
    """A running case in which one of the two domains does not look along."""

    pk: int
    number: str
    name: str
    lacks_safety: bool
    lacks_social: bool
    may_ask: bool

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def url(self) -> str:
        return address("cases:detail", self.pk)

    @property
    def sentence(self) -> str:
        lacks = {PolicyDomain.SAFETY: self.lacks_safety, PolicyDomain.SOCIAL: self.lacks_social}
        missing = [domain.label for domain, is_missing in lacks.items() if is_missing]
        return f"{' en '.join(missing)} {'zitten' if len(missing) > 1 else 'zit'} nog niet aan tafel."


def one_sided_cases(user: User) -> QuerySet[Case, Any]:
    """Those that are here longest."""
    coordinates = Probe(Grant.objects.on_case(OuterRef("pk")).held_by(user).at_least(GrantLevel.COORDINATE))
    values = ("pk", "number", "name", "lacks_safety", "lacks_social", coordinates)
    parts = [part.values_list(*values) for part in Case.objects.running().one_sided().visible_by_each(user)]
    return InOneOrder(parts, ("pk",), may_repeat=True)[: MOST_COUNTED + 1]


@dataclass(frozen=True, kw_only=True)
class MissingDomains:
    lines: list[OneSided]
    number: Count

    @classmethod
    def of(cls, user: User) -> Self | None:
        """One query."""
        found = [OneSided._make(values) for values in ask_prepared(one_sided_cases, user)]
        if not found:
            return None
        return cls(lines=found[:MOST_SHOWN], number=Count.up_to(len(found), most=MOST_COUNTED))
