"""The two-domain gate is said twice, in Python and in the database: both always say the same."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction

from cases.actions import record_exception
from cases.models import Case
from domains import actions
from domains.models import ProblemDefinition
from domains.readiness import obstacles_to_fixing_definition
from familienetwerk.accounts.models import User
from tests.domain_factories import a_contribution, a_proposed_definition, agree, dissent
from tests.factories import TODAY, a_case, an_involvement, anna, bram, sanne

pytestmark = pytest.mark.django_db

type World = dict[str, int]


@pytest.fixture(scope="module")
def laid_before_two(one_transaction: None) -> World:
    """A definition that a partner of each side has before them, made once; every test begins with it."""
    case, police, team = a_case(coordinator=anna()), bram(), sanne()
    for partner in (police, team):
        an_involvement(case, partner)
    return {"police": police.pk, "team": team.pk, "proposed": a_proposed_definition(case).pk}


@pytest.fixture
def proposed(laid_before_two: World, db: None) -> ProblemDefinition:
    found = ProblemDefinition.objects.select_related("case__started_by__organisation")
    return found.get(pk=laid_before_two["proposed"])


@pytest.fixture
def case(proposed: ProblemDefinition) -> Case:
    return proposed.case


@pytest.fixture
def police(laid_before_two: World, db: None) -> User:
    return User.objects.select_related("organisation").get(pk=laid_before_two["police"])


@pytest.fixture
def team(laid_before_two: World, db: None) -> User:
    return User.objects.select_related("organisation").get(pk=laid_before_two["team"])


NOTHING, DRAFT, CONTRIBUTED, ONLY_AGREED, AGREED, DISSENTED = range(6)


def play(part: int, case: Case, definition: ProblemDefinition, user: User) -> None:
    if part in {DRAFT, CONTRIBUTED, AGREED, DISSENTED}:
        a_contribution(case, user, released=part != DRAFT)
    if part in {ONLY_AGREED, AGREED}:
        agree(definition, user)
    if part == DISSENTED:
        dissent(definition, user)


def database_accepts(definition: ProblemDefinition, user: User) -> bool:
    try:
        with transaction.atomic():
            fixed = ProblemDefinition.objects.filter(pk=definition.pk)
            fixed.update(status="FIXED", fixed_on=TODAY, fixed_by=user)
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize("parts", list(product(range(6), repeat=2)))
def test_python_and_the_database_agree_on_who_may_fix(case, police, team, proposed, parts):
    for part, user in zip(parts, (police, team), strict=True):
        play(part, case, proposed, user)

    may_fix = obstacles_to_fixing_definition(proposed) == []

    assert may_fix == (parts == (AGREED, AGREED))
    assert database_accepts(proposed, case.started_by) == may_fix


def test_both_open_with_an_exception(case, proposed):
    record_exception(case, by=case.started_by, on=TODAY, reason="Geen wijkteam beschikbaar.")
    proposed = ProblemDefinition.objects.select_related("case").get(pk=proposed.pk)

    assert obstacles_to_fixing_definition(proposed) == []
    assert actions.fix_definition(proposed, by=case.started_by, on=TODAY).with_exception
