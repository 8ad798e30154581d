"""The plan on paper: content to HTML to a tagged PDF. No request, no view, no database, nothing from the network."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pydyf
from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from interventions.paper.content import PlanOnPaper

PAPER_FILES: Path = (settings.BASE_DIR / "static" / "pdf").resolve()
SHIPPED = {".css": "text/css", ".ttf": "font/ttf"}
VARIANT = "pdf/ua-1"
# Signs that our fonts lack, and what reads the same, in HTML.
LOOK_ALIKES = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u202f": "\u00a0", "→": "-&gt;", "≥": "&gt;=", "≤": "&lt;=", "≠": "is niet"}
)


def render_plan_pdf(plan: PlanOnPaper) -> bytes:
    """PDF/UA-1, in Dutch, with bookmarks; only the style sheet and the fonts that we ship can be fetched."""
    html = HTML(string=render_plan_html(plan), base_url=f"{PAPER_FILES.as_uri()}/", url_fetcher=ShippedFilesOnly())
    pdf: bytes = html.write_pdf(pdf_variant=VARIANT, font_config=FontConfiguration(), finisher=print_links)
    return pdf


def render_plan_html(plan: PlanOnPaper) -> str:
    """The whole document; its style sheet is plan.css beside it, in PAPER_FILES."""
    return render_to_string("pdf/plan.html", {"plan": plan}).translate(LOOK_ALIKES)


class ShippedFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives files of static/pdf and nothing else; what is asked beside that stops the rendering."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or not path.is_relative_to(PAPER_FILES) or path.suffix not in SHIPPED:
            raise ValueError("not a file that we ship")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": SHIPPED[path.suffix]})


def print_links(_document: object, pdf: pydyf.PDF) -> None:
    """Links get the Print flag, so that paper and screen agree."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Subtype") == "/Link":
            item["F"] = 4
