"""Who is in the plan, and who is at the table."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class PersonInPlan:
    name: str
    reason: str  # Kind over wie zorgen zijn
    reason_text: str = ""
    roles: tuple[str, ...] = ()
    born: date | None = None
    is_born_estimated: bool = False
    died: date | None = None
    is_minor: bool = False
    household: str = ""
    review_on: date | None = None

    @property
    def years(self) -> str:
        born = f"{'±' if self.is_born_estimated else ''}{self.born.year}" if self.born else "onbekend"
        if self.died:
            return f"{born}–{self.died.year}"
        return f"{born} (kind)" if self.is_minor else born


@dataclass(frozen=True, kw_only=True)
class Seat:
    """An organisation at the table."""

    organisation: str
    domain: str  # Sociaal
    since: date
    professional: str = ""
    contributed_on: date | None = None
    task: str = ""
