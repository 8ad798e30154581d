"""Rules of a plan and an intervention, as functions of plain values. No database, no clock, no request."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LINES = {"PREVENTIVE": "preventief", "REPRESSIVE": "repressief", "RESPONSIVE": "responsief"}


class Step(StrEnum):
    """What solves an obstacle: the page links to it."""

    DEFINITION = "DEFINITION"
    GOAL = "GOAL"
    ACTION = "ACTION"
    WORDS = "WORDS"
    ASSESSMENT = "ASSESSMENT"
    PROPOSING = "PROPOSING"
    CONTRIBUTION = "CONTRIBUTION"
    AGREEMENT = "AGREEMENT"
    NOTHING = "NOTHING"


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """One reason why something cannot be done yet: the sentence, and what solves it."""

    sentence: str
    step: Step
    goal_id: int | None = None

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, kw_only=True)
class GoalFacts:
    goal_id: int
    statement: str
    actions: int
    has_working_goals: bool

    @property
    def needs_an_action(self) -> bool:
        return not self.actions and not self.has_working_goals


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    goals: Sequence[GoalFacts]
    has_definition: bool
    has_evaluation_date: bool
    family_view_is_explained: bool
    children_without_safety_view: Sequence[str]


def obstacles_to_proposing(facts: PlanFacts) -> list[Obstacle]:
    """Why this plan cannot be laid before the partners now. An empty list means that it can."""
    obstacles = []
    if not facts.has_definition:
        obstacles.append(
            Obstacle(sentence="Er is nog geen vastgestelde probleemdefinitie.", step=Step.DEFINITION),
        )
    if not facts.goals:
        obstacles.append(Obstacle(sentence="Een plan zonder doelen kan niet.", step=Step.GOAL))
    obstacles += [
        Obstacle(sentence=f"Het doel “{goal.statement}” heeft nog geen actie.", step=Step.ACTION, goal_id=goal.goal_id)
        for goal in facts.goals
        if goal.needs_an_action
    ]
    if not facts.has_evaluation_date:
        obstacles.append(Obstacle(sentence="Er is nog geen datum voor de evaluatie.", step=Step.WORDS))
    if not facts.family_view_is_explained:
        obstacles.append(
            Obstacle(
                sentence="Er staat nog niet wat het gezin van het plan vindt, of waarom het niet is besproken.",
                step=Step.WORDS,
            )
        )
    obstacles += [
        Obstacle(sentence=f"Van {child} is nog niet vastgelegd of dit kind veilig is.", step=Step.ASSESSMENT)
        for child in facts.children_without_safety_view
    ]
    return obstacles


def warnings_about(lines: Sequence[str], organisations_by_domain: Sequence[str]) -> list[str]:
    """What a balanced plan would also have; hints, never a refusal (FR-069)."""
    warnings = []
    used = {LINES[line] for line in lines if line in LINES}
    if len(lines) > 1 and len(used) == 1:
        warnings.append(f"Alle acties zijn {used.pop()}. Een aanpak heeft meestal meer lijnen nodig.")
    if len(lines) > 1 and len(set(organisations_by_domain)) == 1:
        warnings.append("Alle acties liggen bij één domein.")
    return warnings
