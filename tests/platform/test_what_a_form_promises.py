"""Every form of the app: nothing pasted is cut off unseen, and what may stay empty may really stay empty."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.utils import timezone

from cases.forms.questions import AnswerQuestion
from familienetwerk.screen.dates import ComingDateField, years_after
from interventions.forms.plan import ReactToPlan
from tests.every_form import asked_after_all, every_form, name_of

FORMS = every_form()


def alone(name: str, field: forms.Field) -> forms.Form:
    return type("Alone", (forms.Form,), {name: field})()


def is_box(field: forms.Field) -> bool:
    """Has no words behind its label."""
    return isinstance(field.widget, forms.CheckboxInput)


class Story(forms.Form):
    text = forms.CharField(label="Wat is gezien?", max_length=10, widget=forms.Textarea)


def test_there_are_forms_to_look_at() -> None:
    assert len(FORMS) > 60
    assert asked_after_all(ReactToPlan) == {"remark"}
    assert asked_after_all(AnswerQuestion) == {"text"}


@pytest.mark.parametrize("form", FORMS, ids=name_of)
def test_no_browser_cuts_what_is_pasted_and_the_server_has_a_bound(form: type[forms.BaseForm]) -> None:
    for name, field in form.base_fields.items():
        if isinstance(field.widget, forms.Textarea):
            assert field.max_length, f"{name} is without a bound"  # type: ignore[attr-defined]
        if isinstance(field.widget, forms.Textarea | forms.TextInput):
            assert "maxlength" not in str(alone(name, field)), name


@pytest.mark.parametrize("form", FORMS, ids=name_of)
def test_nobody_says_by_leaving_it_how_sure_something_is(form: type[forms.BaseForm]) -> None:
    for name in {"certainty", "nature"} & set(form.base_fields):
        field = form.base_fields[name]
        assert field.required
        assert not field.initial


def test_a_text_that_is_too_long_comes_back_whole_and_says_how_much_too_long() -> None:
    html = str(Story(QueryDict("text=twaalf+tekens")))

    assert "twaalf tekens</textarea>" in html
    assert "Dit is 3 tekens te lang. Er passen 10 tekens." in html
    assert "Wat is gezien? Dit is 3 tekens te lang. Er passen 10 tekens." in html


@pytest.mark.parametrize("form", FORMS, ids=name_of)
def test_what_is_asked_after_all_does_not_say_that_it_is_optional(form: type[forms.BaseForm]) -> None:
    optional = {name for name, field in form.base_fields.items() if not field.required and not is_box(field)}
    words = getattr(form, "needed_when", {})

    assert not (asked_after_all(form) & optional) - set(words)
    assert set(words) <= optional


def test_the_label_says_when_an_answer_is_needed() -> None:
    html = str(ReactToPlan())

    assert re.search(r"Voorbehoud of reden <span[^>]*>\(nodig als u niet helemaal akkoord bent\)</span>", html)


def test_a_day_to_come_is_no_more_than_some_years_away() -> None:
    today = timezone.localdate()
    last = years_after(today, 1)

    assert ComingDateField(years=1).clean(f"{last:%d-%m-%Y}") == last
    with pytest.raises(forms.ValidationError, match=f"meer dan 1 jaar vooruit. Vul .* tot en met {last:%d-%m-%Y}"):
        ComingDateField(years=1).clean("01-01-2099")
