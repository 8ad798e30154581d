"""The clock of a case: whatever the days are, no two words are drawn over each other."""

from datetime import date, timedelta
from itertools import pairwise, product

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from cases.rules import TableClock
from cases.table import clock_of
from cases.templatetags.case_page import small_clock
from familienetwerk.screen.clock import Clock, Mark

BEGAN = date(2026, 1, 5)


def clock(*, runs: int, definition: int, plan: int) -> Clock:
    steps = [
        ("Probleemdefinitie 1", BEGAN + timedelta(days=definition)),
        ("Plan", BEGAN + timedelta(days=definition + plan)),
    ]
    return Clock(began_on=BEGAN, today=BEGAN + timedelta(days=runs), safety_on=None, social_on=None, steps=steps)


def with_a_word(marks: list[Mark]) -> list[Mark]:
    return sorted((mark for mark in marks if mark.word), key=lambda mark: mark.begin)


@given(st.integers(0, 900), st.integers(0, 900), st.integers(0, 300))
def test_words_never_touch(runs: int, definition: int, plan: int) -> None:
    words = with_a_word(clock(runs=runs, definition=definition, plan=plan).marks)

    assert all(one.end < other.begin for one, other in pairwise(words))


def test_a_step_is_drawn_also_without_room_for_its_word() -> None:
    marks = clock(runs=100, definition=5, plan=45).marks

    assert [mark.word for mark in marks] == ["Eerste signaal", "", "Plan", "Vandaag"]
    assert [mark.is_step for mark in marks] == [False, True, True, False]


def test_with_room_every_step_has_its_word() -> None:
    words = [mark.word for mark in clock(runs=100, definition=40, plan=30).marks]

    assert words == ["Eerste signaal", "Probleemdefinitie 1", "Plan", "Vandaag"]


def test_in_a_list_it_is_drawn_as_the_clock_of_the_case() -> None:
    until = BEGAN + timedelta(days=60)
    for days in product((None, BEGAN), (None, BEGAN + timedelta(days=9)), *[(None, BEGAN, until)] * 2):
        case = TableClock(BEGAN, *days)
        drawn = render_to_string("components/clock_small.svg", {"clock": clock_of(case, until=until)})

        assert small_clock(case, until=until) == drawn, days
