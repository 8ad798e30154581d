"""Dates as people type them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from familienetwerk.screen.dates import MONTH_NAMES, ComingDateField, DutchDateField, NotADate, PastDateField, read_date

TODAY = date(2026, 11, 23)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "23-11-2026", "23/11/2026", "23.11.2026", "23 11 2026", "23112026", "23-11-26", "23 november 2026",
        "2026-11-23",
        " 23-11-2026 ", "23 nov 2026", "23 nov. 2026", "ma 23-11-2026", "maandag 23 November 2026",
    ],
)  # fmt: skip
def test_are_understood_in_many_ways(text: str) -> None:
    assert read_date(text, today=TODAY) == TODAY


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("31-11-2026", "De dag 31 bestaat niet: november heeft 30 dagen."),
        ("29-02-2026", "De dag 29 bestaat niet: februari 2026 heeft 28 dagen."),
        ("0-11-2026", "De dag 0 bestaat niet"),
        ("11-23-2026", "De maand 23 bestaat niet."),
        ("23 novembre 2026", "De maand “novembre” bestaat niet."),
        ("23 ju 2026", "De maand “ju” bestaat niet."),
        ("23-11-1026", "Het jaar 1026 klopt niet."),
        ("23-11-202", "Het jaar “202” klopt niet."),
        ("23-11", "Het jaar ontbreekt."),
        ("gisteren", "Dit is geen datum."),
        ("²3-11-2026", "De dag “²3” klopt niet."),
    ],
)
def test_say_which_part_is_wrong(text: str, part: str) -> None:
    with pytest.raises(NotADate, match=part):
        read_date(text, today=TODAY)


@pytest.mark.parametrize(("text", "year"), [("1-1-46", 2046), ("1-1-47", 1947), ("1-1-99", 1999), ("1-1-00", 2000)])
def test_take_two_figures_for_the_nearest_sensible_year(text: str, year: int) -> None:
    assert read_date(text, today=TODAY).year == year


@given(DAYS)
def test_read_back_what_is_shown(day: date) -> None:
    shown = DutchDateField().prepare_value(day)

    assert read_date(shown, today=TODAY) == day
    assert read_date(f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}", today=TODAY) == day
    assert read_date(day.isoformat(), today=TODAY) == day


@given(st.text(max_size=30))
def test_never_break_whatever_is_typed(text: str) -> None:
    try:
        assert isinstance(DutchDateField(required=False).clean(text), date | None)
    except ValidationError as error:
        assert error.messages[0].endswith(".")


def test_of_the_past_stop_at_today() -> None:
    tomorrow = date.today() + timedelta(days=1)

    with pytest.raises(ValidationError, match="in de toekomst"):
        PastDateField().clean(f"{tomorrow:%d-%m-%Y}")
    assert ComingDateField().clean(f"{tomorrow:%d-%m-%Y}") == tomorrow


def test_to_come_begin_today() -> None:
    with pytest.raises(ValidationError, match="in het verleden"):
        ComingDateField().clean("01-01-2020")
