"""The town of the benchmarks is one that the tables accept: its rows go past the actions, so only this says it."""

import pytest
from django.core.management import call_command

from benchmarks.town import seed
from benchmarks.town.growth import grow
from cases.models import Case, Member

pytestmark = pytest.mark.django_db


def test_a_small_town_is_made_and_grows() -> None:
    call_command("load_catalogue", verbosity=0)
    viewers = seed(60)
    made = Case.objects.visible_to(viewers.all).count()
    grow(viewers, cases=120, persons=800)

    assert made == 60
    assert Case.objects.visible_to(viewers.all).count() == 120
    assert Member.objects.count() >= 800
