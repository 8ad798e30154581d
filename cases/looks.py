"""Who looked at one person: the log in words for that person, lines of the same kind of one day as one."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Count, Exists
from django.db.models.functions import TruncDate

from cases.log import LOOKING, PART_OF_PAGE, roles_in_words
from cases.models import Member, Shield
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import AuditEvent, AuditEventQuerySet, EventType
from familienetwerk.behalf import Errand, acting_as

SEEING = [*LOOKING, EventType.SEARCHED]
WORDS: dict[str, str] = {
    EventType.SEARCHED: "gevonden bij zoeken",
    EventType.PRINTED: "plan van aanpak op papier",
    EventType.EXPORTED: "bestand met gegevens",
}
NAMELESS = "naam afgeschermd"
MONTHS_SHOWN = 12


class SameKind(NamedTuple):
    """What makes two lines of the log one line for the person."""

    on: date
    user_id: int | None
    organisation_id: int | None
    roles: str
    what: str
    is_emergency: bool


@dataclass(frozen=True, kw_only=True)
class Look:
    """One kind of looking by one worker on one day."""

    on: date
    organisation: str
    role: str
    who: str
    what: str
    times: int
    is_emergency: bool


def with_shield(members: models.QuerySet[Member]) -> models.QuerySet[Member]:
    """Each with `is_shielded`: the names of workers stay out of what this family may get in hands."""
    return members.annotate(is_shielded=Exists(Shield.objects.of_case_of_row()))


def looks_at(member: Member, *, first: date, last: date) -> list[Look]:
    """Newest day first. Who opened the case saw this person too, unless that page was about somebody else."""
    lines = AuditEvent.objects.filter(type__in=SEEING).in_period(first, last)
    with acting_as(Errand.WATCHING):  # also lines of no case name this person
        seen = list(counted(lines.showing(member.pk, case_id=member.case_id)))
    return in_words(merged(seen), is_shielded=member.is_shielded)  # type: ignore[attr-defined]


def counted(lines: AuditEventQuerySet) -> Iterable[dict[str, Any]]:
    """Counted by the database: a family that is worked with has thousands of lines."""
    kinds = ("on", "user_id", "organisation_id", "roles", "is_emergency", "type", "page")
    rows: Iterable[dict[str, Any]] = (
        lines.annotate(on=TruncDate("at")).values(*kinds).annotate(times=Count("id")).order_by()
    )
    return rows


def merged(rows: Iterable[dict[str, Any]]) -> dict[SameKind, int]:
    """A page writes that the case was opened and who stood on it: that is one look, not two."""
    by_type: dict[SameKind, Counter[str]] = defaultdict(Counter)
    for row in rows:
        what = WORDS.get(row["type"]) or PART_OF_PAGE.get(row["page"], "de casus")
        kind = SameKind(
            row["on"], row["user_id"], row["organisation_id"], row["roles"], what, is_emergency=row["is_emergency"]
        )
        by_type[kind][row["type"]] += row["times"]
    return {kind: max(types.values()) for kind, types in by_type.items()}


def in_words(looks: dict[SameKind, int], *, is_shielded: bool) -> list[Look]:
    workers = User.objects.in_bulk({kind.user_id for kind in looks if kind.user_id})
    organisations = Organisation.objects.in_bulk({kind.organisation_id for kind in looks if kind.organisation_id})
    found = [
        Look(
            on=kind.on,
            organisation=str(organisations.get(kind.organisation_id or 0, "onbekend")),
            role=roles_in_words(kind.roles) or "De app zelf",
            who=NAMELESS if is_shielded else str(workers.get(kind.user_id or 0, "")),
            what=kind.what,
            times=times,
            is_emergency=kind.is_emergency,
        )
        for kind, times in looks.items()
    ]
    return sorted(found, key=lambda look: (-look.on.toordinal(), look.organisation, look.who, look.what))
