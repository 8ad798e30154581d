"""The plan on paper is tagged, speaks to who reads with ears, and fetches nothing but what we ship."""

from pathlib import Path

import pytest

from interventions import plan_pdf
from interventions.plan_pdf import ShippedFilesOnly, render_plan_pdf
from tests.interventions.test_plan_on_paper import a_bare_plan

pytestmark = pytest.mark.filterwarnings("ignore:No fonts configured")  # our own are enough


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
