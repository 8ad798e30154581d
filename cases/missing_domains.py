"""Who is missing at the table: the running cases of a user in which safety or social has nobody."""

from dataclasses import dataclass
from typing import Self

from cases.models import Case, GrantLevel
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.screen.paging import Count

MOST_SHOWN, MOST_COUNTED = 5, 25  # who sees a tenth of all cases has ten looked at for each that is counted
SHOWN = ("number", "name", "lacks_safety", "lacks_social")


@dataclass(frozen=True, kw_only=True)
class MissingDomain:
    """One case, and which of the two domains does not look along."""

    case: Case
    sentence: str
    may_ask: bool


@dataclass(frozen=True, kw_only=True)
class MissingDomains:
    lines: list[MissingDomain]
    one_sided: Count

    @classmethod
    def of(cls, user: User) -> Self | None:
        """One query. How many cases run is counted by the page, with the rest."""
        running = Case.objects.visible_to(user).running()
        oldest = list(
            running.one_sided().with_level_of(user).order_by("first_signal_on", "pk").only(*SHOWN)[: MOST_COUNTED + 1]
        )
        if not oldest:
            return None
        lines = [line_of(case) for case in oldest[:MOST_SHOWN]]
        return cls(lines=lines, one_sided=Count.up_to(len(oldest), most=MOST_COUNTED))


def line_of(case: Case) -> MissingDomain:
    """Needs `level`."""
    lacks = {PolicyDomain.SAFETY: case.lacks_safety, PolicyDomain.SOCIAL: case.lacks_social}
    missing = [domain.label for domain, is_missing in lacks.items() if is_missing]
    return MissingDomain(
        case=case,
        sentence=f"{' en '.join(missing)} {'zitten' if len(missing) > 1 else 'zit'} nog niet aan tafel.",
        may_ask=case.level >= GrantLevel.COORDINATE,  # type: ignore[attr-defined]
    )
