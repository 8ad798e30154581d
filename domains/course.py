"""How one subject did over time: per life domain a line, and a table of the moments on which it was assessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from domains.models import Assessment, DomainScore, LifeDomain

LEFT, WIDTH = 26, 300  # of the picture, in its own measure
BOTTOM, STEP = 118, 21  # a score of 1, and how much higher the next one stands


@dataclass(frozen=True, kw_only=True)
class Point:
    """One score in the picture: further right is later, higher is better."""

    on: date
    score: int
    x: int

    @property
    def y(self) -> int:
        return height_of(self.score)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One life domain over all moments."""

    life_domain: LifeDomain
    scores: list[tuple[int | None, int | None]]  # of each moment the score, and the one before it
    points: list[Point]
    target: int | None

    @property
    def path(self) -> str:
        return "M" + "L".join(f"{point.x} {point.y}" for point in self.points)

    @property
    def words(self) -> str:
        """What the picture shows, for who does not see it."""
        said = [f"{point.score} op {point.on:%d-%m-%Y}" for point in self.points]
        return ", ".join([*said, f"doel {self.target}"] if self.target else said)

    @property
    def target_height(self) -> int | None:
        return height_of(self.target) if self.target else None


@dataclass(frozen=True, kw_only=True)
class Course:
    """Every moment of one subject that the reader may read, the oldest first."""

    moments: list[Assessment]
    lines: list[Line]

    @classmethod
    def of(cls, assessments: Iterable[Assessment]) -> Self:
        """Takes assessments of one subject, newest first, with their scores."""
        moments = list(reversed(list(assessments)))
        given: dict[LifeDomain, dict[int, DomainScore]] = {}
        for moment in moments:
            for score in moment.scores.all():
                given.setdefault(score.life_domain, {})[moment.pk] = score
        ordered = sorted(given, key=lambda life_domain: (life_domain.position, life_domain.pk))
        return cls(moments=moments, lines=[line_of(found, given[found], moments) for found in ordered])

    @property
    def drawn(self) -> list[Line]:
        """Two moments make a line; one score alone is said in the table."""
        return [line for line in self.lines if len(line.points) > 1]

    @property
    def axis(self) -> list[tuple[int, int]]:
        return [(score, height_of(score)) for score in (1, 3, 5)]

    @property
    def first_on(self) -> date:
        return self.moments[0].assessed_on

    @property
    def last_on(self) -> date:
        return self.moments[-1].assessed_on


def line_of(life_domain: LifeDomain, given: dict[int, DomainScore], moments: list[Assessment]) -> Line:
    scores: list[tuple[int | None, int | None]] = []
    points: list[Point] = []
    before: int | None = None
    for moment in moments:
        score = given[moment.pk].score if moment.pk in given else None
        scores.append((score, before))
        if score:
            points.append(Point(on=moment.assessed_on, score=score, x=place_of(moment.assessed_on, moments)))
        before = score or before
    targets = [score.target for score in given.values() if score.target]
    return Line(life_domain=life_domain, scores=scores, points=points, target=targets[-1] if targets else None)


def place_of(day: date, moments: list[Assessment]) -> int:
    first, last = moments[0].assessed_on, moments[-1].assessed_on
    return LEFT + round(WIDTH * (day - first) / (last - first)) if last > first else LEFT + WIDTH // 2


def height_of(score: int) -> int:
    return BOTTOM - STEP * (score - 1)
