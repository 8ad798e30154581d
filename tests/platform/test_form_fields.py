"""How a form looks, without any page doing something for it."""

import re

import pytest
from django import forms
from django.forms import formset_factory
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory

from familienetwerk.screen.dates import PastDateField
from familienetwerk.screen.forms import Worded
from familienetwerk.screen.templatetags.screen import choice
from familienetwerk.screen.typed import saving, typed


class Look(forms.Form):
    """Some of everything."""

    on = PastDateField(label="Van welke dag?")
    why = forms.CharField(label="Waarom?", widget=forms.Textarea, help_text="Kort.")
    note = forms.CharField(label="Notitie", required=False)
    who_sees = forms.ChoiceField(
        label="Wie ziet dit?",
        choices=[("SOCIAL", Worded("Sociaal domein", "Inhoud: Wijkteam Noord.")), ("ALL", "Iedereen")],
        widget=forms.RadioSelect,
    )
    is_sure = forms.BooleanField(label="Ik weet het zeker")


Rows = formset_factory(Look, extra=1)


def test_each_field_has_its_label_and_hint() -> None:
    html = str(Look())

    assert re.search(r'for="id_why"\s*>\s*Waarom\?\s*</label>', html)
    assert re.search(r'id="id_why_helptext"\s*>\s*Kort.\s*</div>', html)
    assert re.search(r'<textarea[^>]*aria-describedby="id_why_helptext"', html)


def test_only_what_is_optional_says_so() -> None:
    assert str(Look()).count("(niet verplicht)") == 1


def test_a_group_of_choices_is_a_fieldset_with_explanations() -> None:
    html = str(Look())

    assert re.search(r"<fieldset[^>]*>\s*<legend[^>]*>\s*Wie ziet dit\?\s*</legend>", html)
    assert "Sociaal domein <small" in html
    assert "Inhoud: Wijkteam Noord." in html


def test_an_error_stands_at_its_field_and_on_top_with_a_link() -> None:
    html = " ".join(str(Look(QueryDict("on=31-11-2026&why=x&is_sure=on"))).split())

    assert '<a href="#id_on">Van welke dag? De dag 31 bestaat niet: november heeft 30 dagen.</a>' in html
    assert re.search(r'id="id_on_error">.*De dag 31 bestaat niet', html)
    assert re.search(r'<input[^>]*aria-invalid="true"[^>]*aria-describedby="id_on_helptext id_on_error"', html)
    assert '<a href="#id_who_sees">Kies een antwoord bij “Wie ziet dit?”.</a>' in html
    assert "Uw tekst is bewaard. Los deze 2 punten op:" in html


def test_the_summary_gets_the_focus_without_a_script() -> None:
    html = str(Look(QueryDict("")))

    assert re.search(r'id="fouten"[^>]* autofocus', html)
    assert "Vul “Waarom?” in." in html
    assert "Zet een vinkje bij “Ik weet het zeker”." in html


def test_what_was_typed_is_still_there_and_cannot_be_a_script() -> None:
    html = str(Look(QueryDict("why=<script>alert(1)</script>")))

    assert "&lt;script&gt;alert(1)" in html
    assert "<script>" not in html


def test_no_browser_speaks_for_us() -> None:
    assert " required" not in str(Look())
    assert "placeholder" not in str(Look())


def test_another_row_can_be_asked_without_a_script() -> None:
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-why": "Mijn tekst", "add-row": "form"}
    request = RequestFactory().post("/", data)

    rows = Rows(typed(request))

    html = str(rows)
    assert len(rows.forms) == 2
    assert "Mijn tekst" in html
    assert "Vul “" not in html
    assert re.search(r'name="form-1-on"[^>]* autofocus', html)
    assert not saving(request)


def test_pages_say_it_once_for_several_forms() -> None:
    template = engines["django"].from_string('{% error_summary form rows title="Nog niet klaar" %}')
    data = QueryDict("form-TOTAL_FORMS=1&form-INITIAL_FORMS=0&form-0-why=x")

    html = template.render({"form": Look(data), "rows": Rows(data)})

    assert html.count("Nog niet klaar") == 1
    assert "Los deze 7 punten op:" in html
    assert 'href="#id_form-0-on"' in html


@pytest.mark.parametrize("count", ["", "x", "-1", "²"])
def test_a_strange_number_of_rows_is_not_our_problem(count: str) -> None:
    request = RequestFactory().post("/", {"form-TOTAL_FORMS": count, "form-INITIAL_FORMS": "0", "add-row": "form"})

    assert len(Rows(typed(request)).forms) == 1


class Choosing(forms.Form):
    fase = forms.ChoiceField(choices=[("", "Alle"), ("a", "Eerste"), ("b", "Tweede")])


@pytest.mark.parametrize("chosen", ["", "a", "b", "<x>"])
def test_a_list_to_choose_from_is_drawn_as_its_field_each_time(chosen: str):
    for _ in range(2):
        field = Choosing(initial={"fase": chosen})["fase"]
        assert choice(field) == field.as_widget()
