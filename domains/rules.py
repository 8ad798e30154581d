"""Rules of looking together, as functions of plain values. No database, no clock, no request."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

SAFETY, SOCIAL = "SAFETY", "SOCIAL"
FRESH = timedelta(days=30)  # older information is said to be old (FR-050)


@dataclass(frozen=True, kw_only=True)
class Voice:
    """One organisation at the table: its domain, whether it contributed, and what it said (None: nothing yet)."""

    organisation: str
    policy_domain: str
    has_contributed: bool
    agrees: bool | None


def obstacles_to_joint_fixing(voices: Iterable[Voice], *, what: str, exception: bool) -> list[str]:
    """The two-domain gate: why `what` cannot be fixed jointly now. An empty list means that it can (FR-060).

    At least one safety and one social organisation contributed and agreed. An exception that the process coordinator
    recorded opens the gate, but never hides that it was needed.
    """
    if exception:
        return []
    voices = list(voices)
    obstacles = []
    for domain, name in ((SAFETY, "veiligheid"), (SOCIAL, "sociaal")):
        of_domain = [voice for voice in voices if voice.policy_domain == domain]
        contributed = [voice for voice in of_domain if voice.has_contributed]
        if not contributed:
            obstacles.append(f"Er is nog geen bijdrage uit het domein {name}.")
        elif not any(voice.agrees for voice in contributed):
            obstacles.append(f"Nog geen organisatie uit het domein {name} is akkoord met {what}.")
    return obstacles


def is_old(information_on: date, today: date) -> bool:
    return today - information_on > FRESH


def change(first: int | None, last: int | None) -> int | None:
    """Steps gained on the five-point scale; None when one of the two was not assessed."""
    return None if first is None or last is None else last - first
