"""From terms to dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import deadlines

DAYS = st.dates(date(2020, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # from a Saturday
        (date(2026, 12, 23), 2, date(2026, 12, 28)),  # over Christmas
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Good Friday and Easter Monday
        (date(2026, 5, 4), 1, date(2026, 5, 6)),  # 5 May is free each year
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # King's Day
    ],
)
def test_working_days_leave_out_weekends_and_dutch_holidays(day, number, expected):
    assert deadlines.working_days_after(day, number) == expected


@given(DAYS, st.integers(1, 30))
def test_a_term_never_ends_in_a_weekend_nor_before_its_number_of_days(day, number):
    end = deadlines.working_days_after(day, number)

    assert end.weekday() < 5
    assert end - day >= timedelta(days=number)


@given(DAYS, st.integers(1, 20))
def test_one_working_day_more_is_later(day, number):
    assert deadlines.working_days_after(day, number) < deadlines.working_days_after(day, number + 1)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 11, 23), 6, date(2027, 5, 23)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 6, 15), 7, date(2027, 1, 15)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(day, number, expected):
    assert deadlines.months_after(day, number) == expected
