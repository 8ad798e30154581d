"""The plan on paper is tagged, speaks to who reads with ears, and fetches nothing but what we ship."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import outloud
import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from interventions import plan_pdf
from interventions.paper import content as paper
from interventions.paper.picture import picture_on_paper
from interventions.plan_pdf import ShippedFilesOnly, render_plan_pdf
from tests.example_families import TODAY, a_family_of_14, a_person
from tests.example_plans import a_plan_of_14, a_plan_of_25
from tests.interventions.test_plan_on_paper import AN_EXCEPTION, a_bare_plan

pytestmark = pytest.mark.filterwarnings("ignore:No fonts configured")  # our own are enough


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_plan_pdf(a_plan_of_14())


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def in_one_line(words: str) -> str:
    return " ".join(words.split())


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
