"""Everything in a case that has a date, as lines of one timeline. Only what this reader may know."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cases.audience import Chip, Readers
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
from familienetwerk.accounts.models import Organisation, PolicyDomain

TONES: dict[str, str] = {PolicyDomain.SAFETY: "safety", PolicyDomain.SOCIAL: "social"}


@dataclass(frozen=True, kw_only=True)
class Event:
    """A day, a sign, what happened in bold and the rest of the sentence."""

    on: date
    icon: str
    what: str
    rest: str = ""
    tone: str = ""
    detail: str = ""  # the words themselves, for the whole timeline
    audience: Chip | None = None


def events_of(
    case: Case, *, presence: Presence, members: list[Member], written: list[Observation], readers: Readers
) -> list[Event]:
    """Newest first. `written`: for_reader(user), with their members; all rows were read already."""
    found = [
        *milestones(case),
        *observations(written, readers),
        *questions(presence.questions),
        *involvements(presence.involvements),
        *first_contributions(presence.contributions),
        *coming_and_going(members),
    ]
    return sorted(found, key=lambda event: event.on, reverse=True)


def milestones(case: Case) -> Iterator[Event]:
    named = [
        (case.first_signal_on, "full", "Eerste signaal", f"van {case.bringing_organisation}"),
        (case.started_on, "right", "Intake gestart", ""),
        (case.opened_on, "check", "Casus geopend", ""),
        (case.definition_fixed_on, "check", "Eerste probleemdefinitie vastgesteld", ""),
        (case.first_plan_on, "check", "Eerste plan van aanpak vastgesteld", ""),
        (case.plan_evaluated_on, "check", "Plan geëvalueerd", ""),
        (case.exception_on, "alert", "Uitzondering op samen kijken", case.exception_reason),
        (case.closed_on, "check", "Casus gesloten", case.get_closing_reason_display()),
    ]
    yield from (Event(on=on, icon=icon, what=what, rest=rest) for on, icon, what, rest in named if on)


def observations(written: Iterable[Observation], readers: Readers) -> Iterator[Event]:
    for item in written:
        if item.view == View.CONTENT:  # type: ignore[attr-defined]
            yield from readable(item, readers.chip(item))
        else:
            rest = f"van {item.organisation}: u ziet alleen dat deze bestaat"
            yield Event(on=item.observed_on, icon="lock", what="Waarneming", rest=rest)


def readable(item: Observation, audience: Chip) -> Iterator[Event]:
    yield Event(
        on=item.observed_on,
        icon="full" if tone_of(item.organisation) else "ring",
        tone=tone_of(item.organisation),
        what=item.get_nature_display(),
        rest=f"van {item.organisation}{over(item)}",
        detail=item.text,
        audience=audience,
    )
    words = item.words
    if words.disputed_on:
        said = f"door {words.disputed_by}: „{words.disputed_text}”"
        yield Event(on=words.disputed_on, icon="fork", what="Betwist", rest=said)


def over(item: Observation) -> str:
    names = [member.given_name for member in item.members.all()]
    return f" over {in_a_row(names)}" if names else ""


def questions(asked: list[IntakeQuestion]) -> Iterator[Event]:
    """Who was asked on the same day stands in one line."""
    for on, together in by_day(asked, "asked_on"):
        whom = in_a_row([str(question.organisation) for question in together])
        yield Event(on=on, icon="ring", what="Vraag gesteld", rest=f"aan {whom}")
    for question in asked:
        if question.answered_on:
            yield Event(
                on=question.answered_on,
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
            yield Event(on=row.asked_on, icon="ring", what="Gevraagd aan tafel", rest=who)
        if row.since:
            role = row.get_role_display().lower()
            yield Event(on=row.since, icon="half", tone=tone, what=f"Aan tafel als {role}", rest=who)
        if row.is_ended and row.until:
            yield Event(
                on=row.until,
                icon="none",
                what="Niet meer aan tafel",
                rest=f"{who}: {row.ended_reason or 'de einddatum'}",
            )
        if row.declined_on:
            yield Event(on=row.declined_on, icon="none", what="Doet niet mee", rest=f"{who}: {row.declined_reason}")


def first_contributions(rows: Iterable[FirstContribution]) -> Iterator[Event]:
    for row in rows:
        tone = tone_of(row.organisation)
        yield Event(on=row.on, icon="full", tone=tone, what="Eerste bijdrage", rest=f"van {row.organisation}")


def coming_and_going(everybody: list[Member]) -> Iterator[Event]:
    """Whoever came or was told on the same day stands in one line."""
    for on, together in by_day(everybody, "added_on"):
        yield Event(on=on, icon="plus", what="In de casus", rest=in_a_row([member.given_name for member in together]))
    for on, together in by_day(everybody, "informed_on"):
        yield Event(on=on, icon="info", what="Geïnformeerd", rest=in_a_row([member.given_name for member in together]))
    for member in everybody:
        if member.ended_on:
            rest = f"{member.full_name}: {member.ended_reason}"
            yield Event(on=member.ended_on, icon="none", what="Uit de casus", rest=rest)


def by_day[Row](rows: Iterable[Row], name: str) -> Iterator[tuple[date, list[Row]]]:
    days: dict[date, list[Row]] = {}
    for row in rows:
        if on := getattr(row, name):
            days.setdefault(on, []).append(row)
    yield from days.items()


def tone_of(organisation: Organisation) -> str:
    return TONES.get(organisation.policy_domain, "")
