"""One demo for all journeys, with its own PostgreSQL, Valkey, web, worker and clock, and one Chromium."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from time import monotonic
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, StorageState, ViewportSize, sync_playwright

from familienetwerk.development.watch import is_healthy
from tests.demo import a_running_demo, until
from tests.journeys.visitor import Visitor

LAPTOP = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)
FRESH = 200  # seconds: of five minutes, after which grave things ask again who it is


class Window(NamedTuple):
    """Whose it is and how; `nth`, when one test has more of them."""

    name: str
    width: int
    javascript: bool
    nth: int


class LoggedIn(NamedTuple):
    at: float
    state: StorageState


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They drive a browser."""
    for item in items:
        if "/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="package")
def site() -> Iterator[str]:
    """SITE names a demo that was started already: for all tests, or by who writes a journey."""
    if started := os.environ.get("SITE"):
        until(lambda: is_healthy(int(started.rpartition(":")[2])), seconds=60)
        yield started
        return
    with a_running_demo() as demo:
        yield f"http://localhost:{demo.port}"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM")
    assert chromium, "CHROMIUM names the browser; ./run test sets it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def sessions() -> dict[str, LoggedIn]:
    """Who logged in not long ago, so that a person does so once."""
    return {}


@pytest.fixture(scope="package")
def windows() -> dict[Window, Visitor]:
    """Those that are still open: a page in one of them takes a quarter of the work of a page in a new one."""
    return {}


@pytest.fixture
def visit(
    browser: Browser, site: str, sessions: dict[str, LoggedIn], windows: dict[Window, Visitor]
) -> Iterator[Callable[..., Visitor]]:
    """`visit("anna")`: somebody of the demo, logged in, in a window that nobody else has in this test.

    `is_kept`: a later test may go on in it.
    """
    here: dict[Window, Visitor] = {}

    def visitor(name: str, *, on: ViewportSize = LAPTOP, javascript: bool = True, is_kept: bool = True) -> Visitor:
        if name in sessions and monotonic() - sessions[name].at > FRESH:
            del sessions[name]
            close(windows, [one for one in windows if one.name == name and one not in here])
        window = next(one for nth in count() if (one := Window(name, on["width"], javascript, nth)) not in here)
        if is_kept and window in windows:
            here[window] = windows[window]
            here[window].comes_back()
            return here[window]
        state = sessions[name].state if name in sessions else None
        opened = browser.new_context(viewport=on, locale="nl-NL", java_script_enabled=javascript, storage_state=state)
        here[window] = visitor = Visitor(opened.new_page(), site, checks=javascript)
        if is_kept:
            windows[window] = visitor
        if state:
            visitor.open("/")
        else:
            visitor.log_in(name)
            sessions[name] = LoggedIn(monotonic(), opened.storage_state())
        return visitor

    yield visitor
    for one in here.values():
        if one not in windows.values():
            one.page.context.close()


def close(windows: dict[Window, Visitor], those: list[Window]) -> None:
    for one in those:
        windows.pop(one).page.context.close()
