"""What is looked at is data: loaded as often as one likes, archived and never deleted."""

import pytest

from domains.catalogue import load_life_domains
from domains.models import Instrument, LifeDomain
from interventions.forms.goals import DescribeGoal
from interventions.plan_document.work import life_domains_of
from tests.factories import a_case
from tests.plan_factories import a_goal, a_plan

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


def test_a_form_a_page_and_paper_call_it_by_the_same_words():
    load_life_domains()
    plan = a_plan(a_case())
    housing = LifeDomain.objects.get(code="housing")
    goal = a_goal(plan, life_domain=housing)

    offered = [name for _, name in DescribeGoal(plan=plan).fields["life_domain"].choices]

    assert offered[1:] == [row.plain_name for row in LifeDomain.objects.current()]
    assert [area.name for area in life_domains_of(plan)] == ["Wonen"] == [str(goal.life_domain)]
