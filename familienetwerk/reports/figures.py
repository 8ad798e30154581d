"""Figures over all cases: counts, lead times and how early the social domain came. Pure: facts in, figures out.

Every figure has a fixed definition (DEFINITIONS), says n and what is missing, and hides small numbers (FR-166).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import quantiles

from cases.rules import TableClock, WorkingMode, working_mode

HIDDEN = "niet getoond"  # too small, or it would give away a number that is


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What the figures need of one case: days and a stage, no number, no name."""

    stage: str
    first_signal_on: date
    started_on: date
    opened_on: date | None
    definition_on: date | None
    plan_on: date | None
    closed_on: date | None
    safety_on: date | None
    social_on: date | None
    has_exception: bool

    @property
    def mode(self) -> WorkingMode:
        return working_mode(
            TableClock(
                first_signal_on=self.first_signal_on,
                safety_on=self.safety_on,
                social_on=self.social_on,
                definition_on=self.definition_on,
                plan_on=self.plan_on,
            )
        )


@dataclass(frozen=True, kw_only=True)
class Count:
    """A number of cases; None means that it is too small to show."""

    label: str
    value: int | None

    @property
    def text(self) -> str:
        return HIDDEN if self.value is None else str(self.value)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Days: median, the middle half, over how many cases, and of how many they are missing.

    Both numbers are None when one of them is too small to show: with the total the other would give it away.
    """

    label: str
    n: int | None
    missing: int | None
    median: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, kw_only=True)
class Share:
    """A part of a whole, in cases; both None when one of the two is too small to show."""

    part: int | None
    whole: int | None

    @property
    def rest(self) -> int | None:
        return self.whole - self.part if self.part is not None and self.whole is not None else None

    @property
    def percentage(self) -> int | None:
        return round(100 * self.part / self.whole) if self.part is not None and self.whole else None


@dataclass(frozen=True, kw_only=True)
class Figures:
    cases: int
    stages: list[Count]
    modes: list[Count]
    social_before_definition: Share
    exceptions: Count
    lead_times: list[Spread]
    first_contributions: list[Spread]


DEFINITIONS = {
    "Proactief": "Veiligheid en sociaal droegen allebei bij vóór of op de dag van de eerste probleemdefinitie.",
    "Laat": "Allebei droegen bij vóór of op de dag van het eerste plan, maar niet allebei vóór de probleemdefinitie.",
    "Reactief": "Eén van beide droeg pas na het eerste plan bij, of nog niet.",
    "Open": "Nog niet te zeggen: er is nog geen probleemdefinitie, of nog geen plan en nog niet allebei een bijdrage.",
    "Bijdrage": "Een bijdrage aan het gezamenlijke beeld die de organisatie heeft vrijgegeven. "
    "Een antwoord op een vraag telt niet.",
    "Mediaan": "De middelste waarde: de helft van de casussen ging sneller. "
    "De middelste helft laat het snelste en het traagste kwart weg.",
    "Ontbreekt": "Casussen waarin één van de twee dagen er (nog) niet is. Die tellen niet mee in de mediaan.",
    "Kleine aantallen": "Te kleine aantallen tonen wij niet, en ook geen aantal waaruit een te klein aantal volgt.",
}

LEAD_TIMES: list[tuple[str, Callable[[CaseFacts], date | None], Callable[[CaseFacts], date | None]]] = [
    ("Eerste signaal tot start intake", lambda case: case.first_signal_on, lambda case: case.started_on),
    ("Start intake tot opening", lambda case: case.started_on, lambda case: case.opened_on),
    ("Opening tot probleemdefinitie", lambda case: case.opened_on, lambda case: case.definition_on),
    ("Probleemdefinitie tot plan", lambda case: case.definition_on, lambda case: case.plan_on),
    ("Opening tot sluiting", lambda case: case.opened_on, lambda case: case.closed_on),
]


def figures_of(cases: Sequence[CaseFacts], *, stages: Iterable[tuple[str, str]], minimum: int) -> Figures:
    """All figures of these cases. `stages`: code and label in order. `minimum`: smallest number that may be shown."""
    by_stage = Counter(case.stage for case in cases)
    by_mode = Counter(case.mode for case in cases)
    defined = [case for case in cases if case.definition_on]
    early = [case for case in defined if case.social_on and case.definition_on and case.social_on <= case.definition_on]
    exceptions = sum(case.has_exception for case in cases)
    return Figures(
        cases=len(cases),
        stages=hide_small([(label, by_stage[code]) for code, label in stages], minimum=minimum),
        modes=hide_small([(mode.value, by_mode[mode]) for mode in WorkingMode], minimum=minimum),
        social_before_definition=share(len(early), len(defined), minimum=minimum),
        exceptions=Count(label="Uitzonderingen", value=None if 0 < exceptions < minimum else exceptions),
        lead_times=[
            spread(label, [(begin(case), end(case)) for case in cases], minimum=minimum)
            for label, begin, end in LEAD_TIMES
        ],
        first_contributions=[
            spread("Sociaal", [(case.first_signal_on, case.social_on) for case in cases], minimum=minimum),
            spread("Veiligheid", [(case.first_signal_on, case.safety_on) for case in cases], minimum=minimum),
        ],
    )


def hide_small(counts: Sequence[tuple[str, int]], *, minimum: int) -> list[Count]:
    """Hide numbers from 1 to below `minimum`; a single hidden one would follow from the total, so then one more."""
    hidden = {index for index, (_, value) in enumerate(counts) if 0 < value < minimum}
    if len(hidden) == 1:
        others = [(value, index) for index, (_, value) in enumerate(counts) if value and index not in hidden]
        hidden |= {min(others)[1]} if others else set()
    return [Count(label=label, value=None if index in hidden else value) for index, (label, value) in enumerate(counts)]


def share(part: int, whole: int, *, minimum: int) -> Share:
    """Hidden when the part, or what is left of the whole, is too small to show."""
    if any(0 < value < minimum for value in (part, whole - part)):
        return Share(part=None, whole=None)
    return Share(part=part, whole=whole)


def spread(label: str, days: Sequence[tuple[date | None, date | None]], *, minimum: int) -> Spread:
    """Median and middle half of the days between each pair; nothing of fewer than `minimum` complete pairs."""
    lengths = [(end - begin).days for begin, end in days if begin and end]
    known = share(len(lengths), len(days), minimum=minimum)
    n, missing = known.part, known.rest
    if len(lengths) < max(minimum, 2):
        return Spread(label=label, n=n, missing=missing, median=None, lower=None, upper=None)
    lower, middle, upper = quantiles(lengths, n=4, method="inclusive")
    return Spread(label=label, n=n, missing=missing, median=middle, lower=lower, upper=upper)
