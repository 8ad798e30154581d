"""Observations as a page shows them: what was said with who reads it, or only that there is something."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.audience import Chip, Readers
from cases.closed import closed_lines, is_closed
from cases.models import Observation
from cases.visibility import View

OLD_AFTER = 42  # days; then what was seen may have changed


@dataclass(frozen=True, kw_only=True)
class Dispute:
    who: str
    on: date
    text: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """What components/said.html shows, with its audience."""

    pk: int
    kind: str
    text: str
    source: str
    on: date
    age: str
    disputed: Dispute | None
    audience: Chip


def said_of(observations: Iterable[Observation], readers: Readers, *, today: date) -> list[Said]:
    """Those whose content the reader may see. The rows come from `seen_by(user)`, with their organisation."""
    readable = [observation for observation in observations if observation.view == View.CONTENT]  # type: ignore[attr-defined]
    return [
        Said(
            pk=observation.pk,
            kind=observation.nature,
            text=observation.text,
            source=source_of(observation),
            on=observation.observed_on,
            age=age_of(observation.observed_on, today=today),
            disputed=dispute_of(observation),
            audience=readers.chip(observation),
        )
        for observation in readable
    ]


def source_of(observation: Observation) -> str:
    """Wijkteam Noord, van opa"""
    return (
        f"{observation.organisation}, van {observation.source}" if observation.source else f"{observation.organisation}"
    )


def age_of(day: date, *, today: date) -> str:
    days = (today - day).days
    return f"{days} dagen oud" if days > OLD_AFTER else ""


def dispute_of(observation: Observation) -> Dispute | None:
    words = observation.words
    if words.disputed_on is None:
        return None
    return Dispute(who=words.disputed_by, on=words.disputed_on, text=words.disputed_text)


def unseen_lines(observations: Iterable[Observation]) -> list[str]:
    """“Politie heeft 2 waarnemingen. U ziet alleen dat ze bestaan.”, a line for each organisation."""
    rows = list(observations)
    hidden = [row for row in rows if row.view == View.EXISTENCE and not is_closed(row)]  # type: ignore[attr-defined]
    counts = Counter(str(observation.organisation) for observation in hidden)
    lines = [unseen(organisation, number) for organisation, number in sorted(counts.items())]
    return [*lines, *closed_lines(rows, a="een waarneming")]


def unseen(organisation: str, number: int) -> str:
    if number == 1:
        return f"{organisation} heeft 1 waarneming. U ziet alleen dat die bestaat."
    return f"{organisation} heeft {number} waarnemingen. U ziet alleen dat ze bestaan."
