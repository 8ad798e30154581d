"""A case that safety and social look at together: Bram of the police and Sanne of the neighbourhood team."""

import pytest

from cases.models import Case
from domains.models import ProblemDefinition
from tests.domain_factories import a_proposed_definition
from tests.factories import a_case, an_involvement, anna, bram, sanne


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


@pytest.fixture
def police(case):
    user = bram()
    an_involvement(case, user)
    return user


@pytest.fixture
def team(case):
    user = sanne()
    an_involvement(case, user)
    return user


@pytest.fixture
def proposed(case, police, team) -> ProblemDefinition:
    """Laid before the partners; nobody contributed or answered."""
    return a_proposed_definition(case)
