"""The list of cases: what each row shows, gathered in a number of queries that does not depend on the rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Count, F, Min, OuterRef, Q, Subquery, Value, When

from cases.models import Case, Deadline, FirstContribution, Household, Involvement, InvolvementRole, Member
from cases.models.case import CaseQuerySet
from cases.rules import TableClock, WorkingMode, working_mode
from cases.table import clock_of
from familienetwerk.accounts.models import PolicyDomain
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
    """Each with `next_due_on`: the first day on which something must be done."""
    due = Deadline.objects.open().filter(case=OuterRef("pk")).order_by("due_on")
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


VALUES = ("pk", "number", "name", "stage", "first_signal_on", "definition_fixed_on", "first_plan_on", "closed_on")


def values_of(cases: CaseQuerySet) -> models.QuerySet[Case, dict[str, Any]]:
    """What a row shows of the case itself."""
    rows: models.QuerySet[Case, dict[str, Any]] = cases.values(*VALUES)
    return rows


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Of the cases of one page what their rows show, by case: each kind is one query on one table."""

    seats: dict[int, "Seats"]
    first_days: dict[int, dict[str, date]]  # of each case the first contribution of each policy domain
    next_due: dict[int, date]
    members: dict[int, int]
    households: dict[int, int]

    @classmethod
    def of(cls, ids: list[int]) -> Self:
        """Five queries."""
        return cls(
            seats=seats_of(ids),
            first_days=first_days_of(ids),
            next_due=dict(of_case(Deadline.objects.open(), ids, Min("due_on"))),
            members=dict(of_case(Member.objects.current(), ids, Count("pk"))),
            households=dict(of_case(Household.objects.all(), ids, Count("pk"))),
        )


@dataclass(frozen=True)
class Seats:
    """How many organisations sit at the table of one case, of how many that were asked, and who coordinates."""

    seated: int = 0
    asked: int = 0
    coordinators: list[str] = field(default_factory=list)


NO_SEATS = Seats()


def rows_of(page: Iterable[dict[str, Any]], *, today: date) -> list[Row]:
    """Rows of a page of `values_of`: as many queries for one as for a hundred."""
    values = list(page)
    facts = Facts.of([row["pk"] for row in values])
    return [row_of(row, facts, today=today) for row in values]


def row_of(values: dict[str, Any], facts: Facts, *, today: date) -> Row:
    pk = values["pk"]
    seats, first, due_on = facts.seats.get(pk, NO_SEATS), facts.first_days.get(pk, {}), facts.next_due.get(pk)
    days = TableClock(
        first_signal_on=values["first_signal_on"],
        safety_on=first.get(PolicyDomain.SAFETY),
        social_on=first.get(PolicyDomain.SOCIAL),
        definition_on=values["definition_fixed_on"],
        plan_on=values["first_plan_on"],
    )
    return Row(
        pk=pk,
        number=values["number"],
        name=values["name"],
        stage=values["stage"],
        size=size_of(facts.members.get(pk, 0), facts.households.get(pk, 0)),
        coordinators=seats.coordinators,
        clock=clock_of(days, until=values["closed_on"] or today),
        mode=working_mode(days),
        seats=f"{seats.seated} van {seats.asked}",
        due=Due(on=due_on, today=today) if due_on else None,
    )


def of_case(rows: models.QuerySet[Any], case_ids: list[int], number: models.Aggregate) -> models.QuerySet[Any, Any]:
    """Pairs of a case and a number."""
    by_case = rows.filter(case__in=case_ids).order_by().values("case").annotate(number=number)
    pairs: models.QuerySet[Any, Any] = by_case.values_list("case", "number")
    return pairs


def first_days_of(case_ids: list[int]) -> dict[int, dict[str, date]]:
    days: dict[int, dict[str, date]] = {}
    rows = FirstContribution.objects.filter(case__in=case_ids).order_by("-on")
    for case_id, domain, on in rows.values_list("case", "organisation__policy_domain", "on"):
        days.setdefault(case_id, {})[domain] = on  # the earliest comes last
    return days


def seats_of(case_ids: list[int]) -> dict[int, Seats]:
    """Who declined or left has no seat."""
    joined = Q(period__isnull=False)
    coordinating = joined & Q(role__in=InvolvementRole.coordinating())
    rows = (
        Involvement.objects.not_ended()
        .filter(case__in=case_ids, declined_on=None)
        .values("case_id")
        .annotate(
            seated=Count("organisation", distinct=True, filter=joined),
            asked=Count("organisation", distinct=True),
            names=ArrayAgg("user__name", filter=coordinating, order_by=["role", "pk"], default=Value([])),
        )
        .values_list("case_id", "seated", "asked", "names")
    )
    return {pk: Seats(seated, asked, list(dict.fromkeys(names))) for pk, seated, asked, names in rows}


def size_of(members: int, households: int) -> str:
    persons = f"{members} {'persoon' if members == 1 else 'personen'}"
    if not households:
        return persons
    return f"{households} {'huishouden' if households == 1 else 'huishoudens'}, {persons}"
