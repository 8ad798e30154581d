"""A draft of a plan in a case of three, of whom both partners spoke."""

from typing import Any, NamedTuple

from cases.models import Case
from familienetwerk.accounts.models import User
from interventions.models import Plan
from tests.domain_factories import a_contribution
from tests.factories import a_case, an_involvement, anna, bram, sanne
from tests.plan_factories import a_plan


class Drafted(NamedTuple):
    """Made once for all tests of a file; each reads its rows anew."""

    director: User
    police: User
    team: User
    case: Case
    plan: Plan

    def again(self, name: str) -> Any:
        row = getattr(self, name)
        return type(row)._default_manager.get(pk=row.pk)


def drafted() -> Drafted:
    director, police, team = anna(), bram(), sanne()
    case = a_case(coordinator=director)
    for user in (police, team):
        an_involvement(case, user)
        a_contribution(case, user)
    return Drafted(director, police, team, case, a_plan(case, by=director))
