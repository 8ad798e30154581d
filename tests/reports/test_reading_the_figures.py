"""Figures: counts, lead times and how early the social domain came; worked out by hand and without small numbers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.models import CaseStage
from familienetwerk.reports.exports import sheets_of
from familienetwerk.reports.figures import CaseFacts, Figures, Spread, figures_of, hide_small, share, spread
from familienetwerk.reports.pictures import first_contributions

SIGNAL = date(2026, 1, 5)


def on(days: int | None) -> date | None:
    """So many days after the first signal."""
    return None if days is None else SIGNAL + timedelta(days=days)


def facts(stage: str = CaseStage.IN_EXECUTION, **days: int | None) -> CaseFacts:
    filled = {"started": 2, "opened": 10, "definition": 30, "plan": 45, "closed": None, "safety": 5, "social": 9} | days
    return CaseFacts(
        stage=stage,
        first_signal_on=SIGNAL,
        has_exception=False,
        **{f"{name}_on": on(value) for name, value in filled.items()},
    )


def figures(*cases: CaseFacts, minimum: int = 1) -> Figures:
    return figures_of(cases, stages=CaseStage.choices, minimum=minimum)


def test_cases_are_counted_where_they_are():
    counted = figures(facts(), facts(), facts(CaseStage.INTAKE, opened=None, definition=None, plan=None))

    assert {count.label: count.value for count in counted.stages if count.value} == {"In uitvoering": 2, "Intake": 1}


def test_social_came_before_the_definition_in_two_of_three():
    counted = figures(facts(social=9), facts(social=30), facts(social=31), facts(definition=None, plan=None))

    assert (counted.social_before_definition.part, counted.social_before_definition.whole) == (2, 3)
    assert counted.social_before_definition.percentage == 67


def test_the_median_of_days_to_the_first_social_contribution():
    social = figures(facts(social=4), facts(social=10), facts(social=20), facts(social=None)).first_contributions[0]

    assert (social.label, social.median, social.n, social.missing) == ("Sociaal", 10, 3, 1)


@pytest.mark.parametrize(
    ("days", "mode"),
    [
        ({"safety": 5, "social": 30}, "Proactief"),
        ({"safety": 5, "social": 40}, "Laat"),
        ({"safety": 5, "social": 60}, "Reactief"),
        ({"safety": 5, "social": None}, "Reactief"),
        ({"definition": None, "plan": None}, "Open"),
    ],
)
def test_each_case_works_proactive_late_or_reactive(days, mode):
    counted = figures(facts(**days))

    assert [count.label for count in counted.modes if count.value] == [mode]


def test_lead_times_count_days_between_two_moments():
    lead = {spread.label: spread.median for spread in figures(facts(), facts(plan=47)).lead_times}

    assert lead["Probleemdefinitie tot plan"] == 16
    assert lead["Opening tot sluiting"] is None


def test_a_single_small_number_hides_another_so_that_it_cannot_be_worked_out():
    counts = hide_small([("a", 2), ("b", 9), ("c", 40), ("d", 0)], minimum=5)

    assert [count.value for count in counts] == [None, None, 40, 0]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(2, 10))
def test_no_small_number_is_ever_shown_nor_follows_from_the_total(values, minimum):
    counts = hide_small([(str(number), value) for number, value in enumerate(values)], minimum=minimum)
    shown = [count.value for count in counts if count.value is not None]
    hidden = [value for value, count in zip(values, counts, strict=True) if count.value is None]

    assert not any(0 < value < minimum for value in shown)
    assert len(hidden) != 1 or len([value for value in values if value]) == 1


@given(st.integers(0, 40), st.integers(0, 40), st.integers(2, 10))
def test_a_share_never_shows_a_small_part_nor_a_small_rest(part, rest, minimum):
    shown = share(part, part + rest, minimum=minimum)

    if shown.part is not None and shown.whole is not None:
        assert not 0 < shown.part < minimum
        assert not 0 < shown.whole - shown.part < minimum


def test_days_of_too_few_cases_are_not_shown():
    few = spread("x", [(on(0), on(3)), (on(0), on(9))], minimum=5)

    assert (few.n, few.median) == (None, None)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(2, 10))
def test_of_how_many_days_are_known_never_gives_away_a_small_number(known, unknown, minimum):
    counted = spread("x", [(on(0), on(3))] * known + [(on(0), None)] * unknown, minimum=minimum)

    if any(0 < number < minimum for number in (known, unknown)):
        assert (counted.n, counted.missing) == (None, None)
    else:
        assert (counted.n, counted.missing) == (known, unknown)


def test_half_days_are_written_the_same_in_a_file_and_in_a_picture_and_as_dutch_people_do():
    days = Spread(label="Sociaal", n=8, missing=0, median=87.5, lower=40.25, upper=121.5)

    [row] = next(
        rows
        for title, _, rows in sheets_of(replace(figures(), first_contributions=[days]))
        if title == "Eerste bijdrage"
    )
    with translation.override("nl"):
        drawn = first_contributions([days])

    assert row == ["Sociaal", 8, 0, 87.5, 40.3, 121.5]
    assert ">87,5<" in drawn
    assert "na 121,5 dagen" in drawn
