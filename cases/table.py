"""“Aan tafel”: who sits at the table of a case, who was asked, who is missing, and how early both domains came."""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from django.urls import reverse

from cases import rules
from cases.models import Answer, Case, IntakeQuestion, Involvement
from cases.presence import Presence
from familienetwerk.accounts.models import Organisation, PolicyDomain
from familienetwerk.screen.clock import Clock

ALWAYS_SHOWN = [domain for domain in PolicyDomain if domain != PolicyDomain.OTHER]
BOTH_SIDES = (PolicyDomain.SAFETY, PolicyDomain.SOCIAL)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One organisation: a sign, its name and one line of state."""

    organisation: str
    domain: str
    state: str
    line: str

    @property
    def parts(self) -> list[str]:
        """Of the line, so that it breaks between them and not in a date."""
        return self.line.split(" · ")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One policy domain; without seats nobody of it was asked. Who never answered the intake, is not at the table."""

    name: str
    domain: str
    seats: list[Seat]
    ask_url: str

    @property
    def is_here(self) -> bool:
        return any(seat.state in {"CONTRIBUTED", "SEATED", "ANSWERED"} for seat in self.seats)

    @property
    def is_missing(self) -> bool:
        return all(seat.state == "NO_ANSWER" for seat in self.seats)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A few words of the summary line."""

    text: str
    icon: str
    since: date | None = None
    domain: str = ""


@dataclass(kw_only=True)
class Place:
    """All that is known of one organisation and one case: asked, answered, at the table, contributed, left."""

    organisation: Organisation
    contributed_on: date | None = None
    seated_on: date | None = None
    left_on: date | None = None
    asked_on: date | None = None
    due_on: date | None = None
    lapsed_on: date | None = None  # a question that was not answered before the intake was decided
    answer: str = ""
    answered_on: date | None = None

    def seat(self, *, today: date) -> Seat | None:
        """The seat to draw; None for who came and left without a trace in the joint picture."""
        state, line = self.state_and_line(today=today)
        if not state:
            return None
        return Seat(organisation=self.organisation.name, domain=self.organisation.policy_domain, state=state, line=line)

    def state_and_line(self, *, today: date) -> tuple[str, str]:
        if self.contributed_on:
            gone = " · niet meer aan tafel" if self.left_on and not self.seated_on else ""
            return "CONTRIBUTED", f"bijgedragen · sinds {self.contributed_on:%d-%m}{gone}"
        if self.seated_on:
            return "SEATED", f"aan tafel · sinds {self.seated_on:%d-%m}"
        if self.asked_on:
            return self.waiting(today=today)
        if self.answered_on:
            return answered(self.answer), f"{ANSWER_WORDS[self.answer]} · {self.answered_on:%d-%m}"
        if self.lapsed_on:
            return "NO_ANSWER", f"gevraagd {self.lapsed_on:%d-%m} · gaf geen antwoord"
        return "", ""

    def waiting(self, *, today: date) -> tuple[str, str]:
        assert self.asked_on
        days = (today - self.due_on).days if self.due_on else 0
        if days > 0:
            return "LATE", f"gevraagd {self.asked_on:%d-%m} · {days} {'dag' if days == 1 else 'dagen'} te laat"
        return "ASKED", f"gevraagd {self.asked_on:%d-%m}"


ANSWER_WORDS: dict[str, str] = {
    Answer.UNKNOWN: "niets bekend",
    Answer.KNOWN: "bekend, nog niet aan tafel",
    Answer.ACTING: "doet al iets, nog niet aan tafel",
    Answer.WITHHELD: "deelt niet, met reden",
}


def answered(answer: str) -> str:
    return "ANSWERED" if answer in {Answer.KNOWN, Answer.ACTING} else "NOTHING_KNOWN"


@dataclass(frozen=True, kw_only=True)
class Table:
    """What components/table_bar.html shows."""

    columns: list[Column]
    clock: Clock
    class_word: str
    class_sentence: str
    exception: str
    rule_url: str = field(default_factory=lambda: reverse("cases:about_the_table"))

    @classmethod
    def of(cls, case: Case, *, today: date, may_ask: bool, presence: Presence) -> Self:
        places = places_of(presence, today=today, awaits_answers=case.is_in_intake)
        days = days_of(case, [place for place in places if place.contributed_on])
        ask_url = reverse("cases:ask", args=[case.pk]) if may_ask else ""
        return cls(
            columns=columns_of(places, today=today, ask_url=ask_url),
            clock=clock_of(days, until=case.closed_on or today),
            class_word=rules.working_mode(days),
            class_sentence=rules.table_sentence(days),
            exception=exception_of(case),
        )

    @property
    def late(self) -> int:
        return sum(seat.state == "LATE" for column in self.columns for seat in column.seats)

    @property
    def missing(self) -> list[Column]:
        return [column for column in self.columns if column.is_missing and column.domain in ALWAYS_SHOWN]

    @property
    def marks(self) -> list[Mark]:
        """Safety, social, how many others, and what is missing: in this order."""
        others = [column for column in self.columns if column.domain not in BOTH_SIDES and column.is_here]
        marks = [self.mark_of(column) for column in self.columns if column.domain in BOTH_SIDES]
        if others:
            marks.append(
                Mark(text="1 ander domein" if len(others) == 1 else f"{len(others)} andere domeinen", icon="half")
            )
        missing = [column for column in self.missing if column.domain not in BOTH_SIDES]
        if missing:
            names = in_a_row([column.name for column in missing], most=2)
            asked = any(column.seats for column in missing)
            marks.append(Mark(text=f"{names} {'niet aan tafel' if asked else 'niet gevraagd'}", icon="dash"))
        return marks

    def mark_of(self, column: Column) -> Mark:
        since = self.clock.safety_on if column.domain == PolicyDomain.SAFETY else self.clock.social_on
        if since:
            return Mark(text=column.name, since=since, icon="full", domain=column.domain)
        if column.is_here:
            return Mark(text=f"{column.name}, nog geen bijdrage", icon="half", domain=column.domain)
        if not column.is_missing:
            return Mark(text=f"{column.name} gevraagd", icon="ring", domain=column.domain)
        return Mark(text=f"{column.name} ontbreekt", icon="dash", domain=column.domain)


def in_a_row(words: list[str], *, most: int) -> str:
    """Wonen en Zorg; from `most` words on only how many."""
    if len(words) > most:
        return f"{len(words)} domeinen"
    return " en ".join(words)


def places_of(presence: Presence, *, today: date, awaits_answers: bool) -> list[Place]:
    """What is known of each organisation that was ever asked. After the intake nobody waits for an answer any more."""
    places: dict[int, Place] = {}
    for involvement in presence.involvements:
        if involvement.begins_at:  # who comes for one discussion, sits at no table
            continue
        place = places.setdefault(involvement.organisation_id, Place(organisation=involvement.organisation))
        note_involvement(place, involvement, today=today)
    for question in presence.questions:
        place = places.setdefault(question.organisation_id, Place(organisation=question.organisation))
        note_question(place, question, awaits_answers=awaits_answers)
    for contribution in presence.contributions:
        place = places.setdefault(contribution.organisation_id, Place(organisation=contribution.organisation))
        place.contributed_on = contribution.on
    return sorted(places.values(), key=lambda place: place.organisation.name)


def note_involvement(place: Place, involvement: Involvement, *, today: date) -> None:
    if involvement.is_asked:
        note_asked(place, involvement.asked_on, involvement.answer_due_on)
    elif involvement.is_ended:
        place.left_on = max(filter(None, (place.left_on, involvement.until or today)))
    elif involvement.since:
        place.seated_on = min(filter(None, (place.seated_on, involvement.since)))


def note_question(place: Place, question: IntakeQuestion, *, awaits_answers: bool) -> None:
    if question.is_answered:
        place.answer, place.answered_on = question.answer, question.answered_on
    elif awaits_answers:
        note_asked(place, question.asked_on, question.due_on)
    else:
        place.lapsed_on = question.asked_on


def note_asked(place: Place, asked_on: date, due_on: date | None) -> None:
    """Of several unanswered questions the oldest counts."""
    if place.asked_on is None or asked_on < place.asked_on:
        place.asked_on, place.due_on = asked_on, due_on


def days_of(case: Case, contributed: list[Place]) -> rules.TableClock:
    def first_of(domain: PolicyDomain) -> date | None:
        days = [place.contributed_on for place in contributed if place.organisation.policy_domain == domain]
        return min((day for day in days if day), default=None)

    return rules.TableClock(
        first_signal_on=case.first_signal_on,
        safety_on=first_of(PolicyDomain.SAFETY),
        social_on=first_of(PolicyDomain.SOCIAL),
        definition_on=case.definition_fixed_on,
        plan_on=case.first_plan_on,
    )


def clock_of(days: rules.TableClock, *, until: date) -> Clock:
    named = [("Probleemdefinitie 1", days.definition_on), ("Plan", days.plan_on)]
    return Clock(
        began_on=days.first_signal_on,
        today=until,
        safety_on=days.safety_on,
        social_on=days.social_on,
        steps=[(word, day) for word, day in named if day],
    )


def columns_of(places: list[Place], *, today: date, ask_url: str) -> list[Column]:
    seats = [seat for place in places if (seat := place.seat(today=today))]
    columns = [
        Column(
            name=domain.label,
            domain=domain,
            seats=[seat for seat in seats if seat.domain == domain],
            ask_url=f"{ask_url}?domein={domain}" if ask_url else "",
        )
        for domain in PolicyDomain
    ]
    return [column for column in columns if column.seats or column.domain in ALWAYS_SHOWN]


def exception_of(case: Case) -> str:
    if case.exception_on is None:
        return ""
    return f"Uitzondering op samen kijken sinds {case.exception_on:%d-%m-%Y}: {case.exception_reason}"
