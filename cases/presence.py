"""Everybody who was asked, joined or contributed in a case: read once, for the table, the gaps and the timeline."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Self

from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import BigIntegerField, DateField, DateTimeField, QuerySet, Value

from cases.models import Case, FirstContribution, IntakeQuestion, Involvement, InvolvementRole, Reader
from familienetwerk.accounts.models import Organisation
from familienetwerk.accounts.written_once import Blanks
from familienetwerk.accounts.written_rows import ask_prepared, rows_in_case

NOTHING_OF_A_SEAT = (
    *(Value(None, DateRangeField()), Value(None, DateField()), Value(None, BigIntegerField())),
    *(Value(None, DateTimeField()), Value(None, DateTimeField())),
)


@dataclass(frozen=True, kw_only=True)
class Presence:
    involvements: list[Involvement]
    questions: list[IntakeQuestion]
    contributions: list[FirstContribution]

    @classmethod
    def of(cls, case: Case) -> Self:
        """Three queries."""
        return cls(
            involvements=involvements_of(case),
            questions=rows_in_case(questions_in, None, case=case.pk),
            contributions=rows_in_case(contributions_in, None, case=case.pk),
        )

    @classmethod
    def in_short(cls, case: Case) -> Self:
        """What the table shows of them, and nothing else. One query."""
        traces = [Trace._make(values) for values in ask_prepared(traces_in, None, case=case.pk)]
        return cls(
            involvements=[trace.involvement for trace in traces if trace.kind == SEAT],
            questions=[trace.question for trace in traces if trace.kind == QUESTION],
            contributions=[trace.contribution for trace in traces if trace.kind == CONTRIBUTION],
        )

    @property
    def running(self) -> list[Involvement]:
        return [row for row in self.involvements if row.since and not row.is_ended]

    @property
    def coordinators(self) -> list[Involvement]:
        """Process first, then case."""
        order = InvolvementRole.coordinating()
        return sorted(
            (row for row in self.running if row.role in order), key=lambda row: order.index(InvolvementRole(row.role))
        )


def involvements_of(case: Case) -> list[Involvement]:
    """Each with its organisation, its professional and whom of the family it is for. One query."""
    return rows_in_case(seats_in, case.reader, case=case.pk)


def seats_in(reader: Reader) -> QuerySet[Involvement]:
    seats = Involvement.objects.filter(case=Blanks("case")).with_member_ids(reader)
    return seats.select_related("organisation", "user").order_by("pk")


def questions_in(_reader: None) -> QuerySet[IntakeQuestion]:
    asked = IntakeQuestion.objects.filter(case=Blanks("case"), withdrawn_on=None)
    return asked.select_related("organisation", "answered_by").order_by("pk")


def contributions_in(_reader: None) -> QuerySet[FirstContribution]:
    return FirstContribution.objects.filter(case=Blanks("case")).select_related("organisation").order_by("pk")


SEAT, QUESTION, CONTRIBUTION = 1, 2, 3


class Trace(NamedTuple):
    """Of one organisation one seat, one question or its first contribution: what the table shows of it."""

    kind: int
    organisation_id: int
    organisation_name: str
    policy_domain: str
    on: date  # asked, or contributed
    due_on: date | None
    period: DateRange | None
    declined_on: date | None
    ended_by_id: int | None
    begins_at: datetime | None
    ends_at: datetime | None
    answer: str
    answered_on: date | None

    @property
    def organisation(self) -> Organisation:
        return Organisation(pk=self.organisation_id, name=self.organisation_name, policy_domain=self.policy_domain)

    @property
    def involvement(self) -> Involvement:
        return Involvement(
            organisation=self.organisation,
            asked_on=self.on,
            answer_due_on=self.due_on,
            period=self.period,
            declined_on=self.declined_on,
            ended_by_id=self.ended_by_id,
            begins_at=self.begins_at,
            ends_at=self.ends_at,
        )

    @property
    def question(self) -> IntakeQuestion:
        assert self.due_on
        return IntakeQuestion(
            organisation=self.organisation,
            asked_on=self.on,
            due_on=self.due_on,
            answer=self.answer,
            answered_on=self.answered_on,
        )

    @property
    def contribution(self) -> FirstContribution:
        return FirstContribution(organisation=self.organisation, on=self.on)


def traces_in(_reader: None) -> QuerySet[Any, Any]:
    """Of the case that is filled in. PostgreSQL takes the types of the columns from the seats, which come first."""
    case = Blanks("case")
    whose = ("organisation_id", "organisation__name", "organisation__policy_domain")
    seats = Involvement.objects.filter(case=case).values_list(
        Value(SEAT),
        *whose,
        *("asked_on", "answer_due_on", "period", "declined_on", "ended_by_id", "begins_at", "ends_at"),
        *(Value(""), Value(None, DateField())),
    )
    questions = IntakeQuestion.objects.filter(case=case, withdrawn_on=None).values_list(
        Value(QUESTION), *whose, "asked_on", "due_on", *NOTHING_OF_A_SEAT, "answer", "answered_on"
    )
    contributions = FirstContribution.objects.filter(case=case).values_list(
        *(Value(CONTRIBUTION), *whose, "on", Value(None, DateField()), *NOTHING_OF_A_SEAT),
        *(Value(""), Value(None, DateField())),
    )
    return seats.union(questions, contributions, all=True)
