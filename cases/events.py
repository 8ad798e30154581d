"""Everything in a case that has a date, as lines of one timeline. Only what this reader may know."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, auto
from typing import Any, Protocol

from django.db.models import Count
from django.db.models.functions import Now
from django.utils import timezone

from cases.audience import Chip, Readers
from cases.closed import ALSO_HERE, is_closed
from cases.genogram.words import in_a_row
from cases.models import (
    Answer,
    Case,
    FirstContribution,
    IntakeQuestion,
    Involvement,
    Member,
    Observation,
)
from cases.presence import Presence
from cases.visibility import View
from familienetwerk.accounts.models import Organisation, PolicyDomain, User


class About(Protocol):
    """Something written about people of the family."""

    members: Any


TONES: dict[str, str] = {PolicyDomain.SAFETY: "safety", PolicyDomain.SOCIAL: "social"}


class Step(IntEnum):
    """In which order things go that have the same day: a case is opened after its intake began."""

    SIGNAL = auto()
    INTAKE = auto()
    SEEN = auto()
    DISPUTED = auto()
    CAME = auto()
    INFORMED = auto()
    ASKED = auto()
    ANSWERED = auto()
    OPENED = auto()
    INVITED = auto()
    DECLINED = auto()
    JOINED = auto()
    SPOKEN = auto()
    DISCUSSED = auto()
    CONTRIBUTED = auto()
    EXCEPTION = auto()
    DEFINED = auto()
    PLANNED = auto()
    EVALUATED = auto()
    LEFT = auto()
    WENT = auto()
    CLOSED = auto()


@dataclass(frozen=True, kw_only=True)
class Event:
    """A day, a sign, what happened in bold and the rest of the sentence. `step` and `number` order one day."""

    on: date
    step: Step
    number: int = 0  # of its row
    icon: str
    what: str
    rest: str = ""
    tone: str = ""
    detail: str = ""  # the words themselves, for the whole timeline
    audience: Chip | None = None


# What an app above tells: its events in a case, for this reader.
type Source = Callable[[Case, User, Readers], Iterable[Event]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """In one or two queries."""
    if source not in _sources:
        _sources.append(source)


def told_above(case: Case, *, user: User, readers: Readers) -> list[Event]:
    return [event for source in _sources for event in source(case, user, readers)]


def events_of(
    case: Case,
    *,
    presence: Presence,
    members: list[Member],
    written: list[Observation],
    readers: Readers,
    above: Iterable[Event] = (),
) -> list[Event]:
    """Newest first. `written`: for_reader(user), with their members; all rows of this app were read already."""
    found = [
        *above,
        *milestones(case),
        *observations(written, readers),
        *questions(presence.questions),
        *involvements(presence.involvements),
        *first_contributions(presence.contributions),
        *coming_and_going(members),
    ]
    return sorted(found, key=lambda event: (event.on, event.step, event.number), reverse=True)


def milestones(case: Case) -> Iterator[Event]:
    named = [
        (Step.SIGNAL, case.first_signal_on, "full", "Eerste signaal", f"van {case.bringing_organisation}"),
        (Step.INTAKE, case.started_on, "right", "Intake gestart", ""),
        (Step.OPENED, case.opened_on, "check", "Casus geopend", ""),
        (Step.DEFINED, case.definition_fixed_on, "check", "Eerste probleemdefinitie vastgesteld", ""),
        (Step.PLANNED, case.first_plan_on, "check", "Eerste plan van aanpak vastgesteld", ""),
        (Step.EVALUATED, case.plan_evaluated_on, "check", "Plan geëvalueerd", ""),
        (Step.EXCEPTION, case.exception_on, "alert", "Uitzondering op samen kijken", case.exception_reason),
        (Step.CLOSED, case.closed_on, "check", "Casus gesloten", case.get_closing_reason_display()),
    ]
    yield from (Event(on=on, step=step, icon=icon, what=what, rest=rest) for step, on, icon, what, rest in named if on)


def discussions(case: Case) -> Iterator[Event]:
    """What took place and what came of it, in numbers; the words stand on their own page. One query."""
    begun = case.agenda_items.standing().filter(begins_at__lte=Now())
    counted = begun.annotate(decided=Count("decisions", distinct=True), promised=Count("agreed", distinct=True))
    for number, begins_at, decided, promised in counted.values_list("pk", "begins_at", "decided", "promised"):
        came = [many(decided, "besluit", "besluiten"), many(promised, "afspraak", "afspraken")]
        rest = in_a_row([words for words in came if words])
        on = timezone.localdate(begins_at)
        yield Event(on=on, step=Step.DISCUSSED, number=number, icon="check", what="Bespreking", rest=rest)


def many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}" if number else ""


def observations(written: Iterable[Observation], readers: Readers) -> Iterator[Event]:
    for item in written:
        if item.view == View.CONTENT:  # type: ignore[attr-defined]
            yield from readable(item, readers.chip(item))
        else:
            rest = f"van {item.organisation}: {ALSO_HERE if is_closed(item) else 'u ziet alleen dat deze bestaat'}"
            yield Event(on=item.observed_on, step=Step.SEEN, number=item.pk, icon="lock", what="Waarneming", rest=rest)


def readable(item: Observation, audience: Chip) -> Iterator[Event]:
    yield Event(
        on=item.observed_on,
        step=Step.SEEN,
        number=item.pk,
        icon="full" if tone_of(item.organisation) else "ring",
        tone=tone_of(item.organisation),
        what=item.get_nature_display(),
        rest=f"van {item.organisation}{over(item)}",
        detail=item.text,
        audience=audience,
    )
    words = item.words
    if words.disputed_on:
        said = f"door {words.disputed_by}: “{words.disputed_text}”"
        yield Event(on=words.disputed_on, step=Step.DISPUTED, number=item.pk, icon="fork", what="Betwist", rest=said)


def over(item: About) -> str:
    names = [member.given_name for member in item.members.all()]
    return f" over {in_a_row(names)}" if names else ""


def questions(asked: list[IntakeQuestion]) -> Iterator[Event]:
    """Who was asked on the same day stands in one line."""
    for on, together in by_day(asked, "asked_on"):
        whom = in_a_row([str(question.organisation) for question in together])
        yield Event(on=on, step=Step.ASKED, icon="ring", what="Vraag gesteld", rest=f"aan {whom}")
    for question in asked:
        if question.answered_on:
            yield Event(
                on=question.answered_on,
                step=Step.ANSWERED,
                number=question.pk,
                icon="none" if question.answer == Answer.UNKNOWN else "half",
                tone=tone_of(question.organisation),
                what=f"{question.organisation} antwoordde",
                rest=question.get_answer_display().lower(),
            )


def involvements(rows: Iterable[Involvement]) -> Iterator[Event]:
    for row in rows:
        who = f"{row.user}, {row.organisation}" if row.user else str(row.organisation)
        tone = tone_of(row.organisation)
        if row.answer_due_on:
            yield Event(
                on=row.asked_on, step=Step.INVITED, number=row.pk, icon="ring", what="Gevraagd aan tafel", rest=who
            )
        if row.since and not row.is_ahead:
            role = row.get_role_display().lower()
            what = f"Aan tafel als {role}"
            yield Event(on=row.since, step=Step.JOINED, number=row.pk, icon="half", tone=tone, what=what, rest=who)
        if row.is_ended and row.until:
            yield Event(
                on=row.until,
                step=Step.LEFT,
                number=row.pk,
                icon="none",
                what="Niet meer aan tafel",
                rest=f"{who}: {row.ended_reason or 'de einddatum'}",
            )
        if row.declined_on:
            yield Event(
                on=row.declined_on,
                step=Step.DECLINED,
                number=row.pk,
                icon="none",
                what="Doet niet mee",
                rest=f"{who}: {row.declined_reason}",
            )


def first_contributions(rows: Iterable[FirstContribution]) -> Iterator[Event]:
    for row in rows:
        tone = tone_of(row.organisation)
        yield Event(
            on=row.on,
            step=Step.CONTRIBUTED,
            number=row.pk,
            icon="full",
            tone=tone,
            what="Eerste bijdrage",
            rest=f"van {row.organisation}",
        )


def coming_and_going(everybody: list[Member]) -> Iterator[Event]:
    """Whoever came or was told on the same day stands in one line."""
    for on, together in by_day(everybody, "added_on"):
        names = in_a_row([member.given_name for member in together])
        yield Event(on=on, step=Step.CAME, icon="plus", what="In de casus", rest=names)
    for on, together in by_day(everybody, "informed_on"):
        names = in_a_row([member.given_name for member in together])
        yield Event(on=on, step=Step.INFORMED, icon="info", what="Geïnformeerd", rest=names)
    for member in everybody:
        if member.ended_on:
            rest = f"{member.full_name}: {member.ended_reason}"
            yield Event(
                on=member.ended_on, step=Step.WENT, number=member.pk, icon="none", what="Uit de casus", rest=rest
            )


def by_day[Row](rows: Iterable[Row], name: str) -> Iterator[tuple[date, list[Row]]]:
    days: dict[date, list[Row]] = {}
    for row in rows:
        if on := getattr(row, name):
            days.setdefault(on, []).append(row)
    yield from days.items()


def tone_of(organisation: Organisation) -> str:
    return TONES.get(organisation.policy_domain, "")
