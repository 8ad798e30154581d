"""The clock of a breach, and what must be written down before it is closed: of plain values."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TERM = timedelta(hours=72)  # AVG 33 lid 1: after one became aware of it
HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """From the moment of discovery until the authority was told, or it was decided that this is not needed."""

    discovered_at: datetime
    now: datetime  # in the time of the reader
    is_settled: bool = False
    told_at: datetime | None = None

    @property
    def due_at(self) -> datetime:
        return (self.discovered_at + TERM).astimezone(self.now.tzinfo)

    @property
    def is_late(self) -> bool:
        return (self.told_at or self.now) > self.due_at and (not self.is_settled or self.told_at is not None)

    @property
    def words(self) -> str:
        if self.told_at:
            after = (self.told_at - self.discovered_at) // HOUR
            return f"gemeld na {after} uur{', te laat' if self.is_late else ''}"
        if self.is_settled:
            return "melden is niet nodig"
        if self.is_late:
            return f"termijn verstreken op {self.due_at:%d-%m-%Y %H:%M}"
        return f"nog {left_in_words(self.due_at - self.now)}"


def left_in_words(left: timedelta) -> str:
    """Whole hours; of the last hour the minutes."""
    if left >= HOUR:
        return f"{left // HOUR} uur"
    minutes = left // timedelta(minutes=1)
    return "1 minuut" if minutes == 1 else f"{minutes} minuten"


def is_told_late(discovered_at: datetime, told_at: datetime | None) -> bool:
    return told_at is not None and told_at > discovered_at + TERM


@dataclass(frozen=True, kw_only=True)
class ClosingFacts:
    """What the register holds of one breach. `undecided`: who was neither told nor left untold for a reason."""

    undecided: list[str]
    consequences: str
    measures: str


def obstacles_to_closing(facts: ClosingFacts) -> list[str]:
    """Empty: it may."""
    obstacles = [f"Leg vast of er bericht ging naar {who}, of waarom niet." for who in facts.undecided]
    if not facts.consequences:
        obstacles.append("Schrijf op wat de gevolgen kunnen zijn.")
    if not facts.measures:
        obstacles.append("Schrijf op welke maatregelen er zijn genomen.")
    return obstacles
