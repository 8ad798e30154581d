"""The file for the committee: what tells whether a case is lawful, and not a name, a birthday or a written word."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Self

from cases.known import known_members
from cases.models import Case, IntakeQuestion, Involvement, Member, Regime, Sharing
from cases.participants import participants_of
from cases.shareable import pieces_for
from familienetwerk.accounts.models import User

AGES = [(12, "jonger dan 12"), (18, "12 tot 18 jaar"), (24, "18 tot 24 jaar"), (65, "24 tot 65 jaar")]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Nobody by name: a number, an age in a range, and why this person is in the case."""

    number: int
    age: str
    reason: str
    informing: str

    @classmethod
    def of(cls, number: int, member: Member, *, today: date) -> Self:
        return cls(
            number=number,
            age=age_in_words(member.age(today)),
            reason=member.get_reason_display(),
            informing=informing_in_words(member),
        )


@dataclass(frozen=True, kw_only=True)
class LawfulnessFile:
    people: list[Person]
    seats: list[tuple[str, str, str]]  # organisation, policy domain, role
    pieces: list[tuple[str, str, int]]  # kind, under which law, how many
    sharings: list[tuple[str, int]]  # to whom, how many
    partners: int
    asked: int  # organisations that read names and days of birth in a question
    emergencies: int

    @classmethod
    def of(cls, case: Case, *, user: User, today: date) -> Self:
        """As far as who lays it before the committee may read."""
        members = [member for member in known_members(case, user) if member.ended_on is None]
        seats = case.involvements.seated().running(today).select_related("organisation").order_by("organisation__name")
        pieces = Counter((piece.kind.label, Regime(piece.regime).label) for piece in pieces_for(case, user))
        given = Sharing.objects.filter(case=case).known_to(user).select_related("recipient")
        to = Counter(str(one.recipient) if one.recipient else "een andere ontvanger" for one in given)
        return cls(
            people=[Person.of(number, member, today=today) for number, member in enumerate(members, start=1)],
            seats=sorted({seat_in_words(seat) for seat in seats}),
            pieces=sorted((kind, regime, number) for (kind, regime), number in pieces.items()),
            sharings=sorted(to.items()),
            partners=participants_of(case.legal_frame).count(),
            asked=IntakeQuestion.objects.filter(case=case).values("organisation").distinct().count(),
            emergencies=case.emergencies.count(),
        )


def seat_in_words(seat: Involvement) -> tuple[str, str, str]:
    return str(seat.organisation), seat.organisation.get_policy_domain_display(), seat.get_role_display()


def informing_in_words(member: Member) -> str:
    if member.is_informed:
        return "geïnformeerd"
    if member.died_on:
        return "overleden"
    return "nog niet geïnformeerd, met een reden" if member.informing_postponed_until else "nog niet geïnformeerd"


def age_in_words(age: int | None) -> str:
    if age is None:
        return "leeftijd onbekend"
    return next((words for until, words in AGES if age < until), "65 jaar of ouder")
