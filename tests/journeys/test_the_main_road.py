"""From intake to a plan on paper with nothing but the keyboard: coordinator, police and social worker in turn."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from pypdf import PdfReader

from tests.journeys.visitor import Visitor

TODAY = date.today()
CRITERIA = ("several_life_domains", "several_chains", "family_system", "local_safety")
POLICE, TEAM = "Politie Rivierstede", "Sociaal team Noord"


def day(number: int) -> str:
    """So many days from today, as Dutch people write it."""
    return f"{TODAY + timedelta(days=number):%d-%m-%Y}"


def take_in(anna: Visitor) -> None:
    anna.enter("Start een intake")
    anna.choose("legal_frame", "Familieaanpak")
    anna.pick("Aandragende organisatie", "Politie")
    anna.type_in("Datum van het eerste signaal", day(-20))
    anna.choose("urgency", "Normaal")
    anna.choose("fears_for_a_child", "Nee")
    anna.choose("gezien-0-nature", "Feit")
    anna.type_in("Wat is gezien of gezegd?", "Drie scooters zonder kenteken in de tuin.")
    anna.type_in("Gezien op", day(-20))
    anna.type_in("Voornaam", "Ruben")
    anna.type_in("Achternaam", "Keersluis")
    anna.type_in("Geboortedatum", "01-02-1990")
    anna.pick("Waarom in deze casus?", "Aanleiding")
    anna.type_in("Toelichting", "Om hem gaat de melding.")
    anna.choose("personen-0-discussed", "Ja")
    anna.type_in("Besproken op", day(-3))
    anna.type_in("Opnieuw bekijken op", day(120))
    anna.enter("Start de intake")


def answer(partner: Visitor, number: str, what: str) -> None:
    partner.enter("Vragen aan mijn organisatie")
    partner.enter(f"Antwoord op de vraag over casus {number}")
    partner.choose("answer", "Bekend bij ons")
    partner.type_in("Korte toelichting", what)
    partner.enter("Bewaar het antwoord")


def accept(anna: Visitor) -> None:
    anna.enter("Beantwoord de criteria")
    for criterion in CRITERIA:
        anna.choose(f"{criterion}_outcome", "Ja")
        anna.type_in("Reden", "Er speelt meer dan één ding tegelijk.")
    anna.enter("Bewaar de antwoorden")
    anna.enter("Leg het besluit vast")
    anna.choose("outcome", "Aannemen")
    anna.type_in("Reden en advies", "Samen oppakken.")
    for organisation in (POLICE, TEAM):
        anna.tick(organisation, field="deciders")
    anna.pick("Procesregisseur", "Anna")
    anna.pick("Casusregisseur", "Anna")
    for organisation in (POLICE, TEAM):
        anna.tick(organisation, field="invited")
    anna.type_in("Waarom hebt u hen nodig?", "Om vanaf het begin samen te kijken.")
    anna.enter("Leg het besluit vast")


def join_and_contribute(partner: Visitor, number: str) -> None:
    partner.enter("Werkvoorraad")
    partner.enter(f"Reageer : Laat weten of u meedoet, {number}")
    partner.enter("Ja, ik doe mee")
    partner.enter("Draag bij")
    partner.type_in("Waar maakt u zich zorgen over?", "Ruben verdwijnt uit beeld.")
    partner.type_in("Wat kan uw organisatie doen?", "Een vast contact.")
    partner.choose("audience", "Alle betrokkenen")  # of police data nothing is chosen beforehand
    partner.enter("Lees na en geef vrij")
    partner.enter("Geef vrij")


def define(anna: Visitor, partners: list[Visitor], case: str) -> None:
    anna.enter("Probleemdefinitie")
    anna.enter("Schrijf een eerste versie")
    anna.type_in("Waar het om gaat", "Ruben verdient aan de handel en dreigt zijn huis te verliezen.")
    anna.enter("Bewaar als concept")
    anna.enter("Leg voor")
    anna.enter("Leg voor")
    anna.does_not_see("Vastgesteld op")
    for partner in partners:
        partner.open(f"{case}probleemdefinitie/")
        partner.enter("Reageer op de tekst")
        partner.choose("stance", "Akkoord")
        partner.enter("Leg de reactie vast")
    anna.open(f"{case}probleemdefinitie/")
    anna.enter("Stel vast")
    anna.sees("Vastgesteld")


def weigh_an_intervention(anna: Visitor) -> None:
    anna.enter("Interventies")
    anna.enter("Overweeg een interventie")
    anna.type_in("Wat is er aan de hand?", "schulden")
    anna.enter("Zoek een interventie")
    anna.enter("Kies : Schuldhulpverlening")
    anna.type_in("Waarom", "Zonder schulden hoeft hij niet te handelen.")
    anna.pick("Organisatie", "Sociaal")
    anna.enter("Leg vast")
    anna.enter("Kies deze interventie")


def write_a_plan(anna: Visitor) -> None:
    anna.enter("Plan van aanpak")
    anna.enter("Begin het plan")
    anna.enter("Voeg een doel toe")
    anna.type_in("Doel", "Ruben heeft een inkomen zonder handel.")
    anna.pick("Leefgebied", "Geld")
    anna.enter("Bewaar doel")
    anna.enter("Voeg een actie toe")
    anna.type_in("Actie", "Zet alle schulden op een rij")
    anna.pick("Organisatie", "Sociaal")
    anna.type_in("Klaar op", day(30))
    anna.choose("line", "Preventief")
    anna.pick("Soort", "Prak")
    anna.enter("Bewaar actie")
    anna.enter("Schrijf het plan")
    anna.type_in("In het kort", "Eerst rust in het geld, dan eruit.")
    anna.type_in("In hun eigen woorden", "Wij bespreken het plan volgende week.")
    anna.type_in("Evaluatie op", day(90))
    anna.enter("Bewaar concept")
    anna.enter("Voeg toe : Schuldhulpverlening")
    anna.enter("Leg het plan voor")
    anna.enter("Leg voor aan de partners")


def adopt(anna: Visitor, partners: list[Visitor], case: str) -> None:
    for partner in partners:
        partner.open(f"{case}plan/")
        partner.enter("Reageer")
        partner.choose("decision", "Akkoord")
        partner.enter("Leg de reactie vast")
    anna.open(f"{case}plan/")
    anna.enter("Stel het plan vast")
    anna.enter("Stel versie 1 vast")
    anna.sees("Vastgesteld")


def test_an_intake_becomes_a_plan_on_paper(visit: Callable[..., Visitor], tmp_path: Path):
    anna, bram, sanne = (visit(name) for name in ("anna", "bram", "sanne"))

    take_in(anna)
    number = re.search(r"\d{4}-\d{4}", anna.page.title() + anna.page.locator("main").inner_text()).group()
    case = re.search(r"/casussen/\d+/", anna.page.url).group()
    answer(bram, number, "Wij kennen Ruben van twee meldingen.")
    answer(sanne, number, "Zijn moeder belde ons.")
    anna.open(f"{case}intake/")
    accept(anna)
    for partner in (bram, sanne):
        join_and_contribute(partner, number)
    anna.open(case)
    define(anna, [bram, sanne], case)
    anna.sees("Proactief")
    weigh_an_intervention(anna)
    write_a_plan(anna)
    adopt(anna, [bram, sanne], case)
    anna.tab_to("Maak PDF")
    anna.page.keyboard.press("Enter")
    paper = PdfReader(anna.keeps(tmp_path, "Plan van aanpak, versie 1", within="#download"))

    words = "\n".join(page.extract_text() for page in paper.pages)
    assert number in words
    assert "Ruben heeft een inkomen zonder handel" in words
    assert paper.metadata.title == f"Plan van aanpak {number}, versie 1"
    assert paper.trailer["/Root"]["/Lang"] == "nl"
