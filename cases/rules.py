"""Rules of a case, as functions of plain values. No database, no clock, no request."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class AcceptanceFacts:
    unanswered_criteria: int
    asked_domains: frozenset[str]
    members: int


def obstacles_to_deciding(facts: AcceptanceFacts) -> list[str]:
    """Why triage cannot be decided now. An empty list means that it can. The outcome itself is for people (FR-022)."""
    obstacles = []
    if facts.unanswered_criteria:
        obstacles.append(f"Beantwoord nog {facts.unanswered_criteria} van de 4 criteria, met een reden.")
    if "SAFETY" not in facts.asked_domains:
        obstacles.append("Vraag minstens één organisatie uit het domein veiligheid.")
    if "SOCIAL" not in facts.asked_domains:
        obstacles.append("Vraag minstens één organisatie uit het sociaal domein.")
    if not facts.members:
        obstacles.append("Noem minstens één persoon over wie het gaat.")
    return obstacles


@dataclass(frozen=True, kw_only=True)
class ClosingFacts:
    running_involvements: int
    plan_is_evaluated: bool


def obstacles_to_closing(facts: ClosingFacts) -> list[str]:
    """Why this case cannot be closed now. An empty list means that it can."""
    obstacles = []
    if facts.running_involvements:
        obstacles.append("Er zijn nog lopende betrokkenheden. Beëindig die eerst.")
    if not facts.plan_is_evaluated:
        obstacles.append("Het plan is nog niet geëvalueerd.")
    return obstacles


class WorkingMode(StrEnum):
    """How early the social domain came (CCV research; features 1 and KPI-06)."""

    PROACTIVE = "Proactief"
    LATE = "Laat"
    REACTIVE = "Reactief"
    OPEN = "Open"


@dataclass(frozen=True, kw_only=True)
class TableClock:
    """Days on which the two domains first contributed and the joint products were fixed."""

    first_signal_on: date
    safety_on: date | None
    social_on: date | None
    definition_on: date | None
    plan_on: date | None


def working_mode(clock: TableClock) -> WorkingMode:
    """Proactive: both domains contributed before the definition was fixed. Late: both before the first plan.

    Reactive: the definition stands and a domain came after the first plan or not at all. Open: not to be said yet.
    A contribution on the day of fixing counts as before it.
    """
    days = [clock.safety_on, clock.social_on]
    last = None if None in days else max(day for day in days if day)
    if clock.definition_on is None:
        return WorkingMode.OPEN
    if last and last <= clock.definition_on:
        return WorkingMode.PROACTIVE
    if clock.plan_on is None:
        return WorkingMode.LATE if last else WorkingMode.OPEN
    return WorkingMode.LATE if last and last <= clock.plan_on else WorkingMode.REACTIVE


def is_minor(birth_date: date, today: date) -> bool:
    return age_on(birth_date, today) < 18


def age_on(birth_date: date, today: date) -> int:
    """Whole years; somebody born on 29 February has a birthday on 1 March in other years (BW 1:2; practice)."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
