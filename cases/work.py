"""Deadlines as rows of the work list: what to do, for which case, by when, and the page where it is done."""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.models import Deadline, DeadlineKind
from cases.models.deadline import OUTSIDE_THE_CASE
from familienetwerk.screen.addresses import address
from familienetwerk.screen.due import Due

# The page where it is done: a URL name, and which numbers it takes. Names, so no import upwards.
PAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    DeadlineKind.QUESTION: ("cases:answer", ("subject_id",)),
    DeadlineKind.INVITATION: ("cases:invitation", ("subject_id",)),
    DeadlineKind.TRIAGE: ("cases:intake", ("case_id",)),
    DeadlineKind.MEMBER_REVIEW: ("cases:member", ("case_id", "subject_id")),
    DeadlineKind.INFORMING: ("cases:member", ("case_id", "subject_id")),
    DeadlineKind.REASSESSMENT: ("domains:assessment", ("case_id", "subject_id")),
    DeadlineKind.AGREEMENT: ("domains:problem", ("case_id",)),
    DeadlineKind.ADOPTION: ("interventions:plan", ("case_id",)),
    DeadlineKind.ACTION: ("interventions:plan", ("case_id",)),
    DeadlineKind.INTERVENTION: ("interventions:intervention", ("case_id", "subject_id")),
    DeadlineKind.EVALUATION: ("interventions:plan", ("case_id",)),
}
# A question to others opens for them alone; who asked it goes to the page where it was asked.
ASKED_IN: dict[str, str] = {DeadlineKind.QUESTION: "cases:intake", DeadlineKind.INVITATION: "cases:involvements"}
ACTS: dict[str, str] = {
    DeadlineKind.QUESTION: "Antwoord",
    DeadlineKind.INVITATION: "Reageer",
    DeadlineKind.TRIAGE: "Beslis",
    DeadlineKind.MEMBER_REVIEW: "Bekijk",
    DeadlineKind.INFORMING: "Kies hoe",
    DeadlineKind.REASSESSMENT: "Bekijk",
    DeadlineKind.AGREEMENT: "Reageer",
    DeadlineKind.ADOPTION: "Reageer",
    DeadlineKind.ACTION: "Werk bij",
    DeadlineKind.INTERVENTION: "Bekijk",
    DeadlineKind.EVALUATION: "Bereid voor",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    what: str
    url: str
    act: str
    case_number: str
    case_name: str  # empty for who may not see the case
    who: str
    due: Due
    about: str = ""


def row_of(deadline: Deadline, *, today: date, of_others: bool = False, about: str = "") -> Row:
    """Needs case, organisation and user loaded. `of_others`: somebody else does it, and this user waits."""
    is_a_question = of_others and deadline.kind in ASKED_IN
    return Row(
        what=deadline.get_kind_display(),
        url=address(ASKED_IN[deadline.kind], deadline.case_id) if is_a_question else page_of(deadline),
        act="Bekijk" if of_others else ACTS[deadline.kind],
        case_number=deadline.case.number,
        case_name="" if deadline.kind in OUTSIDE_THE_CASE else deadline.case.name,
        who=str(deadline.user or deadline.organisation),
        due=Due(on=deadline.due_on, today=today),
        about=about or ("" if deadline.kind in OUTSIDE_THE_CASE else deadline.about),
    )


def page_of(deadline: Deadline) -> str:
    """Where it is done."""
    name, arguments = PAGES[deadline.kind]
    return address(name, *(getattr(deadline, argument) for argument in arguments))


def group_of(day: date, *, today: date) -> str:
    """Te laat, vandaag, deze week (until Sunday), later."""
    if day < today:
        return "Te laat"
    if day == today:
        return "Vandaag"
    return "Deze week" if day <= today + timedelta(days=6 - today.weekday()) else "Later"
