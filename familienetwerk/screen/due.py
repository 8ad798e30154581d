"""A deadline in words, as components/due.html shows it."""

from dataclasses import dataclass, field
from datetime import date

SOON = 5  # days


@dataclass(frozen=True, kw_only=True)
class Due:
    """When something must be done, seen from today."""

    on: date
    today: date
    steps: list[str] = field(default_factory=list)  # how it was calculated, a sentence each
    provisional: str = ""  # why the day may still move

    @property
    def days(self) -> int:
        return (self.on - self.today).days

    @property
    def is_late(self) -> bool:
        return self.days < 0

    @property
    def is_soon(self) -> bool:
        return 0 <= self.days <= SOON

    @property
    def words(self) -> str:
        match self.days:
            case 0:
                return "vandaag"
            case 1:
                return "morgen"
            case -1:
                return "1 dag te laat"
            case days if days < 0:
                return f"{-days} dagen te laat"
            case days:
                return f"nog {days} dagen"
