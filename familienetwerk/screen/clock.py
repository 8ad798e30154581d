"""The clock of a case: since when each domain takes part, measured from the first signal. Places in a drawing, no HTML.

Whole numbers: a template would write 59.5 the Dutch way, with a comma.
"""

from dataclasses import dataclass, field
from datetime import date

LEFT, RIGHT = 92, 742
SMALL_LEFT, SMALL_RIGHT = 3, 115
LETTER = 7  # how wide one is, about
BETWEEN = 10  # two words closer than this would touch: the later one is drawn, without its word


@dataclass(frozen=True)
class Mark:
    x: int
    word: str
    is_step: bool
    anchor: str = "middle"

    @property
    def begin(self) -> float:
        return self.x if self.anchor == "start" else self.x - LETTER * len(self.word) / 2

    @property
    def end(self) -> float:
        return self.begin + LETTER * len(self.word)


@dataclass(frozen=True)
class Row:
    word: str
    tone: str  # "safety" or "social": class names of the drawing
    x: int
    y: int
    has_begun: bool

    @property
    def text_y(self) -> int:
        return self.y + 4


@dataclass(frozen=True)
class Tick:
    x: int
    word: str


@dataclass(frozen=True)
class Small:
    rows: list[Row]
    mark: int | None


@dataclass(frozen=True, kw_only=True)
class Clock:
    """What the drawing needs: days, not places. `safety_on` and `social_on` are the first released contributions."""

    began_on: date
    today: date
    safety_on: date | None
    social_on: date | None
    steps: list[tuple[str, date]] = field(default_factory=list)  # ("Probleemdefinitie 1", day), ("Plan", day)
    left: int = LEFT
    right: int = RIGHT

    @property
    def span(self) -> int:
        return max((self.today - self.began_on).days, 1)

    def place(self, day: date, left: int = LEFT, right: int = RIGHT) -> int:
        share = min(max((day - self.began_on).days / self.span, 0.0), 1.0)
        return round(left + share * (right - left))

    @property
    def title(self) -> str:
        return f"Klok van deze casus. {self.said('Veiligheid', self.safety_on)} {self.said('Sociaal', self.social_on)}"

    def said(self, word: str, day: date | None) -> str:
        return f"{word} droeg bij op dag {(day - self.began_on).days}." if day else f"{word} droeg nog niet bij."

    @property
    def marks(self) -> list[Mark]:
        marks, last = (
            [Mark(LEFT, "Eerste signaal", is_step=False, anchor="start")],
            Mark(RIGHT, "Vandaag", is_step=False),
        )
        for word, day in self.steps:
            mark = Mark(self.place(day), word, is_step=True)
            before = max(earlier.end for earlier in marks)
            fits = before + BETWEEN <= mark.begin and mark.end + BETWEEN <= last.begin
            marks.append(mark if fits else Mark(mark.x, "", is_step=True))
        return [*marks, last]

    @property
    def ticks(self) -> list[Tick]:
        step = next(days for days in (1, 7, 14, 28, 91, 182, 364) if self.span / days <= 9 or days == 364)
        days = range(0, self.span + 1, step)
        scale = (RIGHT - LEFT) / self.span
        return [Tick(round(LEFT + number * scale), f"dag {number}" if number == 0 else str(number)) for number in days]

    @property
    def rows(self) -> list[Row]:
        return self.rows_at((40, 66), LEFT, RIGHT)

    @property
    def small(self) -> Small:
        first_step = self.place(self.steps[0][1], SMALL_LEFT, SMALL_RIGHT) if self.steps else None
        return Small(self.rows_at((6, 14), SMALL_LEFT, SMALL_RIGHT), first_step)

    def rows_at(self, heights: tuple[int, int], left: int, right: int) -> list[Row]:
        domains = [("Veiligheid", "safety", self.safety_on), ("Sociaal", "social", self.social_on)]
        return [
            Row(word, tone, self.place(day or self.today, left, right), y, has_begun=day is not None)
            for (word, tone, day), y in zip(domains, heights, strict=True)
        ]
