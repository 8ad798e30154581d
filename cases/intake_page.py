"""What the page of an intake shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.urls import reverse

from cases.audience import Readers
from cases.known import known_members
from cases.models import (
    Case,
    ChildSafetyConcern,
    Criterion,
    CriterionAnswer,
    IntakeQuestion,
    Member,
    Observation,
    Triage,
)
from cases.presence import Presence
from cases.readers import listed
from cases.readiness import facts_of_rows, gaps_in_deciding_group
from cases.rules import IntakePart, Obstacle, obstacles_to_deciding
from cases.said import Said, said_of, unseen_lines
from cases.table import Table
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.screen.due import Due


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    """One question, and as much of its answer as this viewer may read."""

    question: IntakeQuestion
    due: Due | None  # after the decision nobody waits any more
    state: str
    tone: str
    text: str
    has_hidden_text: bool
    can_be_withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class CriterionRow:
    label: str
    answer: CriterionAnswer | None


@dataclass(frozen=True, kw_only=True)
class IntakePage:
    table: Table
    seen: list[Said]
    unseen: list[str]
    members: list[Member]
    questions: list[QuestionRow]
    criteria: list[CriterionRow]
    concern: ChildSafetyConcern | None
    triages: list[tuple[Triage, list[str]]]
    obstacles: list[dict[str, str]]

    @classmethod
    def of(cls, case: Case, *, user: User, today: date) -> Self:
        observations = list(Observation.objects.filter(case=case).for_reader(user))
        answered = {row.criterion: row for row in case.criteria.select_related("answered_by")}
        decisions = case.triages.select_related("decided_by").prefetch_related("deciders").order_by("-pk")
        everybody, presence = known_members(case, user), Presence.of(case)
        members = [member for member in everybody if member.ended_on is None]
        concern = ChildSafetyConcern.objects.filter(case=case).select_related("consulted_by").first()
        facts = facts_of_rows(
            answered=len(answered), questions=presence.questions, members=len(members), concern=concern
        )
        return cls(
            table=Table.of(case, today=today, may_ask=case.access.changes, presence=presence),  # type: ignore[attr-defined]
            seen=said_of(observations, Readers.of(case), today=today),
            unseen=unseen_lines(observations),
            members=members,
            questions=questions_of(case, presence.questions, user=user, today=today),
            criteria=[CriterionRow(label=row.label, answer=answered.get(row)) for row in Criterion],
            concern=concern,
            triages=[(triage, gaps_in_deciding_group(triage)) for triage in decisions],
            obstacles=with_links(case, obstacles_to_deciding(facts)) if case.is_in_intake else [],
        )

    @property
    def silence(self) -> str:
        """Who has not answered, by name; empty when everybody did."""
        silent = [str(row.question.organisation) for row in self.questions if not row.question.is_answered]
        return f"Nog geen antwoord van {listed(silent)}." if silent else ""


def questions_of(case: Case, asked: list[IntakeQuestion], *, user: User, today: date) -> list[QuestionRow]:
    """Who was asked, in table order of domains."""
    questions = sorted(asked, key=place_at_the_table)
    reads_all = case.access.coordinates  # type: ignore[attr-defined]
    lapsed_on = None if case.is_in_intake else decided_on(case)
    return [
        question_row(
            question,
            today=today,
            lapsed_on=lapsed_on,
            reads=reads_all or question.organisation_id == user.organisation_id,
        )
        for question in questions
    ]


def decided_on(case: Case) -> date:
    """An accepted case was opened that day; of another the last decision says it."""
    if case.opened_on:
        return case.opened_on
    last = case.triages.order_by("-pk").first()
    return last.decided_on if last else case.started_on


def place_at_the_table(question: IntakeQuestion) -> tuple[int, str]:
    return PolicyDomain.values.index(question.organisation.policy_domain), question.organisation.name


def question_row(question: IntakeQuestion, *, today: date, lapsed_on: date | None, reads: bool) -> QuestionRow:
    state, tone = state_of(question, today=today, lapsed_on=lapsed_on)
    return QuestionRow(
        question=question,
        due=None if lapsed_on else Due(on=question.due_on, today=today),
        state=state,
        tone=tone,
        text=question.answer_text if reads else "",
        has_hidden_text=bool(question.answer_text) and not reads,
        can_be_withdrawn=not question.is_answered,
    )


def state_of(question: IntakeQuestion, *, today: date, lapsed_on: date | None) -> tuple[str, str]:
    """The word and the tone of components/status.html. Nobody was silent whose term still ran when it was decided."""
    if question.is_answered:
        return question.get_answer_display(), "good" if question.knows_something else "quiet"
    if lapsed_on and question.due_on < lapsed_on:
        return "Gaf geen antwoord", "quiet"
    if lapsed_on:
        return f"Vraag verviel op {lapsed_on:%d-%m-%Y}", "quiet"
    return ("Te laat", "late") if question.is_late(today) else ("Nog geen antwoord", "quiet")


SOLVED_AT: dict[IntakePart, tuple[str, str]] = {
    IntakePart.CHILD_SAFETY: ("cases:child_safety", "Leg het overleg vast"),
    IntakePart.CRITERIA: ("cases:criteria", "Beantwoord de criteria"),
    IntakePart.QUESTIONS: ("cases:ask_question", "Vraag een organisatie"),
    IntakePart.PEOPLE: ("cases:add_member", "Voeg een persoon toe"),
}


def with_links(case: Case, obstacles: list[Obstacle]) -> list[dict[str, str]]:
    """Each obstacle with the page where it is solved."""
    rows = [(obstacle.text, *SOLVED_AT[obstacle.solved_in]) for obstacle in obstacles]
    return [{"text": text, "url": reverse(page, args=[case.pk]), "act": act} for text, page, act in rows]
