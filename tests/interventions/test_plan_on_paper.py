"""The plan of approach as a PDF: what stands in it, who can read it, and what it can never fetch."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import outloud
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from interventions import plan_pdf
from interventions.paper import content as paper
from interventions.paper.picture import picture_on_paper
from interventions.paper.scores import score_strip
from interventions.plan_pdf import ShippedFilesOnly, render_plan_html, render_plan_pdf
from tests.example_families import TODAY, a_family_of_14, a_family_of_25, a_person
from tests.example_plans import a_plan_of_14, a_plan_of_25, an_action

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
        "Acht organisaties: zes akkoord, één akkoord met voorbehoud en één nog geen reactie.",
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


# --- who can read it ---------------------------------------------------------------------------------


def test_is_tagged_in_dutch_with_a_title(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in str(reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else "")


def test_says_no_more_in_its_properties_than_the_number(reader: PdfReader) -> None:
    properties = {key: str(value) for key, value in (reader.metadata or {}).items()}

    assert properties["/Title"] == "Plan van aanpak 2026-0147, versie 2"
    assert not [value for value in properties.values() if "Veldrinck" in value or "Zilverlinde" in value]


def test_has_a_bookmark_for_every_chapter_and_life_domain(reader: PdfReader) -> None:
    chapters = [item["/Title"] for item in reader.outline if not isinstance(item, list)]
    parts = [item["/Title"] for branch in reader.outline if isinstance(branch, list) for item in branch]

    assert "Wat wij gaan doen" in str(chapters) + str(parts)
    assert "3. Geld" in str(reader.outline)


def test_has_an_alternative_for_the_picture_and_for_each_score(pdf: bytes, reader: PdfReader) -> None:
    alternatives = [str(item["/Alt"]) for item in structure(reader) if "/Alt" in item]

    assert any("Ria Osterhaal is moeder van Marco Veldrinck." in said for said in alternatives)
    assert "Geld, Sandra: start 1, nu 2, doel 3, op een schaal van 1 tot 5" in alternatives


def test_uses_only_fonts_that_we_ship_and_embeds_them(reader: PdfReader) -> None:
    fonts = [font for page in reader.pages for font in fonts_of(page)]

    names = {str(font["/BaseFont"]).split("+")[-1].rstrip(",") for font in fonts}
    assert {name.split("-")[1] for name in names} <= {"Sans", "Serif"}
    assert all(name.startswith("Source-") for name in names)
    assert all("/FontFile2" in descendant(font)["/FontDescriptor"] for font in fonts)


@pytest.mark.parametrize("a_plan", [a_plan_of_14, a_plan_of_25, a_bare_plan])
def test_has_no_errors_for_who_reads_with_ears(a_plan: Callable[..., paper.PlanOnPaper], tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(render_plan_pdf(a_plan(exception=AN_EXCEPTION)))

    result = outloud.check(str(path))

    assert result.errors == 0, [finding for finding in result.findings if finding.severity == "error"]


def test_prints_its_links(reader: PdfReader) -> None:
    links = [link.get_object() for page in reader.pages for link in page.get("/Annots", [])]

    assert links
    assert {link["/F"] for link in links} == {4}


def test_has_no_page_that_is_empty(reader: PdfReader) -> None:
    assert min(len(page.extract_text()) for page in reader.pages) > 300


def test_takes_a_larger_sheet_for_a_wide_network() -> None:
    people = tuple(a_person(str(number), f"Persoon{number}") for number in range(36))
    wide = picture_on_paper(replace(a_family_of_14(), people=people, relations=(), households=()), today=TODAY)
    reader = PdfReader(BytesIO(render_plan_pdf(a_bare_plan(picture=wide))))

    assert 1191 in {round(page.mediabox.width) for page in reader.pages}
    assert "te breed om op papier goed te lezen" in in_one_line(reader.pages[2].extract_text())


def structure(reader: PdfReader) -> list[DictionaryObject]:
    ahead, found = [reader.trailer["/Root"]["/StructTreeRoot"]], []
    while ahead:
        item = ahead.pop().get_object()
        if isinstance(item, list):
            ahead += item
        elif isinstance(item, DictionaryObject):
            found.append(item)
            ahead += [item["/K"]] if "/K" in item else []
    return found


def fonts_of(page: DictionaryObject) -> list[DictionaryObject]:
    resources = page["/Resources"].get_object()
    fonts = [font.get_object() for font in resources.get("/Font", {}).get_object().values()]
    forms = [form.get_object() for form in resources.get("/XObject", {}).get_object().values()]
    return fonts + [font for form in forms if "/Resources" in form for font in fonts_of(form)]


def descendant(font: DictionaryObject) -> DictionaryObject:
    return font["/DescendantFonts"][0].get_object()


# --- what it can fetch ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        f"{plan_pdf.PAPER_FILES.as_uri()}/../app.css",
        f"{plan_pdf.PAPER_FILES.as_uri()}/%2e%2e/%2e%2e/manage.py",
        f"{plan_pdf.PAPER_FILES.as_uri()}/fonts/LICENSE-source-sans-3.txt",
        "http://example.org/x.css",
        "https://example.org/x.ttf",
        "ftp://example.org/x.ttf",
        "data:text/css,body{}",
        "plan.css",
    ],
)
def test_refuses_to_fetch(address: str) -> None:
    with pytest.raises(ValueError, match=r"not a file that we ship"):
        ShippedFilesOnly().fetch(address)


def test_fetches_its_style_sheet() -> None:
    response = ShippedFilesOnly().fetch(f"{plan_pdf.PAPER_FILES.as_uri()}/plan.css")

    assert response.content_type == "text/css"


def test_fetches_nothing_but_one_style_sheet_and_our_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    fetched = []
    real = ShippedFilesOnly.fetch

    def listening(self: ShippedFilesOnly, url: str, headers: dict[str, str] | None = None) -> object:
        fetched.append(Path(url).name)
        return real(self, url, headers)

    monkeypatch.setattr(ShippedFilesOnly, "fetch", listening)
    render_plan_pdf(
        a_bare_plan(summary='<img src="http://example.org/x.png"> <link rel=attachment href="file:///etc/passwd">')
    )

    assert fetched[0] == "plan.css"
    assert {Path(name).suffix for name in fetched[1:]} == {".ttf"}


def test_ships_the_licence_of_every_font() -> None:
    fonts = plan_pdf.PAPER_FILES / "fonts"

    families = {"-".join(font.name.split("-")[:3]) for font in fonts.glob("*.ttf")}
    assert families == {path.stem.removeprefix("LICENSE-") for path in fonts.glob("LICENSE-*.txt")}


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


def test_counts_who_adopted_in_words() -> None:
    one = paper.Adoption(organisation="Politie", reply=paper.Reply.AGREED)

    assert a_bare_plan(adoptions=(one,)).adoption_in_words == "Eén organisatie: één akkoord."


def test_does_not_name_an_owner_twice() -> None:
    assert an_action("Bellen", "Leerplicht", "Leerplicht", 1, paper.Line.PREVENTIVE).who == "Leerplicht"


def test_leaves_the_links_out_of_the_picture() -> None:
    assert "href" not in picture_on_paper(a_family_of_25(), today=TODAY).svg
