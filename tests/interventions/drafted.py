"""A draft of a plan in a case of three, of whom both partners spoke."""

from typing import Any, NamedTuple

from django.test import Client

from cases.models import Audience, Case
from familienetwerk.accounts.models import User
from interventions.models import ActionItem, Plan
from tests.domain_factories import a_contribution
from tests.factories import a_case, an_involvement, anna, bram, sanne
from tests.plan_factories import a_goal, a_plan, an_action

TAP = "Zet een tap op de telefoon"


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


def page(user, path: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(path).content.decode()


def shielded(plan, police, **fields) -> ActionItem:
    goal = plan.goals.first() or a_goal(plan)
    filled = {"audience": Audience.OWN_ORGANISATION} | fields
    return an_action(goal, what=TAP, organisation=police.organisation, **filled)
