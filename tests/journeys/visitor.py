"""Somebody at a browser. Each page they come on is checked: rules for everybody (axe), width, and a quiet console."""

import re
from pathlib import Path
from typing import ClassVar

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Locator, Page, expect

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": WCAG, "resultTypes": ["violations"]}
JUDGE = (Path(__file__).parent / "rules.js").read_text()
CHANGES_EACH_TIME = re.compile(r'nonce="[^"]*"|value="[\w=-]{64,}"')  # of the policy for scripts, and of a form
PATIENCE = 10_000  # milliseconds
PHONE_WIDTH = 390
MOST_TABS = 250  # on one page, before we say that something cannot be reached
NAME_OF_FOCUS = """() => {
  const focus = document.activeElement;
  const words = (node) => (node?.innerText ?? "").trim().replace(/\\s+/g, " ");
  const name = focus.getAttribute("aria-label") || words(focus.labels?.[0]) || words(focus) || focus.id;
  return [focus.type ?? focus.tagName, name, focus.name ?? ""];
}"""


class Visitor:
    judged: ClassVar[set[str]] = set()  # pages that were found right, whoever saw them
    looks: ClassVar[set[str]] = set()  # how text looked whose contrast was enough, and on what it stood
    narrow: ClassVar[set[str]] = set()  # kinds of pages that fit a phone

    def __init__(self, page: Page, site: str, *, checks: bool = True) -> None:
        """`checks`: look at each page; without JavaScript the rules cannot be run in it."""
        self.checks = checks
        self.page = page
        self.site = site
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: self.note(said.type, said.text))
        page.on("pageerror", lambda error: self.note("error", str(error)))

    def note(self, kind: str, text: str) -> None:
        is_an_answer = any(
            status in text for status in ("403", "404", "409", "422")
        )  # a refusal or a form that is back
        if kind in {"error", "warning"} and not is_an_answer:
            self.complaints.append(text)

    def log_in(self, name: str) -> None:
        """As one of the accounts of the demo."""
        self.open("/inloggen/")
        self.page.get_by_label("E-mail").fill(f"{name}@demo.example")
        self.page.get_by_label("Wachtwoord", exact=True).fill("demo")
        self.page.get_by_role("button", name="Log in", exact=True).click()
        expect(self.page.get_by_role("banner")).to_be_visible()
        self.looks_right()

    def comes_back(self) -> None:
        """To a window that was left by an earlier test, whose complaints were its own; this page was judged before."""
        self.complaints.clear()
        self.page.goto(f"{self.site}/")
        self.page.wait_for_load_state()

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}")
        self.looks_right()

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """A link, by the words on it."""
        (within or self.page).get_by_role("link", name=name).first.click()
        self.looks_right()

    def press(self, name: str) -> None:
        """A button, by the words on it."""
        self.page.get_by_role("button", name=name).first.click()
        self.looks_right()

    def search(self, words: str) -> None:
        """In the bar on top of each page."""
        self.page.get_by_label("Zoek een casus of persoon").fill(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.looks_right()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def does_not_see(self, text: str) -> None:
        assert text not in self.page.content()

    def looks_right(self) -> None:
        """No violation of WCAG 2.2 A and AA, nothing wider than the window, and nothing refused by the browser."""
        self.page.wait_for_load_state()
        if not self.checks:
            return
        path = self.page.url.removeprefix(self.site)
        self.obeys_the_rules(path)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"
        self.fits_a_phone(path)
        assert not self.complaints, f"{path}: {self.complaints}"

    def fits_a_phone(self, path: str) -> None:
        """Each kind of page once, in the journeys of a laptop too: what is wide scrolls in its own box."""
        kind = re.sub(r"\d+", "0", path.partition("?")[0])
        size = self.page.viewport_size
        if kind in self.narrow or not size:
            return
        self.page.set_viewport_size({"width": PHONE_WIDTH, "height": size["height"]})
        wide = self.page.evaluate("document.scrollingElement.scrollWidth")
        self.page.set_viewport_size(size)
        assert wide <= PHONE_WIDTH, f"{path} is {wide} pixels wide on a phone"
        self.narrow.add(kind)

    def obeys_the_rules(self, path: str) -> None:
        """Judged once for the same page in a window of the same width."""
        state = str(self.page.viewport_size) + CHANGES_EACH_TIME.sub("", self.page.content())
        if state not in self.judged:
            self.page.evaluate(AXE_SCRIPT)
            found = self.page.evaluate(JUDGE, [RULES, sorted(self.looks)])
            assert not found["violations"], f"{path}\n{AxeResults(found).generate_report()}"
            self.looks.update(found["looks"])
            self.judged.add(state)

    # --- only the keyboard ---

    def tab_to(self, name: str, *, field: str = "") -> None:
        """Press Tab until what is called so has the focus. `field`: the name of its field, where several are."""
        seen = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            _, called, of_field = self.focus()
            seen.append(called[:40])
            if called.startswith(name) and field in {"", of_field}:
                return
        raise AssertionError(f"{self.page.url}: “{name}” is not reached with Tab, but {seen[:60]}")

    def focus(self) -> tuple[str, str, str]:
        what, name, field = self.page.evaluate(NAME_OF_FOCUS)
        return what, name, field

    def type_in(self, label: str, text: str) -> None:
        self.tab_to(label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, label: str, *, field: str = "") -> None:
        self.tab_to(label, field=field)
        if not self.page.locator(":focus").is_checked():
            self.page.keyboard.press("Space")

    def choose(self, group: str, label: str) -> None:
        """A radio: Tab goes to the group (by the name of its field), arrows within it."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            what, called, field = self.focus()
            if what == "radio" and field == group:
                break
        else:
            raise AssertionError(f"{self.page.url}: no choice “{group}” is reached with Tab")
        for _ in range(20):
            if called.startswith(label):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
            _, called, _ = self.focus()
        raise AssertionError(f"{self.page.url}: “{label}” is not among the choices of {group}")

    def pick(self, label: str, option: str) -> None:
        """An option of a list, by typing its first letters."""
        self.tab_to(label)
        self.page.keyboard.type(option)

    def enter(self, name: str) -> None:
        """Go to a link or button and press Enter."""
        self.tab_to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.looks_right()

    def keeps(self, folder: Path, name: str, *, within: str = "main") -> Path:
        """What a link that downloads gives, as soon as the link is there."""
        with self.page.expect_download() as download:
            self.page.locator(within).get_by_role("link", name=name).click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path
