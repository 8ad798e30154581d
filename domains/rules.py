"""Rules of looking together, as functions of plain values. No database, no clock, no request."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SAFETY, SOCIAL = "SAFETY", "SOCIAL"
NEEDED = {SAFETY: "veiligheid", SOCIAL: "sociaal"}  # nothing is fixed jointly without both
FRESH = timedelta(days=30)  # older information is said to be old (FR-050)


@dataclass(frozen=True, kw_only=True)
class Voice:
    """One organisation at the table: its domain, whether it contributed, and what it said (None: nothing yet)."""

    organisation: str
    policy_domain: str
    has_contributed: bool
    agrees: bool | None


class Step(StrEnum):
    CONTRIBUTION = "CONTRIBUTION"
    AGREEMENT = "AGREEMENT"


@dataclass(frozen=True, kw_only=True)
class MissingVoice:
    """What a needed domain must still do before something is fixed jointly."""

    policy_domain: str
    step: Step

    def sentence(self, what: str) -> str:
        name = NEEDED[self.policy_domain]
        if self.step == Step.CONTRIBUTION:
            return f"Er is nog geen bijdrage uit het domein {name}."
        return f"Nog geen organisatie uit het domein {name} is akkoord met {what}."


def missing_voices(voices: Iterable[Voice]) -> list[MissingVoice]:
    """Of safety and of social at least one organisation contributed, and of those at least one agreed."""
    voices = list(voices)
    missing = []
    for domain in NEEDED:
        contributed = [voice for voice in voices if voice.policy_domain == domain and voice.has_contributed]
        if not contributed:
            missing.append(MissingVoice(policy_domain=domain, step=Step.CONTRIBUTION))
        elif not any(voice.agrees for voice in contributed):
            missing.append(MissingVoice(policy_domain=domain, step=Step.AGREEMENT))
    return missing


def obstacles_to_joint_fixing(voices: Iterable[Voice], *, what: str, exception: bool) -> list[str]:
    """The two-domain gate: why `what` cannot be fixed jointly now. An empty list means that it can (FR-060).

    An exception that the process coordinator recorded opens the gate, but never hides that it was needed.
    """
    return [] if exception else [missing.sentence(what) for missing in missing_voices(voices)]


def is_old(information_on: date, today: date) -> bool:
    return today - information_on > FRESH


def change(first: int | None, last: int | None) -> int | None:
    """Steps gained on the five-point scale; None when one of the two was not assessed."""
    return None if first is None or last is None else last - first
