"""The list of cases: what each row shows, gathered in a number of queries that does not depend on the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value, When

from cases.models import Case, Deadline, FirstContribution, Listed
from cases.models.case import CaseQuerySet
from cases.rules import TableClock, WorkingMode, working_mode
from cases.table import clock_of
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.accounts.written_once import Blanks
from familienetwerk.accounts.written_rows import ask_prepared
from familienetwerk.screen.addresses import address
from familienetwerk.screen.clock import Clock
from familienetwerk.screen.due import Due


def first_day_of(domain: PolicyDomain) -> Subquery:
    """On which day this policy domain first contributed to the case of the row."""
    contributions = FirstContribution.objects.filter(case=OuterRef("pk"), organisation__policy_domain=domain)
    return Subquery(contributions.order_by("on").values("on")[:1])


def with_clock(cases: CaseQuerySet) -> CaseQuerySet:
    """Each with `safety_on` and `social_on`."""
    return cases.annotate(safety_on=first_day_of(PolicyDomain.SAFETY), social_on=first_day_of(PolicyDomain.SOCIAL))


def with_mode(cases: CaseQuerySet) -> CaseQuerySet:
    """Each with `mode`: the SQL twin of cases.rules.working_mode; a test compares the two."""
    both = Q(safety_on__isnull=False, social_on__isnull=False)
    return with_clock(cases).annotate(
        mode=models.Case(
            When(definition_fixed_on=None, then=Value(WorkingMode.OPEN)),
            When(
                safety_on__lte=F("definition_fixed_on"),
                social_on__lte=F("definition_fixed_on"),
                then=Value(WorkingMode.PROACTIVE),
            ),
            When(both, first_plan_on=None, then=Value(WorkingMode.LATE)),
            When(first_plan_on=None, then=Value(WorkingMode.OPEN)),
            When(safety_on__lte=F("first_plan_on"), social_on__lte=F("first_plan_on"), then=Value(WorkingMode.LATE)),
            default=Value(WorkingMode.REACTIVE),
            output_field=models.CharField(),
        )
    )


def with_next_deadline(cases: CaseQuerySet) -> CaseQuerySet:
    """Each with `next_due_on`: the first day on which something must be done that everybody on the case may know."""
    due = Deadline.objects.open().known_to(None).filter(case=OuterRef("pk")).order_by("due_on")
    return cases.annotate(next_due_on=Subquery(due.values("due_on")[:1]))


@dataclass(frozen=True, kw_only=True)
class Row:
    """One case in the list: plain values, since a hundred of them must be on the screen in a moment."""

    pk: int
    number: str
    name: str
    stage: str
    size: str
    coordinators: list[str]
    clock: Clock
    mode: WorkingMode
    seats: str
    due: Due | None

    @property
    def url(self) -> str:
        return address("cases:detail", self.pk)


class Known(NamedTuple):
    """Of the case itself what a row shows."""

    pk: int
    number: str
    name: str
    stage: str
    first_signal_on: date
    definition_fixed_on: date | None
    first_plan_on: date | None
    closed_on: date | None


def values_of(cases: CaseQuerySet) -> models.QuerySet[Case, tuple[Any, ...]]:
    """As `Known._make` reads them."""
    rows: models.QuerySet[Case, tuple[Any, ...]] = cases.values_list(*Known._fields)
    return rows


class Said(NamedTuple):
    """Of cases.models.Listed what a row shows."""

    seated: int
    asked: int
    coordinators: list[str]
    safety_on: date | None
    social_on: date | None
    members: int
    households: int
    next_due_on: date | None


def listed(_user: User, number: int) -> models.QuerySet[Listed, Any]:
    """What is said of so many cases; who may read none of them gets nothing of that one."""
    these = Blanks(*(f"case_{place}" for place in range(number)))
    return Listed.objects.filter(pk__in=these).values_list("pk", *Said._fields)


def rows_of(page: Sequence[tuple[Any, ...]], *, user: User, today: date) -> list[Row]:
    """Rows of a page of `values_of`, but for a right that ended meanwhile. One query."""
    cases = [Known._make(values) for values in page]
    numbers = {f"case_{place}": case.pk for place, case in enumerate(cases)}
    said = ask_prepared(listed, user, len(cases), **numbers) if cases else []
    listed_as = {pk: Said._make(rest) for pk, *rest in said}
    return [row_of(case, listed_as[case.pk], today=today) for case in cases if case.pk in listed_as]


def row_of(case: Known, said: Said, *, today: date) -> Row:
    days = TableClock(
        first_signal_on=case.first_signal_on,
        safety_on=said.safety_on,
        social_on=said.social_on,
        definition_on=case.definition_fixed_on,
        plan_on=case.first_plan_on,
    )
    return Row(
        pk=case.pk,
        number=case.number,
        name=case.name,
        stage=case.stage,
        size=size_of(said.members, said.households),
        coordinators=list(dict.fromkeys(said.coordinators)),
        clock=clock_of(days, until=case.closed_on or today),
        mode=working_mode(days),
        seats=f"{said.seated} van {said.asked}",
        due=Due(on=said.next_due_on, today=today) if said.next_due_on else None,
    )


def size_of(members: int, households: int) -> str:
    persons = f"{members} {'persoon' if members == 1 else 'personen'}"
    if not households:
        return persons
    return f"{households} {'huishouden' if households == 1 else 'huishoudens'}, {persons}"
