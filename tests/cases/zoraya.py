"""A case with two people in it; everything that can be about a person is about one of them, Zoraya."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from cases import actions
from cases.models import Case, Member
from familienetwerk.accounts.models import User
from tests.domain_factories import an_assessment
from tests.factories import TODAY, a_case, a_member, an_involvement, an_observation, anna, bram, sanne
from tests.plan_factories import a_goal, a_life_domain, a_plan, an_action, an_intervention

NAME, STREET = "Zoraya", "Geheimstraat 9"


class World(NamedTuple):
    """Made once for all tests of this file; each reads its rows anew."""

    director: User
    police: User
    team: User
    case: Case
    kevin: Member
    zoraya: Member

    def again(self, name: str) -> Any:
        row = getattr(self, name)
        return type(row)._default_manager.get(pk=row.pk)


def a_person(case: Case, director: User, team: User, kevin: Member) -> Member:
    """Everything that can be about a person is about her."""
    person = actions.add_member(
        case,
        by=director,
        on=TODAY,
        given_name=NAME,
        family_name="Verborgen",
        birth_date=date(1991, 3, 7),
        gender="FEMALE",
        reason="PARTNER",
        reason_text="Zij loopt gevaar.",
        review_on=TODAY + timedelta(days=90),
    )
    actions.add_household(case, by=director, on=TODAY, name="Huis Zonneschijn", address=STREET, members=[person])
    actions.add_household(case, by=director, on=TODAY, name="Huis Havenkade", members=[kevin])
    band = {"kind": "PARTNER", "certainty": "STATED", "source": "oma", "sourced_on": TODAY}
    actions.add_relation(case, by=director, from_member=kevin, to_member=person, **band)
    seen = an_observation(case, director, text=f"{NAME} is bang.")
    seen.members.add(person)
    an_assessment(case, team, member=person, scores={a_life_domain().code: 2}, conclusion=f"{NAME} slaapt slecht.")
    plan = a_plan(case, by=director)
    an_action(a_goal(plan, statement=f"{NAME} is veilig", member=person), what=f"Bel {NAME}")
    an_action(a_goal(plan, statement="Kevin gaat naar school"))
    an_intervention(case, member=person, reason=f"Om {NAME}")
    return person


def a_world_with_zoraya() -> World:
    director, police, team = anna(), bram(), sanne()
    case = a_case(coordinator=director)
    for user in (police, team):
        an_involvement(case, user)
    kevin = a_member(case, given_name="Kevin", family_name="Kornoelje")
    return World(director, police, team, case, kevin, a_person(case, director, team, kevin))
