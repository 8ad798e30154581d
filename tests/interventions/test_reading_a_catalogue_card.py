"""A card tells a generalist when something may, who decides, which help belongs to it, and how far to trust it."""

import pytest
from django.test import Client

from interventions.models import CombinationRule, InterventionType
from tests.factories import a_user
from tests.queries import statements

pytestmark = pytest.mark.usefixtures("the_catalogue")


@pytest.fixture
def professional(client: Client) -> Client:
    client.force_login(a_user())
    return client


def test_every_card_shows_its_articles_the_day_it_was_read_and_whether_it_was_verified(professional):
    for card in InterventionType.objects.with_card():
        page = professional.get(card.get_absolute_url()).content.decode().replace("&#x27;", "'")

        assert all(article in page for article in card.lines_by_heading()["legal_basis"]), card.key
        assert "Gelezen op 23-11-2026" in page, card.key
        assert ("Nagelezen in een bron" in page) is card.is_verified, card.key
        assert ("Niet nagelezen in een bron" in page) is not card.is_verified, card.key
        assert "Geen juridisch advies" in page, card.key


def test_the_card_has_conditions_steps_terms_and_sources(professional):
    page = professional.get("/interventies/closure_13b_drugs/").text

    assert "Geen aantoonbare verstoring van de openbare orde nodig" in page
    assert "2. Kindcheck en gezinsplan" in page
    assert "6 weken vanaf de dag na bekendmaking" in page
    assert "Rekenregel: bezwaartermijn" in page
    assert 'href="https://wetten.overheid.nl/BWBR0001941"' in page
    assert "Gelezen tekst: tekst van 2019 en rechtspraak van 2025." in page


def test_the_card_names_its_doubts(professional):
    page = professional.get("/interventies/closure_13b_drugs/").text

    assert "2 twijfels" in page
    assert "Of lijst IA (Opiumwet, Stb 2025, 32, in werking op 1 juli 2025) in de huidige tekst van 13b staat" in page


def test_a_card_from_professional_knowledge_says_so(professional):
    page = professional.get("/interventies/dog_measure_apv/").text

    assert "Geen bron, uit vakkennis" in page
    assert "Bij deze kaart hoort geen bron." in page


def test_a_duty_to_add_something_stands_on_the_card(professional):
    page = professional.get("/interventies/closure_13b_drugs/").text

    assert "Maak schriftelijk een kindafweging" in page


def test_what_excludes_each_other_stands_on_both_cards(professional):
    for key in ("prosecutor_order_509hh", "area_ban_172a"):
        page = professional.get(f"/interventies/{key}/").text

        assert "Niet tegelijk:" in page
        assert "Geen gebiedsverbod en geen groepsverbod van de burgemeester voor hetzelfde gebied" in page


def test_a_rule_is_about_a_card_once_and_the_general_ones_come_last():
    card = InterventionType.objects.get(key="area_ban_172a")

    codes = [rule.code for rule in CombinationRule.objects.about(card.pk).in_order()]

    assert codes == ["C02", "C03", "C10", "C13", "C17", "C18", "C14", "C19", "C20"]


def test_what_goes_together_links_to_the_other_card(professional):
    page = professional.get("/interventies/closure_13b_drugs/").text

    assert 'href="/interventies/wmo_shelter/"' in page


def test_an_archived_card_can_still_be_read_but_says_so(professional):
    InterventionType.objects.filter(key="debt_help").update(is_archived=True)

    page = professional.get("/interventies/debt_help/").text

    assert "staat niet meer in de catalogus" in page
    assert "/interventies/debt_help/" not in professional.get("/interventies/pw_fine/").text


def test_an_unknown_card_is_not_found(professional):
    assert professional.get("/interventies/bestaat-niet/").status_code == 404


def test_every_card_costs_the_same_number_of_queries(professional):
    professional.get("/interventies/debt_help/")  # the session is known from here on

    counts = set()
    for key in ("debt_help", "closure_13b_drugs", "dog_measure_apv"):
        counts.add(len(statements(professional, f"/interventies/{key}/")))

    assert len(counts) == 1
    assert counts.pop() <= 15
