"""The catalogue as it ships, for the tests that look something up in it."""

from collections.abc import Iterator
from typing import Any

import pytest

from interventions import catalogue
from interventions.models import Combination, CombinationRule, HesitanceReason, InterventionType, NotUsedReason, Source


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
