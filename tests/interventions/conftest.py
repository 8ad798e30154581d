"""What most tests of plans begin with: the catalogue as it ships, and a case whose problem is defined."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from cases.models import Case
from interventions import catalogue, plan_pdf
from interventions.models import Combination, CombinationRule, HesitanceReason, InterventionType, NotUsedReason, Source
from tests.domain_factories import a_fixed_definition
from tests.factories import a_case, anna


@pytest.fixture(scope="module")
def loaded_catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for all tests of a file, since it is large and no test outlives its transaction."""
    with django_db_blocker.unblock():
        catalogue.load()
        yield
        for model in (Combination, CombinationRule, InterventionType, HesitanceReason, NotUsedReason, Source):
            model._default_manager.all().delete()


@pytest.fixture
def the_catalogue(loaded_catalogue: None, db: None) -> None:
    """All 112 interventions are there."""


@pytest.fixture(scope="module")
def defined_case(one_transaction: None) -> int:
    case = a_case(coordinator=anna())
    a_fixed_definition(case)
    return case.pk


@pytest.fixture
def case(defined_case: int, db: None) -> Case:
    """Anna's, in which Bram and Sanne agreed to a definition, so that a plan can begin."""
    return Case.objects.select_related("started_by__organisation").get(pk=defined_case)


@pytest.fixture(scope="module")
def printed_once() -> Iterator[None]:
    """What the PDF looks like is for test_plan_on_paper: here the same words are the same file, drawn once."""
    drawn = cache(plan_pdf.render_plan_pdf)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plan_pdf, "render_plan_pdf", drawn)
        yield
