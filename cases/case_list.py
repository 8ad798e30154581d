"""The list of cases: what each row shows, gathered in a number of queries that does not depend on the rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value, When

from cases.models import Case, Deadline, FirstContribution, Household, Involvement, InvolvementRole, Member
from cases.models.case import CaseQuerySet
from cases.rules import TableClock, WorkingMode, working_mode
from cases.table import clock_of
from familienetwerk.accounts.models import PolicyDomain
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


def one_sided(cases: CaseQuerySet, *, today: date) -> CaseQuerySet:
    """Those where safety or social has nobody at the table."""
    seated = Involvement.objects.running(today).filter(case=OuterRef("pk"))
    of_safety = seated.filter(organisation__policy_domain=PolicyDomain.SAFETY)
    of_social = seated.filter(organisation__policy_domain=PolicyDomain.SOCIAL)
    return cases.filter(~Exists(of_safety) | ~Exists(of_social))


def with_next_deadline(cases: CaseQuerySet) -> CaseQuerySet:
    """Each with `next_due_on`: the first day on which something must be done."""
    due = Deadline.objects.open().filter(case=OuterRef("pk")).order_by("due_on")
    return cases.annotate(next_due_on=Subquery(due.values("due_on")[:1]))


def with_size(cases: CaseQuerySet) -> CaseQuerySet:
    """Each with `member_count` and `household_count`."""
    return cases.annotate(
        member_count=number_of(Member.objects.current()), household_count=number_of(Household.objects.all())
    )


def number_of(rows: models.QuerySet[Member] | models.QuerySet[Household]) -> Subquery:
    of_case = rows.filter(case=OuterRef("pk")).order_by().values("case").annotate(number=Count("pk"))
    return Subquery(of_case.values("number"), output_field=models.IntegerField())


@dataclass(frozen=True, kw_only=True)
class Row:
    """One case in the list."""

    case: Case
    size: str
    coordinators: list[str]
    clock: Clock
    mode: WorkingMode
    seats: str
    due: Due | None


@dataclass
class Seats:
    """Which organisations sit at the table of one case, which were asked too, and who coordinates."""

    seated: set[int]
    asked: set[int]
    coordinators: list[str]


def rows_of(cases: Iterable[Case], *, today: date) -> list[Row]:
    """Rows of a page that was read `with_clock`, `with_next_deadline` and `with_size`: one query more."""
    cases = list(cases)
    seats = seats_of(cases, today=today)
    return [row_of(case, seats[case.pk], today=today) for case in cases]


def row_of(case: Case, seats: Seats, *, today: date) -> Row:
    days = TableClock(
        first_signal_on=case.first_signal_on,
        safety_on=case.safety_on,  # type: ignore[attr-defined]
        social_on=case.social_on,  # type: ignore[attr-defined]
        definition_on=case.definition_fixed_on,
        plan_on=case.first_plan_on,
    )
    due_on = case.next_due_on  # type: ignore[attr-defined]
    return Row(
        case=case,
        size=size_of(case.member_count or 0, case.household_count or 0),  # type: ignore[attr-defined]
        coordinators=seats.coordinators,
        clock=clock_of(days, until=case.closed_on or today),
        mode=working_mode(days),
        seats=f"{len(seats.seated)} van {len(seats.seated | seats.asked)}",
        due=Due(on=due_on, today=today) if due_on else None,
    )


def seats_of(cases: list[Case], *, today: date) -> dict[int, Seats]:
    seats: dict[int, Seats] = defaultdict(lambda: Seats(set(), set(), []))
    rows = (
        Involvement.objects.filter(case__in=cases, declined_on=None, ended_by=None)
        .order_by("role", "pk")
        .values_list("case_id", "organisation_id", "role", "user__name", "period")
    )
    for case_id, organisation_id, role, name, period in rows:
        of_case = seats[case_id]
        (of_case.seated if period else of_case.asked).add(organisation_id)
        if period and role in COORDINATING and name not in of_case.coordinators:
            of_case.coordinators.append(name)
    return seats


COORDINATING = {InvolvementRole.CASE_COORDINATOR, InvolvementRole.PROCESS_COORDINATOR}


def size_of(members: int, households: int) -> str:
    persons = f"{members} {'persoon' if members == 1 else 'personen'}"
    if not households:
        return persons
    return f"{households} {'huishouden' if households == 1 else 'huishoudens'}, {persons}"
