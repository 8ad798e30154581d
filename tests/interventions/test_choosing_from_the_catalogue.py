"""A form that needs an intervention sends somebody to the catalogue, and gets the choice back in its own address."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from interventions.models import InterventionType
from tests.factories import a_user

pytestmark = pytest.mark.usefixtures("the_catalogue")
FORM = "/casussen/12/interventies/nieuw/"


@pytest.fixture
def professional(client: Client) -> Client:
    client.force_login(a_user())
    return client


def test_each_result_links_back_to_the_form_with_its_key(professional):
    page = professional.get("/interventies/", {"terug": FORM, "zoek": "schulden"}).text

    assert f'href="{FORM}?soort=debt_help"' in page
    assert f'<input type="hidden" name="terug" value="{FORM}">' in page


def test_the_card_links_back_too(professional):
    page = professional.get("/interventies/debt_help/", {"terug": FORM}).text

    assert f'href="{FORM}?soort=debt_help"' in page


def test_a_form_with_its_own_question_keeps_it(professional):
    page = professional.get("/interventies/debt_help/", {"terug": f"{FORM}?lid=8"}).text

    assert f'href="{FORM}?lid=8&amp;soort=debt_help"' in page


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"]
)
def test_the_choice_never_leaves_the_site(professional, elsewhere):
    page = professional.get("/interventies/debt_help/", {"terug": elsewhere}).text

    assert "example.org" not in page
    assert "alert(1)" not in page
    assert "soort=" not in page


def test_clearing_the_filters_keeps_the_form_in_mind(professional):
    response = professional.get("/interventies/", {"terug": FORM, "zoek": "raketten"})

    assert response.context["without_filters"] == "/interventies/?terug=%2Fcasussen%2F12%2Finterventies%2Fnieuw%2F"


def test_an_archived_card_cannot_be_chosen(professional):
    InterventionType.objects.filter(key="debt_help").update(is_archived=True)

    assert "soort=" not in professional.get("/interventies/debt_help/", {"terug": FORM}).text


def test_the_picker_asks_first_and_shows_what_was_chosen():
    card = InterventionType.objects.get(key="debt_help")

    asking = render_to_string("interventions/catalogue_picker.html", {"chosen": None, "back": FORM})
    chosen = render_to_string("interventions/catalogue_picker.html", {"chosen": card, "back": FORM})

    assert f'name="terug" value="{FORM}"' in asking
    assert card.name in chosen
    assert "/interventies/?terug=/casussen/12/interventies/nieuw/" in chosen
