"""Sanne works from her phone: she sees what waits for her, assesses a child and reads what she may read of others."""

from tests.journeys.conftest import PHONE

SHOW_CASE = "Kornoelje"


def test_assesses_a_child_on_her_phone(visit):
    sanne = visit("sanne", on=PHONE)

    sanne.sees("Voer een actie uit")
    sanne.open("/casussen/")
    sanne.follow(SHOW_CASE)
    sanne.follow("Beoordelingen")
    sanne.follow("Beoordeel")
    sanne.follow("Emir Wieldraaijer")
    sanne.page.get_by_label("Waar komt uw informatie vandaan?").fill("huisbezoek")
    sanne.page.locator("summary", has_text="Opgroeien").click()
    sanne.page.locator("[name='upbringing_climate-score'][value='4']").check()
    sanne.page.locator("[name='upbringing_climate-situation']").fill("Hij is weer vaker thuis met eten.")
    sanne.press("Bewaar als concept")
    sanne.sees("Alleen uw organisatie ziet dit")
    sanne.press("Lees na en geef vrij")
    sanne.sees("Hij is weer vaker thuis met eten.")
    sanne.press("Geef vrij")
    sanne.sees("is vrijgegeven")


def test_nothing_she_typed_is_lost_when_something_is_missing(visit):
    sanne = visit("sanne")

    sanne.open("/casussen/")
    sanne.follow(SHOW_CASE)
    sanne.follow("Beoordelingen")
    sanne.follow("Beoordeel")
    sanne.follow("Het hele netwerk")
    sanne.page.locator("summary", has_text="Geestelijke gezondheid").click()
    sanne.page.locator("[name='mental_health-score'][value='2']").check()
    sanne.page.locator("[name='mental_health-situation']").fill("Zij slaapt slecht.")
    sanne.press("Bewaar als concept")
    sanne.sees("Uw tekst is bewaard.")
    assert sanne.page.locator("[name='mental_health-situation']").input_value() == "Zij slaapt slecht."


def test_of_what_is_not_for_her_she_sees_that_it_exists(visit):
    sanne = visit("sanne")

    sanne.open("/casussen/")
    sanne.follow(SHOW_CASE)
    sanne.follow("Probleemdefinitie")

    sanne.sees("U ziet alleen dat")
    sanne.does_not_see("Roy lijkt weer spullen te bewaren")


def test_a_colleague_on_no_case_finds_nothing(visit):
    olga = visit("olga")

    olga.open("/casussen/")
    olga.does_not_see(SHOW_CASE)
    olga.search("Wieldraaijer")
    olga.does_not_see("Emir")
    assert olga.page.goto(f"{olga.site}/casussen/12/").status == 404


def test_who_goes_back_and_saves_again_is_asked_before_it_is_done_twice(visit):
    sanne = visit("sanne", is_kept=False)  # where going back is going to a page of this test

    sanne.open("/casussen/")
    sanne.follow(SHOW_CASE)
    page = sanne.page.url.rstrip("/") + "/contactmomenten/nieuw/"
    sanne.page.goto(page)
    for seen in ("Het contactmoment is vastgelegd.", "Dit stuurde u al"):
        sanne.page.locator("[name='kind'][value='PHONE']").check()
        sanne.page.locator("[name='said']").fill("Zij belde over de rekening van gas.")
        sanne.press("Leg vast")
        sanne.sees(seen)
        if page != sanne.page.url:
            sanne.page.go_back()

    sanne.follow("Bekijk wat u stuurde")
    assert sanne.page.get_by_text("Zij belde over de rekening van gas.").count() == 1
