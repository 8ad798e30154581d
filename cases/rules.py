"""Rules of a case, as functions of plain values. No database, no clock, no request."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

BSN_LENGTH = 9


class IntakePart(StrEnum):
    """Where in an intake an obstacle is solved."""

    CHILD_SAFETY = "CHILD_SAFETY"
    CRITERIA = "CRITERIA"
    QUESTIONS = "QUESTIONS"
    PEOPLE = "PEOPLE"


@dataclass(frozen=True)
class Obstacle:
    text: str
    solved_in: IntakePart


@dataclass(frozen=True, kw_only=True)
class AcceptanceFacts:
    unanswered_criteria: int
    asked_domains: frozenset[str]
    members: int
    child_safety_is_open: bool = False


def obstacles_to_deciding(facts: AcceptanceFacts) -> list[Obstacle]:
    """Why triage cannot be decided now. An empty list means that it can. The outcome itself is for people (FR-022)."""
    obstacles = []
    if facts.child_safety_is_open:
        obstacles.append(Obstacle("Leg vast dat u Veilig Thuis raadpleegde.", IntakePart.CHILD_SAFETY))
    if facts.unanswered_criteria:
        text = f"Beantwoord nog {facts.unanswered_criteria} van de 4 criteria, met een reden."
        obstacles.append(Obstacle(text, IntakePart.CRITERIA))
    obstacles += [Obstacle(text, IntakePart.QUESTIONS) for text in obstacles_to_asking(facts.asked_domains)]
    if not facts.members:
        obstacles.append(Obstacle("Noem minstens één persoon over wie het gaat.", IntakePart.PEOPLE))
    return obstacles


def obstacles_to_asking(asked_domains: frozenset[str]) -> list[str]:
    """An intake asks both sides what they know, from the first day (FR-017)."""
    sides = {"SAFETY": "uit het domein veiligheid", "SOCIAL": "uit het sociaal domein"}
    return [f"Vraag minstens één organisatie {words}." for side, words in sides.items() if side not in asked_domains]


def gaps_in_deciding_group(decided_by: frozenset[str]) -> list[str]:
    """Which side is missing among the domains that decide together: a warning, no obstacle (FR-029)."""
    sides = {"SAFETY": "veiligheid", "SOCIAL": "sociaal"}
    return [f"Niemand uit het domein {word} besliste mee." for side, word in sides.items() if side not in decided_by]


def names_the_family(case_name: str, family_names: list[str]) -> bool:
    """A neutral name holds no family name, in whatever spelling: “Huize de Wilg” names a family Wilg."""
    words = set(folded(case_name).split())
    names = [set(without_prefixes(folded(name)).split()) for name in family_names]
    return any(name and words >= name for name in names)


@dataclass(frozen=True, kw_only=True)
class ClosingFacts:
    is_in_intake: bool
    running_involvements: int
    plan_waits_for_evaluation: bool


def obstacles_to_closing(facts: ClosingFacts) -> list[str]:
    """Why this case cannot be closed now. An empty list means that it can."""
    obstacles = []
    if facts.is_in_intake:
        obstacles.append("De intake loopt nog. Rond die af met een besluit.")
    if facts.running_involvements:
        obstacles.append("Er zijn nog lopende betrokkenheden van anderen. Beëindig die eerst.")
    if facts.plan_waits_for_evaluation:
        obstacles.append("Het plan is nog niet geëvalueerd.")
    return obstacles


class WorkingMode(StrEnum):
    """How early the social domain came (CCV research; features 1 and KPI-06)."""

    PROACTIVE = "Proactief"
    LATE = "Laat"
    REACTIVE = "Reactief"
    OPEN = "Open"


class TableClock(NamedTuple):
    """Days on which the two domains first contributed and the joint products were fixed."""

    first_signal_on: date
    safety_on: date | None
    social_on: date | None
    definition_on: date | None
    plan_on: date | None

    @property
    def first_step_on(self) -> date | None:
        return self.definition_on or self.plan_on


def working_mode(clock: TableClock) -> WorkingMode:
    """Proactive: both domains contributed before the definition was fixed. Late: both before the first plan.

    Reactive: the definition stands and a domain came after the first plan or not at all. Open: not to be said yet.
    A contribution on the day of fixing counts as before it.
    """
    days = [clock.safety_on, clock.social_on]
    last = None if None in days else max(day for day in days if day)
    if clock.definition_on is None:
        return WorkingMode.OPEN
    if last and last <= clock.definition_on:
        return WorkingMode.PROACTIVE
    if clock.plan_on is None:
        return WorkingMode.LATE if last else WorkingMode.OPEN
    return WorkingMode.LATE if last and last <= clock.plan_on else WorkingMode.REACTIVE


def table_sentence(clock: TableClock) -> str:
    """Why this working mode, in days since the first signal: the sentence under the clock."""
    words = [contributed("Veiligheid", clock.safety_on, clock), contributed("Sociaal", clock.social_on, clock)]
    if clock.definition_on is None:
        return " ".join([*words, "Er is nog geen probleemdefinitie."])
    if clock.safety_on is None or clock.social_on is None:
        missing = words[0] if clock.safety_on is None else words[1]
        return f"{missing} De probleemdefinitie is van dag {days_since(clock.definition_on, clock)}."
    last, word = max((clock.safety_on, "Veiligheid"), (clock.social_on, "Sociaal"))
    if clock.plan_on and last > clock.plan_on:
        product, day = "het eerste plan", clock.plan_on
    else:
        product, day = "de eerste probleemdefinitie", clock.definition_on
    both = f"Veiligheid en sociaal droegen allebei bij op dag {days_since(last, clock)}."
    said = both if clock.safety_on == clock.social_on else contributed(word, last, clock)
    return f"{said} Dat is {distance(last, day)} {product} (dag {days_since(day, clock)})."


def contributed(word: str, day: date | None, clock: TableClock) -> str:
    return f"{word} droeg bij op dag {days_since(day, clock)}." if day else f"{word} droeg nog niet bij."


def days_since(day: date, clock: TableClock) -> int:
    return (day - clock.first_signal_on).days


def distance(day: date, other: date) -> str:
    days = abs((other - day).days)
    if not days:
        return "op de dag van"
    return f"{days} {'dag' if days == 1 else 'dagen'} {'voor' if day < other else 'na'}"


def is_minor(birth_date: date, today: date) -> bool:
    return age_on(birth_date, today) < 18


def birth_date_of_youngest_adult(today: date) -> date:
    """The day of birth of who became 18 today; on 28 February nobody of the 29th did."""
    try:
        return today.replace(year=today.year - 18)
    except ValueError:
        return date(today.year - 18, 2, 28)


def age_on(birth_date: date, today: date) -> int:
    """Whole years; somebody born on 29 February has a birthday on 1 March in other years (BW 1:2; practice)."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))


