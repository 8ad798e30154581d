"""The list of cases: what each row shows, gathered in a number of queries that does not depend on the rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value, When

from cases.models import Case, Deadline, FirstContribution, Listed
from cases.models.case import CaseQuerySet
from cases.rules import TableClock, WorkingMode, working_mode
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.accounts.written_once import Among
from familienetwerk.accounts.written_rows import ask_prepared
from familienetwerk.screen.addresses import address


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


class Row(NamedTuple):
    """One case in the list: plain values, since a hundred of them must be on the screen in a moment."""

    pk: int
    number: str
    name: str
    stage: str
    size: str
    coordinators: list[str]
    days: TableClock
    until: date  # how far the clock of the case runs
    mode: WorkingMode
    seats: str
    due_on: date | None
    today: date

    @property
    def url(self) -> str:
        return address("cases:detail", self.pk)


class Said(NamedTuple):
    """Of cases.models.Listed what a row shows."""

    pk: int
    number: str
    name: str
    stage: str
    first_signal_on: date
    definition_fixed_on: date | None
    first_plan_on: date | None
    closed_on: date | None
    seated: int
    asked: int
    coordinators: list[str]
    safety_on: date | None
    social_on: date | None
    members: int
    households: int
    next_due_on: date | None


def keys_of(cases: CaseQuerySet) -> models.QuerySet[Case, tuple[Any, ...]]:
    """Which ones stand on a page: what is judged without being shown is not read any further."""
    keys: models.QuerySet[Case, tuple[Any, ...]] = cases.values_list("pk")
    return keys


def listed(_user: User) -> models.QuerySet[Listed, Any]:
    """What is said of these cases; of one that this user may not read, nothing."""
    return Listed.objects.filter(Among("pk", "cases")).values_list(*Said._fields)


def rows_of(page: Sequence[tuple[Any, ...]], *, user: User, today: date) -> list[Row]:
    """Rows of a page of `keys_of`, but for a right that ended meanwhile. One query."""
    keys = [pk for (pk,) in page]
    said = {values[0]: Said(*values) for values in ask_prepared(listed, user, cases=keys)} if keys else {}
    return [row_of(said[pk], today=today) for pk in keys if pk in said]


def row_of(case: Said, *, today: date) -> Row:
    days = TableClock(
        first_signal_on=case.first_signal_on,
        safety_on=case.safety_on,
        social_on=case.social_on,
        definition_on=case.definition_fixed_on,
        plan_on=case.first_plan_on,
    )
    return Row(
        pk=case.pk,
        number=case.number,
        name=case.name,
        stage=case.stage,
        size=size_of(case.members, case.households),
        coordinators=list(dict.fromkeys(case.coordinators)),
        days=days,
        until=case.closed_on or today,
        mode=working_mode(days),
        seats=f"{case.seated} van {case.asked}",
        due_on=case.next_due_on,
        today=today,
    )


def size_of(members: int, households: int) -> str:
    persons = f"{members} {'persoon' if members == 1 else 'personen'}"
    if not households:
        return persons
    return f"{households} {'huishouden' if households == 1 else 'huishoudens'}, {persons}"
