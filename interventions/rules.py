"""Rules of a plan and an intervention, as functions of plain values. No database, no clock, no request."""

from collections.abc import Sequence
from dataclasses import dataclass

LINES = {"PREVENTIVE": "preventief", "REPRESSIVE": "repressief", "RESPONSIVE": "responsief"}


@dataclass(frozen=True, kw_only=True)
class GoalFacts:
    statement: str
    actions: int
    has_working_goals: bool


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    goals: Sequence[GoalFacts]
    has_definition: bool
    has_evaluation_date: bool
    family_view_is_explained: bool
    children_without_safety_view: Sequence[str]


def obstacles_to_proposing(facts: PlanFacts) -> list[str]:
    """Why this plan cannot be laid before the partners now. An empty list means that it can."""
    obstacles = []
    if not facts.has_definition:
        obstacles.append("Er is nog geen vastgestelde probleemdefinitie.")
    if not facts.goals:
        obstacles.append("Een plan zonder doelen kan niet. Voeg een doel toe.")
    obstacles += [
        f"Het doel „{goal.statement}” heeft nog geen actie."
        for goal in facts.goals
        if not goal.actions and not goal.has_working_goals
    ]
    if not facts.has_evaluation_date:
        obstacles.append("Kies een datum voor de evaluatie.")
    if not facts.family_view_is_explained:
        obstacles.append("Schrijf op wat het gezin van het plan vindt, of waarom het niet is besproken.")
    obstacles += [
        f"Van {child} is nog niet vastgelegd of dit kind veilig is." for child in facts.children_without_safety_view
    ]
    return obstacles


def warnings_about(lines: Sequence[str], organisations_by_domain: Sequence[str]) -> list[str]:
    """What a balanced plan would also have; hints, never a refusal (FR-069)."""
    warnings = []
    used = {LINES[line] for line in lines if line in LINES}
    if len(used) == 1:
        warnings.append(f"Alle acties zijn {used.pop()}. Een aanpak heeft meestal meer lijnen nodig.")
    if lines and len(set(organisations_by_domain)) == 1:
        warnings.append("Alle acties liggen bij één domein.")
    return warnings


@dataclass(frozen=True, kw_only=True)
class DeliveryCount:
    """How many actions were planned, and what became of them (programme integrity, KPI-09)."""

    planned: int
    done: int
    late: int
    impossible: int
