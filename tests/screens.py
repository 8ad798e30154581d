"""`./run screens`: the pictures in the README, taken of a demo that was just made. Not a test."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserType, ViewportSize, sync_playwright
from pypdf import PdfReader, PdfWriter

from tests.demo import a_running_demo
from tests.journeys.visitor import Visitor

FOLDER = Path("docs/screens")
FAMILY = "Kornoelje"  # the widest one: 25 people, four households, two plans
SCREEN = ViewportSize(width=1366, height=860)
PAPER = ViewportSize(width=672, height=950)  # one page; what is around it is cut off
EDGE, GUTTER, GREY = 9, 20, "#777777"
READER = "#toolbar=0&navpanes=0&view=Fit"
# With these the browser has no reader of PDF.
WITHOUT_READER = ["--headless", "--disable-component-extensions-with-background-pages"]
PATIENCE = 5_000  # milliseconds in which the reader draws a page
PATIENCE_FOR_PAPER = 60_000


def main() -> None:
    with sync_playwright() as playwright, a_site() as site, tempfile.TemporaryDirectory() as name:
        paper = shoot_pages(playwright.chromium, site, Path(name))
        shoot_paper(playwright.chromium, paper, Path(name))


@contextmanager
def a_site() -> Iterator[str]:
    """SITE names a demo that was started already."""
    if started := os.environ.get("SITE"):
        yield started
        return
    with a_running_demo() as demo:
        yield f"http://localhost:{demo.port}"


def launched(chromium: BrowserType, *, reads_pdf: bool = False) -> Browser:
    return chromium.launch(
        executable_path=os.environ["CHROMIUM"],
        args=["--no-sandbox", "--headless=new", "--hide-scrollbars"],
        ignore_default_args=WITHOUT_READER if reads_pdf else None,
    )


def shoot_pages(chromium: BrowserType, site: str, folder: Path) -> Path:
    """As Anna, who directs; gives the plan on paper back."""
    browser = launched(chromium)
    anna = Visitor(browser.new_page(viewport=SCREEN, locale="nl-NL"), site, checks=False)
    anna.log_in("anna")
    anna.open("/")  # without the message of a first time in this browser
    anna.page.screenshot(path=FOLDER / "work-list.png")
    anna.open("/casussen/")
    anna.follow(FAMILY, within=anna.page.locator("main"))
    anna.page.screenshot(path=FOLDER / "case.png")
    tabs = anna.page.get_by_role("navigation", name="Onderdelen van deze casus")
    anna.follow("Gezin", within=tabs)
    anna.page.locator("main svg").first.scroll_into_view_if_needed()
    anna.page.screenshot(path=FOLDER / "network.png")
    anna.follow("Plan van aanpak", within=tabs)
    if anna.page.get_by_role("button", name="Maak PDF").count():
        anna.press("Maak PDF")
    anna.page.set_default_timeout(PATIENCE_FOR_PAPER)
    paper = anna.keeps(folder, "Plan van aanpak", within="#download")
    browser.close()
    return paper


def shoot_paper(chromium: BrowserType, paper: Path, folder: Path) -> None:
    """The first two pages beside each other."""
    browser = launched(chromium, reads_pdf=True)
    pages = [shot_of(browser, PdfReader(paper).pages[number], folder / f"{number}.pdf") for number in range(2)]
    browser.close()
    both = Image.new("RGB", (2 * pages[0].width + GUTTER, pages[0].height), GREY)
    for number, page in enumerate(pages):
        both.paste(page, (number * (page.width + GUTTER), 0))
    both.save(FOLDER / "plan-pdf.png")


def shot_of(browser: Browser, page: object, path: Path) -> Image.Image:
    alone = PdfWriter()
    alone.add_page(page)
    alone.write(path)
    window = browser.new_page(viewport=PAPER)
    window.goto(f"{path.as_uri()}{READER}")
    window.wait_for_timeout(PATIENCE)
    shot = Image.open(BytesIO(window.screenshot()))
    return shot.crop((EDGE, EDGE, shot.width - EDGE, shot.height - EDGE)).convert("RGB")


if __name__ == "__main__":
    main()
