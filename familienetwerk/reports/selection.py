"""Which cases a report is about, as bare facts in one query."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Min, Q

from cases.models import Case
from familienetwerk.accounts.models import Municipality, PolicyDomain
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.reports.figures import CaseFacts


@dataclass(frozen=True, kw_only=True)
class Period:
    """First signals from the one day to the other, both included."""

    first: date
    last: date


def facts_of_cases(municipality: Municipality | None, period: Period) -> list[CaseFacts]:
    """Every case of this municipality (or of all) whose first signal fell in the period. One query; no names."""
    cases = Case.objects.filter(first_signal_on__range=(period.first, period.last))
    if municipality:
        cases = cases.filter(municipality=municipality)
    safety = Q(first_contributions__organisation__policy_domain=PolicyDomain.SAFETY)
    social = Q(first_contributions__organisation__policy_domain=PolicyDomain.SOCIAL)
    rows = cases.annotate(
        safety_on=Min("first_contributions__on", filter=safety),
        social_on=Min("first_contributions__on", filter=social),
        definition_on=F("definition_fixed_on"),
        plan_on=F("first_plan_on"),
    ).values(
        "stage",
        "first_signal_on",
        "started_on",
        "opened_on",
        "definition_on",
        "plan_on",
        "closed_on",
        "safety_on",
        "social_on",
        "exception_on",
    )
    with acting_as(Errand.FIGURES):
        return [facts_of(**row) for row in rows]


def facts_of(*, exception_on: date | None, **facts: Any) -> CaseFacts:
    return CaseFacts(has_exception=exception_on is not None, **facts)
