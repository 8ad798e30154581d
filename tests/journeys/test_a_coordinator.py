"""Anna at her desk: her work, her cases, a family of 25, and a laptop without JavaScript."""

import pytest

from tests.journeys.conftest import LAPTOP, PHONE

SHOW_CASE = "Kornoelje"
TABS = [
    "Gezin",
    "Beoordelingen",
    "Probleemdefinitie",
    "Plan van aanpak",
    "Interventies",
    "Betrokkenen",
    "Tijdlijn",
    "Inzage",
]
OTHER_PAGES = (
    "/",
    "/werk/wachten/",
    "/vragen/",
    "/casussen/nieuw/",
    "/interventies/",
    "/interventies/closure_13b_drugs/",
    "/zoeken/",
    "/account/",
    "/hulp/",
    "/privacy/",
    "/toegankelijkheid/",
)


@pytest.mark.parametrize("window", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_goes_through_every_page_of_a_case(visit, window):
    anna = visit("anna", on=window)

    anna.open("/casussen/")
    anna.follow(SHOW_CASE)
    for tab in TABS:
        anna.page.get_by_role("navigation", name="Onderdelen van deze casus").get_by_role("link", name=tab).click()
        anna.looks_right()


@pytest.mark.parametrize("window", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_every_other_page_is_right_too(visit, window):
    anna = visit("anna", on=window)

    for path in OTHER_PAGES:
        anna.open(path)


def test_finds_a_person_without_a_name_in_the_address(visit):
    anna = visit("anna")

    anna.search("wieldraaijer emir")

    anna.sees("Emir Wieldraaijer")
    assert "wieldraaijer" not in anna.page.url.lower()


def test_an_intake_that_is_not_complete_comes_back_filled_in(visit):
    anna = visit("anna")

    anna.open("/casussen/nieuw/")
    anna.page.get_by_label("Voornaam").fill("Ruben")
    anna.page.get_by_label("Datum van het eerste signaal").fill("31-02-2026")
    anna.press("Start de intake")

    anna.sees("De dag 31 bestaat niet")
    assert anna.page.get_by_label("Voornaam").input_value() == "Ruben"


def test_two_editors_see_each_others_words(visit):
    anna, again = visit("anna"), visit("anna")
    for window in (anna, again):
        window.open("/casussen/")
        window.follow(SHOW_CASE)
        window.follow("Gezin")
        window.follow("Mike")
        window.page.goto(f"{window.page.url}wijzigen/")
    anna.page.get_by_label("Leg uit in eigen woorden").fill("Eerst opgeslagen.")
    anna.press("Bewaar")
    again.page.get_by_label("Leg uit in eigen woorden").fill("Later opgeslagen.")
    again.press("Bewaar")

    again.sees("Eerst opgeslagen.")
    again.sees("Later opgeslagen.")


def test_everything_works_without_javascript(visit):
    anna = visit("anna", javascript=False)

    anna.page.get_by_role("link", name="Start een intake").click()
    anna.page.get_by_role("button", name="Nog een persoon").click()

    assert anna.page.get_by_label("Voornaam").count() == 2
