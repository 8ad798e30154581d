"""What is looked at is data: loaded as often as one likes, archived and never deleted."""

import pytest

from domains.catalogue import load_life_domains
from domains.models import Instrument, LifeDomain

pytestmark = pytest.mark.django_db


def test_loading_brings_every_life_domain_of_both_instruments():
    assert load_life_domains() == LifeDomain.objects.current().count() == 20
    assert Instrument.objects.count() == 2


def test_loading_twice_changes_nothing():
    load_life_domains()
    before = list(LifeDomain.objects.in_order().values())

    load_life_domains()

    assert list(LifeDomain.objects.in_order().values()) == before


def test_one_that_left_the_file_is_archived_and_keeps_its_scores():
    load_life_domains()
    old = LifeDomain.objects.get(code="finances")
    old.pk, old.code = None, "finances_old"
    old._state.adding = True
    old.save()

    load_life_domains()

    assert LifeDomain.objects.get(code="finances_old").is_archived
    assert "finances_old" not in LifeDomain.objects.current().values_list("code", flat=True)


def test_the_safety_of_a_child_is_among_them_and_sensitive():
    load_life_domains()

    assert LifeDomain.objects.get(code="child_safety").is_sensitive
