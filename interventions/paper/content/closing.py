"""How the plan is adopted, when it is looked at again, and what it rests on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    on: date
    kind: str
    outcome: str = ""


class Reply(StrEnum):
    """What an organisation says of the plan."""

    AGREED = "akkoord"
    RESERVATION = "akkoord met voorbehoud"
    NOT_AGREED = "niet akkoord"
    NONE = "geen reactie"


@dataclass(frozen=True, kw_only=True)
class Adoption:
    organisation: str
    reply: Reply
    person: str = ""
    on: date | None = None
    remark: str = ""

    @property
    def is_full(self) -> bool:
        return self.reply == Reply.AGREED


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What the plan rests on, with its source; a dispute stays with it."""

    text: str
    nature: str  # Feit, Verklaring, Zorgpunt
    source: str
    on: date
    regime: str = ""  # the law under which it came about, when it is not the AVG
    disputed_by: str = ""
    disputed_on: date | None = None
    disputed_text: str = ""

    @property
    def is_disputed(self) -> bool:
        return self.disputed_on is not None
