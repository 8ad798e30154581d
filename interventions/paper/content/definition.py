"""What the domains see together."""

from dataclasses import dataclass
from datetime import date
from itertools import batched


@dataclass(frozen=True, kw_only=True)
class View:
    """What one domain or organisation sees: concerns, strengths, what was tried, what it can do."""

    who: str
    concern: str = ""
    strengths: str = ""
    tried: str = ""
    possibilities: str = ""


@dataclass(frozen=True, kw_only=True)
class Stance:
    """Whether an organisation shares the definition; `agrees` None means that it did not answer."""

    organisation: str
    domain: str
    agrees: bool | None
    on: date | None = None
    reason: str = ""

    @property
    def word(self) -> str:
        if self.agrees is None:
            return "geen reactie"
        return "eens" if self.agrees else "oneens"


@dataclass(frozen=True, kw_only=True)
class Definition:
    version: int
    fixed_on: date
    statement: str
    priorities: str = ""
    focus: tuple[str, ...] = ()
    unknowns: str = ""
    views: tuple[View, ...] = ()
    stances: tuple[Stance, ...] = ()

    @property
    def pairs_of_views(self) -> list[tuple[View, ...]]:
        """Side by side in the same width: safety and social first."""
        return list(batched(self.views, 2))

    @property
    def dissents(self) -> list[Stance]:
        return [stance for stance in self.stances if stance.agrees is False]