# Words before a family name, and letters that do not come apart in a letter and its accent.
PREFIXES = frozenset({
    "aan", "af", "al", "bij", "d", "da", "dal", "de", "dei", "del", "della", "den", "der", "des", "di", "do", "dos",
    "du", "el", "het", "i", "ibn", "in", "l", "la", "las", "le", "les", "lo", "los", "of", "onder", "op", "over", "s",
    "t", "te", "ten", "ter", "thoe", "tot", "uijt", "uit", "van", "vom", "von", "voor", "vor", "zu", "zum", "zur",
})  # fmt: skip
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def folded(text: str) -> str:
    """A name as it is searched: without case, accents and signs. “ 's-Gravezande-Ĳmker ” is “s gravezande ijmker”."""
    letters = decomposed(decomposed(text).casefold()).casefold().translate(LETTERS)
    kept = "".join(" " if is_a_sign(letter) else letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(kept.split())


def decomposed(text: str) -> str:
    """Letters apart from their accents, and one form for signs that mean the same letter."""
    return unicodedata.normalize("NFKD", text)


def is_a_sign(letter: str) -> bool:
    return not (letter.isalpha() or letter.isdecimal())


def without_prefixes(words: str) -> str:
    """“van der berg” is found under “berg”. A name of nothing but such words stays as it is."""
    parts = words.split()
    first = next((number for number, part in enumerate(parts) if part not in PREFIXES), 0)
    return " ".join(parts[first:])


def name_key(family_name: str, given_name: str = "") -> str:
    """Where a person is found: family name without the words before it, then the given name."""
    return f"{without_prefixes(folded(family_name))} {folded(given_name)}".strip()


def is_bsn(text: str) -> bool:
    """Nine figures of which the weighted sum divides by eleven (elfproef; Wabb 1)."""
    if not (text.isascii() and text.isdecimal() and len(text) == BSN_LENGTH) or not int(text):
        return False
    weights = (*range(BSN_LENGTH, 1, -1), -1)
    total: int = sum(weight * int(figure) for weight, figure in zip(weights, text, strict=True))
    return total % 11 == 0


def bare_bsn(text: str) -> str:
    """As people type and copy it: 9999.90.019, 999 990 019, or with the first nought left out."""
    figures = re.sub(r"[\s.-]", "", text)
    return figures.zfill(BSN_LENGTH) if len(figures) == BSN_LENGTH - 1 else figures


def masked_bsn(bsn: str) -> str:
    """•••••••19"""
    return "•" * (BSN_LENGTH - 2) + bsn[-2:]


@dataclass(frozen=True, kw_only=True)
class PieceFacts:
    """One piece that somebody wants to give to a recipient outside the case."""

    title: str
    is_own: bool
    is_of_all: bool
    is_source_bound: bool  # by Wpg, Wjsg, WGBO, Jeugdwet, Bibob …


def obstacles_to_sharing(pieces: Sequence[PieceFacts], *, coordinates: bool, is_complete: bool) -> list[str]:
    """Why these cannot be given. Each gives its own; what is of all or free to go, a coordinator gives (FR-137)."""
    obstacles = [] if pieces else ["Kies minstens één stuk."]
    if not is_complete:
        obstacles.append("Een stuk dat u koos is er niet meer. Kies opnieuw.")
    for piece in pieces:
        if piece.is_own:
            continue
        if piece.is_source_bound:
            obstacles.append(f"{piece.title}: alleen de organisatie waar dit vandaan komt mag het verstrekken.")
        elif not coordinates:
            obstacles.append(f"{piece.title}: vraag een regisseur om dit te verstrekken.")
    return obstacles
