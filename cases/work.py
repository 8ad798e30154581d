"""Deadlines as rows of the work list: what to do, for which case, by when, and the page where it is done."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from cases.models import Announced, Case, Deadline, DeadlineKind, Grant, GrantLevel, Member, MembershipReason
from cases.models.deadline import ABOUT_A_MEMBER, OUTSIDE_THE_CASE
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_once import Asking, Question, ask, ask_seldom
from familienetwerk.accounts.written_rows import ask_prepared
from familienetwerk.db import Probe
from familienetwerk.screen.addresses import address
from familienetwerk.screen.paging import InOneOrder, is_near

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
    DeadlineKind.ACTION: ("interventions:action", ("case_id", "subject_id")),
    DeadlineKind.INTERVENTION: ("interventions:intervention", ("case_id", "subject_id")),
    DeadlineKind.RECALL: ("cases:sharings", ("case_id",)),
    DeadlineKind.AGREED: ("cases:finish_agreed", ("case_id", "subject_id")),
    DeadlineKind.EVALUATION: ("interventions:plan", ("case_id",)),
}
WORDS: dict[str, str] = {kind.value: kind.label for kind in DeadlineKind}
# A question to others opens for them alone; who asked it goes to the page where it was asked.
ASKED_IN: dict[str, str] = {DeadlineKind.QUESTION: "cases:intake", DeadlineKind.INVITATION: "cases:involvements"}
# What only opens for who does it; who only reads the case goes to the page where it stands.
READ_IN: dict[str, str] = {DeadlineKind.AGREED: "cases:agenda"}
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
    DeadlineKind.RECALL: "Meld",
    DeadlineKind.AGREED: "Rond af",
    DeadlineKind.EVALUATION: "Bereid voor",
}


class Both(Func):
    """Two texts in one, so that the row that has them is judged once."""

    template = "ARRAY[%(expressions)s]::text[]"
    arity = 2
    output_field = ArrayField(models.TextField())


def of_its_case(rows: QuerySet[Any], value: Any) -> Subquery:
    return Subquery(rows.filter(pk=OuterRef("case_id")).values(of_case=value))


def of_its_member(field: str) -> models.Case:
    """Nothing for work that is not about one."""
    about = Subquery(Member.objects.filter(pk=OuterRef("subject_id")).values(field))
    return models.Case(When(kind__in=ABOUT_A_MEMBER, then=about))


class Task(NamedTuple):
    """Of a deadline what a row shows: plain values, since a hundred of them must be on the screen in a moment."""

    pk: int
    kind: str
    subject_id: int
    due_on: date
    about: str
    case_id: int
    number_and_name: list[str]  # of the case
    who: str  # empty in one's own list
    does: bool  # is more than a reader of the case: in an hour of emergency one reads, and does nothing
    reason: str | None = None  # of the member whom it is about, in one's own list
    added_on: date | None = None

    @property
    def about_whom(self) -> str:
        """Who it is, without a name: this page belongs to no case, so no case logs it."""
        if self.reason is None:
            return ""
        return f"{MembershipReason(self.reason).label}, toegevoegd op {self.added_on:%d-%m-%Y}"


# Of a question or an invitation the case may not be there for who is asked: its number is announced, its name is not.
CASES, ANNOUNCED = Case.objects.all(), Announced.objects.all()
NUMBER = Coalesce(of_its_case(CASES, F("number")), of_its_case(ANNOUNCED, F("number")))
NUMBER_AND_NAME = Coalesce(
    of_its_case(CASES, Both("number", "name")), of_its_case(ANNOUNCED, Both("number", Value("")))
)
VALUES: tuple[Any, ...] = ("id", "kind", "subject_id", "due_on", "about", "case_id", NUMBER_AND_NAME)


def own_work(user: User, start: int, stop: int) -> QuerySet[Deadline, Any]:
    """What this user or the desk of the own organisation must do, soonest first."""
    does = Probe(Grant.objects.on_case_of_row().held_by(user).at_least(GrantLevel.CONTRIBUTE))
    values = (*VALUES, Value(""), does, of_its_member("reason"), of_its_member("added_on"))
    parts = [part.values_list(*values) for part in Deadline.objects.named_and_desk(user)]
    return InOneOrder(parts, ("due_on", "id"))[start:stop]


def work_of_others(user: User, start: int, stop: int) -> QuerySet[Deadline, Any]:
    """What others still owe in the cases that this user coordinates, soonest first."""
    rows = Deadline.objects.waiting_for_others(user).by_date()
    return rows.values_list(*VALUES, Coalesce("user__name", "organisation__name"), Value(value=True))[start:stop]


@dataclass(frozen=True, kw_only=True)
class Work:
    """One of the two lists of work, and how it is asked."""

    rows: Question
    asking: Asking


OWN_WORK = Work(rows=own_work, asking=ask_prepared)  # each row looks up its right: one plan whoever asks
WORK_OF_OTHERS = Work(rows=work_of_others, asking=ask)


@dataclass(frozen=True)
class Tasks:
    """The work of one user, as a page is cut from it."""

    work: Work
    user: User

    def __getitem__(self, wanted: slice) -> list[Task]:
        asking = self.work.asking if is_near(wanted) else ask_seldom
        return [Task(*values) for values in asking(self.work.rows, self.user, wanted.start, wanted.stop)]


class Row(NamedTuple):
    what: str
    url: str
    act: str
    case_number: str
    case_name: str  # empty for who may not see the case
    who: str
    due_on: date
    today: date
    about: str = ""


def row_of(task: Task, *, today: date, of_others: bool = False) -> Row:
    """`of_others`: somebody else does it, and this user waits."""
    shown_in = (ASKED_IN if of_others else {} if task.does else READ_IN).get(task.kind)
    is_outside, (number, name) = task.kind in OUTSIDE_THE_CASE, task.number_and_name
    return Row(
        what=WORDS[task.kind],
        url=address(shown_in, task.case_id) if shown_in else page_of(task),
        act="Bekijk" if of_others or not (task.does or is_outside) else ACTS[task.kind],
        case_number=number,
        case_name="" if is_outside else name,
        who=task.who,
        due_on=task.due_on,
        today=today,
        about=task.about_whom or ("" if is_outside else task.about),
    )


def page_of(task: Task | Deadline) -> str:
    """Where it is done."""
    name, arguments = PAGES[task.kind]
    return address(name, *(getattr(task, argument) for argument in arguments))


def group_of(day: date, *, today: date) -> str:
    """Te laat, vandaag, deze week (until Sunday), later."""
    if day < today:
        return "Te laat"
    if day == today:
        return "Vandaag"
    return "Deze week" if day <= today + timedelta(days=6 - today.weekday()) else "Later"
