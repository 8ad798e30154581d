"""Who is missing at the table: the running cases of a user in which safety or social has nobody."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Count, Exists, OuterRef, Q

from cases.models import Case, GrantLevel, Involvement
from cases.models.case import CaseQuerySet
from familienetwerk.accounts.models import PolicyDomain, User

MOST_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class MissingDomain:
    """One case, and which of the two domains does not look along."""

    case: Case
    sentence: str
    may_ask: bool


@dataclass(frozen=True, kw_only=True)
class MissingDomains:
    lines: list[MissingDomain]
    one_sided: int
    running: int

    @classmethod
    def of(cls, user: User, *, today: date) -> Self:
        """Two queries."""
        cases = with_who_is_missing(Case.objects.visible_to(user).running(), today=today)
        is_one_sided = Q(lacks_safety=True) | Q(lacks_social=True)
        numbers = cases.aggregate(running=Count("pk"), one_sided=Count("pk", filter=is_one_sided))
        oldest = cases.with_level_of(user).filter(is_one_sided).order_by("first_signal_on", "pk")
        return cls(lines=[line_of(case) for case in oldest[:MOST_SHOWN]], **numbers)


def with_who_is_missing(cases: CaseQuerySet, *, today: date) -> CaseQuerySet:
    seated = Involvement.objects.running(today).filter(case=OuterRef("pk"))
    return cases.annotate(
        lacks_safety=~Exists(seated.filter(organisation__policy_domain=PolicyDomain.SAFETY)),
        lacks_social=~Exists(seated.filter(organisation__policy_domain=PolicyDomain.SOCIAL)),
    )


def line_of(case: Case) -> MissingDomain:
    """Needs `lacks_safety`, `lacks_social` and `level`."""
    lacks = {PolicyDomain.SAFETY: case.lacks_safety, PolicyDomain.SOCIAL: case.lacks_social}  # type: ignore[attr-defined]
    missing = [domain.label for domain, is_missing in lacks.items() if is_missing]
    return MissingDomain(
        case=case,
        sentence=f"{' en '.join(missing)} {'zitten' if len(missing) > 1 else 'zit'} nog niet aan tafel.",
        may_ask=case.level >= GrantLevel.COORDINATE,  # type: ignore[attr-defined]
    )
