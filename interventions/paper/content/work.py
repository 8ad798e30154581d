"""What will be done: life domains with scores, goals and actions; interventions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.genogram import Svg
from interventions.paper.scores import score_strip

SHORT = 110  # letters of a sentence
LINES_OF_A_PAGE = 16  # of a table of actions, so that the rest of a life domain fits beside it


class Line(StrEnum):
    """The word of a line of work; also the class of its sign."""

    PREVENTIVE = "preventief"
    REPRESSIVE = "repressief"
    RESPONSIVE = "responsief"


@dataclass(frozen=True, kw_only=True)
class Score:
    """One subject in one life domain, from 1 (acute) to 5 (good). Not assessed is None and is no fault."""

    subject: str
    start: int | None
    now: int | None
    target: int | None = None
    start_on: date | None = None
    now_on: date | None = None
    situation: str = ""

    @property
    def figures(self) -> str:
        """“start 2 · nu 3 · doel 4”"""
        parts = (("start", self.start), ("nu", self.now or "niet beoordeeld"), ("doel", self.target))
        return " · ".join(f"{word} {score}" for word, score in parts if score)

    @property
    def in_a_sentence(self) -> str:
        """The first sentence of the situation, when it is short enough to stand on the first pages."""
        first = self.situation.strip().partition("\n")[0].partition(". ")[0].rstrip(".")
        return f"{first}." if 0 < len(first) <= SHORT else ""


@dataclass(frozen=True, kw_only=True)
class Action:
    what: str
    owner: str
    organisation: str
    due_on: date
    line: Line
    status: str  # Loopt
    is_by_family: bool = False
    is_finished: bool = False

    @property
    def who(self) -> str:
        """Somebody of the family or a professional, and the organisation; an organisation once."""
        return self.owner if self.owner == self.organisation else f"{self.owner}, {self.organisation}"


def by_day(action: Action) -> tuple[date, str]:
    return action.due_on, action.what


@dataclass(frozen=True, kw_only=True)
class Goal:
    statement: str
    subject: str = ""  # left out for the whole network
    own_words: str = ""
    due_on: date | None = None
    actions: tuple[Action, ...] = ()
    unread: int = 0  # actions that not everybody may read: paper says that they exist, and no more
    small: tuple["Goal", ...] = ()

    @property
    def all_actions(self) -> list[Action]:
        return [*self.actions, *(action for goal in self.small for action in goal.all_actions)]

    @property
    def all_unread(self) -> int:
        return self.unread + sum(goal.all_unread for goal in self.small)

    @property
    def has_actions(self) -> bool:
        return bool(self.all_actions or self.all_unread)


@dataclass(frozen=True, kw_only=True)
class LifeDomain:
    name: str
    scores: tuple[Score, ...] = ()
    goals: tuple[Goal, ...] = ()

    @property
    def worst(self) -> Score | None:
        """The score that asks most attention; it stands for the domain on the first pages."""
        assessed = [score for score in self.scores if score.now]
        return min(assessed, key=lambda score: score.now or 0, default=None)

    @property
    def strips(self) -> list[tuple[Score, Svg]]:
        return [(score, self.strip_of(score)) for score in self.scores]

    @property
    def strip(self) -> Svg:
        return self.strip_of(self.worst) if self.worst else Svg()

    def strip_of(self, score: Score) -> Svg:
        return score_strip(f"{self.name}, {score.subject}", score.start, score.now, score.target)

    @property
    def has_situations(self) -> bool:
        """Without one there is no column for it."""
        return any(score.situation for score in self.scores)

    @property
    def is_long(self) -> bool:
        """Too much to keep on one page."""
        strips = len(self.scores) * 2  # each as high as two actions
        return strips + sum(len(goal.all_actions) + goal.all_unread + 2 for goal in self.goals) > LINES_OF_A_PAGE


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """An intervention that was chosen."""

    name: str
    article: str
    authority: str
    subject: str
    organisation: str
    reason: str = ""
    owner: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    flanking_care: str = ""
    lacks_help: bool = False  # touches a child, and no help goes along yet
    status: str = ""  # Loopt
    is_asked_of_board: bool = False  # mayor or executive still has to decide


@dataclass(frozen=True, kw_only=True)
class NotUsed:
    """An intervention that was considered and not used."""

    name: str
    article: str
    authority: str
    reason: str  # the coded reason
    text: str = ""
    subject: str = ""
    look_again_on: date | None = None
