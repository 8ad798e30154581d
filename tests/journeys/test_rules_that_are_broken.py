"""What is wrong on a page is found, also where nearly all of it looks as what was right before."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.visitor import Visitor

FRAME = "<!DOCTYPE html><html lang=nl><title>Gezin</title><main><h1>Gezin</h1>{}</main>"
RIGHT = "<p style='background:#fff;color:#222'>Kevin</p><button style='background:#fff;color:#222'>Bewaar</button>"
GREY_ON_WHITE = "<p style='background:#fff;color:#bbb'>Kevin</p>"


@pytest.fixture
def visitor(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    """Who found a page right before."""
    monkeypatch.setattr(Visitor, "judged", set())
    monkeypatch.setattr(Visitor, "looks", set())
    page = browser.new_page()
    visitor = Visitor(page, "")
    page.set_content(FRAME.format(RIGHT))
    visitor.looks_right()
    yield visitor
    page.context.close()


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (GREY_ON_WHITE, "color-contrast"),
        (f"<div style='opacity:.3'>{RIGHT}</div>", "color-contrast"),
        ("<div style='background:#333'><p style='color:#222'>Kevin</p></div>", "color-contrast"),
        ("<input style='background:#fff;color:#222'>", "label"),
        ("<img src=data:,>", "image-alt"),
    ],
)
def test_what_is_wrong_is_found_beside_what_is_right(visitor: Visitor, wrong: str, rule: str) -> None:
    visitor.page.set_content(FRAME.format(RIGHT + wrong))

    with pytest.raises(AssertionError, match=rule):
        visitor.looks_right()


def test_a_button_that_was_off_is_judged_when_it_is_on(visitor: Visitor) -> None:
    grey = "<button style='background:#fff;color:#bbb'{}>Bewaar</button>"
    visitor.page.set_content(FRAME.format(grey.format(" disabled")))
    visitor.looks_right()
    visitor.page.set_content(FRAME.format(grey.format("")))

    with pytest.raises(AssertionError, match="color-contrast"):
        visitor.looks_right()


def test_text_that_leaves_the_box_it_stood_on_is_judged_again(visitor: Visitor) -> None:
    box = "<div style='background:#333;height:9em'><p style='{}'>{}</p></div>"
    light = "background:#fff;color:#222;height:2em;display:flow-root"
    inside, outside = "<b style='display:block'>Kevin</b>", "<b style='display:block;margin-top:4em'>Kevin</b>"
    visitor.page.set_content(FRAME.format(box.format(light, inside)))
    visitor.looks_right()
    assert visitor.looks

    visitor.page.set_content(FRAME.format(box.format(light, outside)))

    with pytest.raises(AssertionError, match="color-contrast"):
        visitor.looks_right()
