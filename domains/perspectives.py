"""“Wat ieder ziet”: of each organisation its contribution, as far as the reader may read it, beside its answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Prefetch

from cases.audience import Chip, Readers
from cases.closed import closed_lines, is_closed
from cases.models import Case, Observation
from cases.said import Said, said_of, unseen
from cases.visibility import View
from domains.models import Agreement, Contribution
from familienetwerk.accounts.models import Organisation, PolicyDomain, User

TABLE_ORDER = {domain: number for number, domain in enumerate(PolicyDomain.values)}
TONES: dict[str, str] = {PolicyDomain.SAFETY: "safety", PolicyDomain.SOCIAL: "social"}
HEADINGS = {
    "concern": "Wij maken ons zorgen over",
    "explanation": "Zo verklaren wij dit",
    "strengths": "Sterk",
    "tried": "Al geprobeerd",
    "possibilities": "Wij kunnen",
}


@dataclass(frozen=True, kw_only=True)
class Contributed:
    """One contribution whose content the reader may see, with the facts under it."""

    contribution: Contribution
    parts: list[tuple[str, str]]
    facts: list[tuple[Said, Chip | None]]  # who reads it, where that differs from the contribution
    unseen_facts: list[str]
    audience: Chip


@dataclass(kw_only=True)
class Perspective:
    """One organisation: what it brought, newest first, and what it says of the definition."""

    organisation: Organisation
    contributed: list[Contributed] = field(default_factory=list)
    hidden: int = 0  # contributions of which the reader only knows that they exist
    closed: list[str] = field(default_factory=list)  # what this person reads, and not who looks through these eyes
    answer: Agreement | None = None
    is_at_table: bool = False
    due_on: date | None = None

    @property
    def tone(self) -> str:
        return TONES.get(self.organisation.policy_domain, "here")

    @property
    def newest(self) -> Contributed | None:
        return self.contributed[0] if self.contributed else None

    @property
    def earlier(self) -> list[Contributed]:
        return self.contributed[1:]

    @property
    def has_contributed(self) -> bool:
        return bool(self.contributed or self.hidden or self.closed)

    @property
    def hidden_line(self) -> str:
        if self.hidden == 1:
            return f"{self.organisation} heeft 1 bijdrage. U ziet alleen dat die bestaat."
        return f"{self.organisation} heeft {self.hidden} bijdragen. U ziet alleen dat ze bestaan."


def contributions_for(case: Case, *, user: User) -> list[Contribution]:
    """What this reader may know of, newest first, with the facts under each. Two queries."""
    facts = Observation.objects.for_reader(user)
    rows = Contribution.objects.filter(case=case).seen_by(user).select_related("organisation", "author", "words")
    return list(rows.newest_first().prefetch_related(Prefetch("observations", facts)))


def perspectives_on(
    contributions: Iterable[Contribution],
    *,
    at_table: Iterable[Organisation],
    answers: Iterable[Agreement],
    due: dict[int, date],
    readers: Readers,
    today: date,
) -> list[Perspective]:
    """Everybody who sits at the table, contributed or answered, in table order."""
    found: dict[int, Perspective] = {}

    def of(organisation: Organisation) -> Perspective:
        return found.setdefault(organisation.pk, Perspective(organisation=organisation))

    for organisation in at_table:
        of(organisation).is_at_table = True
        of(organisation).due_on = due.get(organisation.pk)
    for contribution in contributions:
        if contribution.is_draft:
            continue
        if is_closed(contribution):
            of(contribution.organisation).closed += closed_lines([contribution], a="een bijdrage")
            continue
        if contribution.view == View.CONTENT:  # type: ignore[attr-defined]
            of(contribution.organisation).contributed.append(
                contributed(contribution, readers, readers.chip(contribution), today=today)
            )
        else:
            of(contribution.organisation).hidden += 1
    for answer in answers:
        of(answer.organisation).answer = answer
    return sorted(found.values(), key=lambda row: (TABLE_ORDER[row.organisation.policy_domain], row.organisation.name))


def contributed(contribution: Contribution, readers: Readers, audience: Chip, *, today: date) -> Contributed:
    """As it reads for this audience; a fact shows its own where that differs."""
    facts = list(contribution.observations.all())
    readable = [fact for fact in facts if fact.view == View.CONTENT]  # type: ignore[attr-defined]
    said = zip(said_of(readable, readers, today=today), readable, strict=True)
    closed = closed_lines(facts, a="een waarneming")
    hidden = len(facts) - len(readable) - len(closed)
    return Contributed(
        contribution=contribution,
        parts=parts_of(contribution),
        facts=[(of_its_own(fact, row), None if fact.audience == audience else fact.audience) for fact, row in said],
        unseen_facts=[*([unseen(str(contribution.organisation), hidden)] if hidden else []), *closed],
        audience=audience,
    )


def of_its_own(said: Said, fact: Observation) -> Said:
    """Under the name of the organisation its source need not repeat that name."""
    return replace(said, source=f"van {fact.source}" if fact.source else "eigen waarneming")


def parts_of(contribution: Contribution) -> list[tuple[str, str]]:
    """Heading and text of what was filled in."""
    return [(heading, text) for name, heading in HEADINGS.items() if (text := getattr(contribution.words, name))]
