"""The plan of approach as a PDF: what stands in it, who can read it, and what it can never fetch."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from interventions.paper import content as paper
from interventions.paper.picture import picture_on_paper
from interventions.paper.scores import score_strip
from interventions.plan_pdf import render_plan_html, render_plan_pdf
from tests.example_families import TODAY, a_family_of_14, a_family_of_25
from tests.example_life_domains import an_action
from tests.example_plans import a_plan_of_14, a_plan_of_25, adoptions

pytestmark = pytest.mark.filterwarnings("ignore:No fonts configured")  # our own are enough
AN_EXCEPTION = paper.GateException(reason="Het gevaar kon niet wachten.", by="Hilde Wervenaar", on=date(2026, 10, 3))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_plan_pdf(a_plan_of_14())


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


@pytest.fixture(scope="module")
def text(reader: PdfReader) -> str:
    return in_one_line("\n".join(page.extract_text() for page in reader.pages))


def in_one_line(words: str) -> str:
    return " ".join(words.split())


def text_of(plan: paper.PlanOnPaper) -> str:
    reader = PdfReader(BytesIO(render_plan_pdf(plan)))
    return in_one_line("\n".join(page.extract_text() for page in reader.pages))


def a_bare_plan(**facts: object) -> paper.PlanOnPaper:
    """As little as a plan can be."""
    frame = paper.LegalFrame(name="Lokale aanpak", purpose="Samen", legal_basis="AVG 6", controller="College")
    filled = {"municipality": "Waterhoek", "case_number": "2026-0001", "case_name": "Wilg", "version": 1}
    return paper.PlanOnPaper(**filled | {"legal_frame": frame} | facts)  # type: ignore[arg-type]


# --- what stands in it -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Gemeente Rivierstede",
        "Familienetwerk Zilverlinde",
        "Versie 2, vastgesteld op 19-11-2026 door Hilde Wervenaar. Vervangt versie 1 van 11-06-2026.",
        "Zeven organisaties: zes akkoord en één akkoord met voorbehoud. Geen reactie: College De Wissel.",
        "Procesregisseur: Hilde Wervenaar, Gemeente Rivierstede.",
        "Verwerkingsverantwoordelijk: de deelnemers gezamenlijk.",
        "Op gegevens in dit plan zijn ook van toepassing: Wpg (politiegegevens).",
        "Beata Łazieńska",
        "Noor IJsvogel",
        "2016 (kind)",
        "Aanleiding van de casus. Verdachte, Mogelijk slachtoffer van uitbuiting",
        "Politie Rivierstede, Bas Ermelaar",
        "Gevraagd en niet aangesloten: Werk en Inkomen",
        "Gezamenlijke probleemdefinitie, versie 3, vastgesteld op 05-11-2026.",
        "Ander inzicht: Woonstichting Havenhuis",
        "1. Veiligheid van de kinderen",
        "start 2 · nu 2 · doel 4",
        "Doel voor Jesse:",
        "Werkdoel: Iedereen weet wie hij dag en nacht kan bellen",
        "preventief",
        "Sluiting van de berging, drie maanden",
        "Burgemeester: besluit over",
        "Hulp die meeloopt: systeemtherapie loopt door",
        "Overwogen, niet gebruikt",
        "Schaadt kinderen. Een lichter middel kan. Opnieuw bekijken op 21-01-2027.",
        "Deels eens.",
        "Handtekening",
        "Woonstichting Havenhuis: akkoord met voorbehoud",
        "Betwist: F4. Jesse en zijn moeder, 29-10-2026:",
        "pagina 3 van 10",
        "2026-0147 · Vertrouwelijk",
    ],
)
def test_says(words: str, text: str) -> None:
    assert words in text


def test_does_not_speak_of_an_exception_when_there_is_none(text: str) -> None:
    assert "Uitzondering" not in text


def test_shows_an_exception_on_the_first_page_with_the_definition_and_with_the_signatures() -> None:
    text = text_of(a_plan_of_14(exception=AN_EXCEPTION))

    assert "Uitzondering: niet samen gekeken" in text
    assert "Hilde Wervenaar stond dit toe op 03-10-2026. Reden: Het gevaar kon niet wachten." in text
    assert "vastgesteld op 05-11-2026, met een uitzondering op samen kijken." in text
    assert "Dit plan is vastgesteld met een uitzondering op samen kijken" in text


def test_prints_a_plan_in_which_almost_nothing_is_filled_in() -> None:
    text = text_of(a_bare_plan())

    assert "In deze versie staan geen interventies." in text
    assert "Nog geen organisatie gaf een reactie." in text
    assert "None" not in text


def test_all_who_sign_do_so_on_one_page_when_they_fit_there() -> None:
    sixteen = a_bare_plan(adoptions=adoptions() * 2)

    pages = [page.extract_text() for page in PdfReader(BytesIO(render_plan_pdf(sixteen))).pages]

    assert [page.count("Politie Rivierstede") for page in pages if "Handtekening" in page] == [2]


def test_says_why_there_is_no_picture() -> None:
    nobody = picture_on_paper(replace(a_family_of_14(), people=()), today=TODAY)

    assert "Er staat nog niemand in dit netwerk." in text_of(a_bare_plan(picture=nobody))


def test_prints_what_people_typed_as_they_typed_it() -> None:
    odd = "<script>x</script> & {{ geheim }} „citaat” Łukasz Şahin ĳ ê €"
    plan = a_bare_plan(summary=odd, facts=(paper.Fact(text=odd, nature="Feit", source=odd, on=TODAY),))

    assert odd in text_of(plan)


def test_writes_signs_that_our_fonts_lack_in_others() -> None:
    text = text_of(a_bare_plan(summary="thuis\u2010wonend → weer ≥ 2 dagen"))

    assert "thuis-wonend -> weer >= 2 dagen" in text


def test_is_the_same_html_for_the_same_plan() -> None:
    assert render_plan_html(a_plan_of_25()) == render_plan_html(a_plan_of_25())


# --- the small rules in it -----------------------------------------------------------------------------


@given(*[st.none() | st.integers(1, 5)] * 3)
def test_draws_any_score_and_says_it(start: int | None, now: int | None, target: int | None) -> None:
    svg = ET.fromstring(score_strip("Geld & <wonen>", start, now, target))

    said = svg[0].text or ""
    assert said.startswith("Geld & <wonen>: ")
    assert all(f"{word} {score}" in said for word, score in (("start", start), ("nu", now), ("doel", target)) if score)


def test_takes_the_score_that_asks_most_attention_for_a_life_domain() -> None:
    scores = [paper.Score(subject=name, start=2, now=now) for name, now in (("Jesse", 3), ("Luca", None), ("Kevin", 2))]

    assert paper.LifeDomain(name="Geld", scores=tuple(scores)).worst == scores[2]
    assert paper.LifeDomain(name="Geld", scores=tuple(scores[1:2])).worst is None


def test_shows_a_reader_in_a_hurry_the_six_life_domains_that_are_worst() -> None:
    domains = [
        paper.LifeDomain(name=f"Gebied {now}", scores=(paper.Score(subject="Luca", start=1, now=now),))
        for now in (5, 4, 4, 1, 2, 3, 3, None)
    ]
    plan = a_bare_plan(life_domains=tuple(domains))

    assert plan.most_urgent == domains[1:7]
    assert not plan.shows_all_domains


def test_says_that_a_life_domain_was_not_assessed_now() -> None:
    assert paper.Score(subject="Luca", start=2, now=None, target=4).figures == "start 2 · nu niet beoordeeld · doel 4"


def test_names_one_action_of_every_line_before_a_second_of_the_same() -> None:
    lines = [paper.Line.PREVENTIVE] * 6 + [paper.Line.REPRESSIVE]
    actions = [an_action(f"Actie {day}", "Ans", "School", day, line) for day, line in enumerate(lines)]
    domain = paper.LifeDomain(name="School", goals=(paper.Goal(statement="Naar school", actions=tuple(actions)),))

    first = a_bare_plan(life_domains=(domain,)).first_actions
    assert [action.what for action in first] == ["Actie 0", "Actie 1", "Actie 2", "Actie 3", "Actie 6"]


def test_what_is_done_is_not_what_happens_first() -> None:
    done, left = (an_action(f"Actie {day}", "Ans", "School", day, paper.Line.PREVENTIVE) for day in (1, 2))
    goal = paper.Goal(statement="Naar school", actions=(replace(done, is_finished=True), left))

    plan = a_bare_plan(life_domains=(paper.LifeDomain(name="School", goals=(goal,)),))

    assert plan.first_actions == [left]


def test_counts_who_adopted_in_words() -> None:
    one = paper.Adoption(organisation="Politie", reply=paper.Reply.AGREED)

    assert a_bare_plan(adoptions=(one,)).adoption_in_words == "Eén organisatie: één akkoord."


def test_who_never_reacted_is_not_counted_among_who_adopted() -> None:
    silent = paper.Adoption(organisation="Leerplicht", reply=paper.Reply.NONE)
    half = paper.Adoption(organisation="Woonstichting", reply=paper.Reply.RESERVATION)
    full = paper.Adoption(organisation="Politie", reply=paper.Reply.AGREED)

    said = a_bare_plan(adoptions=(silent, half, full)).adoption_in_words

    assert said == "Twee organisaties: één akkoord en één akkoord met voorbehoud. Geen reactie: Leerplicht."
    assert a_bare_plan(adoptions=(silent,)).adoption_in_words == "Nog geen organisatie gaf een reactie."


def test_says_that_help_goes_along_only_when_it_does() -> None:
    chosen = paper.Chosen(name="Sluiting", article="", authority="", subject="Dijkweg 4", organisation="Gemeente")
    lacks, agreed = replace(chosen, lacks_help=True), replace(chosen, flanking_care="Opvang bij tante")

    said = [text_of(a_bare_plan(interventions=(one,))) for one in (lacks, agreed, chosen)]

    assert "Nog niet afgesproken is welke hulp meeloopt naast Sluiting (Dijkweg 4)." in said[0]
    assert "Hulp die meeloopt: nog niet afgesproken" in render_plan_html(a_bare_plan(interventions=(lacks,)))
    assert ["Naast elke interventie die een kind raakt, loopt hulp." in text for text in said] == [False, True, False]


def test_a_goal_is_to_be_reached_on_its_day() -> None:
    goal = paper.Goal(statement="Naar school.", due_on=date(2027, 3, 1))

    text = text_of(a_bare_plan(life_domains=(paper.LifeDomain(name="School", goals=(goal,)),)))

    assert "Te halen op 01-03-2027" in text
    assert "Gehaald" not in text


def test_does_not_name_an_owner_twice() -> None:
    assert an_action("Bellen", "Leerplicht", "Leerplicht", 1, paper.Line.PREVENTIVE).who == "Leerplicht"


def test_leaves_the_links_out_of_the_picture() -> None:
    assert "href" not in picture_on_paper(a_family_of_25(), today=TODAY).svg


@pytest.mark.parametrize("situation", ["", "Hij eet niet mee."])
def test_gives_no_column_to_situations_that_nobody_described(situation: str) -> None:
    scores = tuple(paper.Score(subject=name, start=2, now=3, target=4, situation=situation) for name in ("Ties", "Bo"))

    html = render_plan_html(a_bare_plan(life_domains=(paper.LifeDomain(name="Veiligheid kind", scores=scores),)))

    head = html.partition('id="doen"')[2].partition("<thead>")[2].partition("</thead>")[0]
    assert ("Situatie" in head, "In cijfers" in head) == (bool(situation), not situation)


def test_never_breaks_the_name_of_an_organisation() -> None:
    chosen = paper.Chosen(
        name="MST", article="", authority="", subject="Emir", organisation="Jeugdbescherming Rivierland"
    )

    html = render_plan_html(a_bare_plan(interventions=(chosen,)))

    assert '<span class="who">Jeugdbescherming Rivierland</span>' in html
