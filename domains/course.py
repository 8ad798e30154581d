"""How one subject did over time: life domains beside the moments on which they were assessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from domains.models import Assessment, DomainScore, LifeDomain


@dataclass(frozen=True, kw_only=True)
class Line:
    life_domain: LifeDomain
    scores: list[tuple[int | None, int | None]]  # of each moment the score, and the one before it
    target: int | None


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
        ordered = sorted(given, key=lambda life_domain: life_domain.position)
        return cls(moments=moments, lines=[line_of(found, given[found], moments) for found in ordered])

    @property
    def days(self) -> list[date]:
        return [moment.assessed_on for moment in self.moments]


def line_of(life_domain: LifeDomain, given: dict[int, DomainScore], moments: list[Assessment]) -> Line:
    scores: list[tuple[int | None, int | None]] = []
    before: int | None = None
    for moment in moments:
        score = given[moment.pk].score if moment.pk in given else None
        scores.append((score, before))
        before = score or before
    targets = [score.target for score in given.values() if score.target]
    return Line(life_domain=life_domain, scores=scores, target=targets[-1] if targets else None)
