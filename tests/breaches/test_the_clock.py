"""72 hours from discovery, in words, and what must be written down before a breach is closed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familienetwerk.breaches.rules import Clock, ClosingFacts, is_told_late, obstacles_to_closing

HERE = ZoneInfo("Europe/Amsterdam")
FOUND = datetime(2026, 11, 23, 14, 0, tzinfo=HERE)


@pytest.mark.parametrize(
    ("after", "words", "is_late"),
    [
        (timedelta(0), "nog 72 uur", False),
        (timedelta(hours=40, minutes=30), "nog 31 uur", False),
        (timedelta(hours=71, minutes=20), "nog 40 minuten", False),
        (timedelta(hours=71, minutes=59), "nog 1 minuut", False),
        (timedelta(hours=72, seconds=1), "termijn verstreken op 26-11-2026 14:00", True),
        (timedelta(days=30), "termijn verstreken op 26-11-2026 14:00", True),
    ],
)
def test_says_how_long_there_still_is(after, words, is_late):
    clock = Clock(discovered_at=FOUND, now=FOUND + after)

    assert (clock.words, clock.is_late) == (words, is_late)


@pytest.mark.parametrize(
    ("told_after", "words", "is_late"),
    [(5, "gemeld na 5 uur", False), (72, "gemeld na 72 uur", False), (80, "gemeld na 80 uur, te laat", True)],
)
def test_stops_when_the_authority_was_told(told_after, words, is_late):
    told_at = FOUND + timedelta(hours=told_after)

    clock = Clock(discovered_at=FOUND, now=FOUND + timedelta(days=90), is_settled=True, told_at=told_at)

    assert (clock.words, clock.is_late) == (words, is_late)


def test_stops_when_nobody_needs_to_be_told():
    clock = Clock(discovered_at=FOUND, now=FOUND + timedelta(days=90), is_settled=True)

    assert (clock.words, clock.is_late) == ("melden is niet nodig", False)


def test_counts_hours_and_not_the_hands_when_summer_begins():
    found = datetime(2026, 3, 27, 14, 0, tzinfo=HERE)

    assert Clock(discovered_at=found.astimezone(UTC), now=found).due_at.strftime("%d-%m %H:%M") == "30-03 15:00"


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=30)))
def test_is_late_exactly_when_three_days_are_over(after):
    found, now = FOUND.astimezone(UTC), (FOUND + after).astimezone(UTC)

    assert Clock(discovered_at=found, now=now).is_late == is_told_late(found, now) == (after > timedelta(hours=72))


def test_closing_asks_for_all_three_decisions_the_consequences_and_the_measures():
    nothing = ClosingFacts(undecided=["de AP", "de mensen", "partners"], consequences="", measures="")

    assert len(obstacles_to_closing(nothing)) == 5
    assert obstacles_to_closing(ClosingFacts(undecided=[], consequences="Schaamte", measures="Teruggehaald")) == []
