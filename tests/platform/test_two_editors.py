"""Two people change the same thing: field by field, and nobody's text disappears."""

import re

import pytest
from django import forms
from django.test import RequestFactory
from django.utils import timezone

from familienetwerk.screen.conflicts import conflict_page
from familienetwerk.screen.typed import typed


class Goal(forms.Form):
    """A small form with a version."""

    text = forms.CharField(label="Doel", widget=forms.Textarea)
    kind = forms.ChoiceField(label="Leefgebied", choices=[("SCHOOL", "Werk of school"), ("HOME", "Wonen")])
    lines = forms.MultipleChoiceField(label="Lijn", choices=[("P", "Preventief"), ("R", "Repressief")])
    is_agreed = forms.BooleanField(label="Besproken", required=False)
    lock_version = forms.IntegerField(widget=forms.HiddenInput)


MINE = {"text": "Jayden gaat vier dagen.\r\nElke week.", "kind": "SCHOOL", "lines": ["P", "R"], "is_agreed": "on"}
THEIRS = {"text": "Jayden gaat elke dag.\nElke week.", "kind": "SCHOOL", "lines": ["P"], "is_agreed": False}


@pytest.fixture
def page():
    return conflict_of(MINE, THEIRS)


def conflict_of(mine: dict, theirs: dict):
    request = RequestFactory().post("/doel/", {**mine, "lock_version": "1"})
    return conflict_page(
        request,
        Goal(request.POST),
        theirs=theirs,
        lock_version=2,
        who="Bram Visser",
        what="dit doel",
        back="/plan/",
        when=timezone.now(),
    )


def test_the_page_says_what_happened_and_that_nothing_is_lost(page) -> None:
    assert page.status_code == 409
    assert "Dit doel is intussen ook gewijzigd" in page.text
    assert "Er is niets verloren. Kies per veld welke tekst blijft." in page.text


def test_the_page_marks_what_differs_and_lists_what_does_not(page) -> None:
    assert "Jayden gaat <mark>vier dagen.\nElke</mark> week." in page.text
    assert "<mark>elke dag.\nElke</mark>" in page.text
    assert re.search(r"<dt>Leefgebied</dt>\s*<dd>Werk of school", page.text)
    assert 'name="kies-kind"' not in page.text
    assert re.search(r"<mark>Preventief, Repressief</mark>|Preventief,", page.text)


def test_ones_own_text_is_the_default(page) -> None:
    assert len(re.findall(r'value="mijn" checked', page.text)) == 3


@pytest.mark.parametrize(
    ("mine", "theirs", "first"),
    [
        ("", "Er is schuld.", "hun"),
        ("Er is schuld.", "Er is veel schuld. En ruzie.", "hun"),
        ("Er is schuld.", "Er is ruzie.", "mijn"),
        ("Er is schuld. En ruzie.", "Er is schuld.", "mijn"),
    ],
)
def test_a_text_to_which_the_other_only_added_comes_first(mine: str, theirs: str, first: str) -> None:
    page = conflict_of({"text": mine}, {"text": theirs})

    assert re.findall(r'name="kies-text" value="(\w+)" checked', page.text) == [first]


@pytest.mark.parametrize(
    ("side", "text", "lines", "agreed"), [("mijn", "vier", ["P", "R"], True), ("hun", "elke dag", ["P"], False)]
)
def test_the_choice_arrives_as_if_it_was_typed(page, side: str, text: str, lines: list[str], agreed: bool) -> None:
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text):
        fields.setdefault(name, []).append(value)
    choices = {f"kies-{name}": side for name in ("text", "lines", "is_agreed")}

    form = Goal(typed(RequestFactory().post("/doel/", {**fields, **choices})))

    assert form.is_valid(), form.errors
    assert text in form.cleaned_data["text"]
    assert form.cleaned_data["lines"] == lines
    assert form.cleaned_data["is_agreed"] is agreed
    assert form.cleaned_data["lock_version"] == 2
    assert form.cleaned_data["kind"] == "SCHOOL"
