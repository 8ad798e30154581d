"""Who sees what, on random worlds: all that shows a case says what the words of the rule say, and not a row more.

The rule stands in rule.py, written from its words; what is shown where, in shown.py.
"""

import pytest

from tests.need_to_know.shown import differences
from tests.need_to_know.worlds import Maker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("seed", "cases", "pages"), [(1, 120, 1), pytest.param(3, 10_000, 4, marks=pytest.mark.proof)])
def test_everything_that_shows_a_case_says_what_the_rule_says(seed: int, cases: int, pages: int):
    """`pages`: of how many cases, for each person, the pages and the paper are made."""
    world = Maker(seed, cases).world()

    assert [line for person in world.people for line in differences(world, person, pages=pages)] == []
