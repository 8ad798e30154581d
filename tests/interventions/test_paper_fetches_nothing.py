"""A PDF is made of what we ship: whatever stands in a plan, nobody is asked for anything and no file goes along."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from pypdf import PdfReader
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from interventions import plan_pdf
from interventions.plan_pdf import render_plan_pdf
from tests.interventions.test_plan_on_paper import a_bare_plan

pytestmark = pytest.mark.filterwarnings("ignore:No fonts configured")
KINDS = {
    "an image": '<img src="{there}/x.png">',
    "a style sheet": '<link rel="stylesheet" href="{there}/x.css">',
    "an import": '<style>@import url("{there}/x.css");</style>',
    "a font": '<style>@font-face {{ font-family: x; src: url("{there}/x.ttf") }} body {{ font-family: x }}</style>',
    "a background": '<style>body {{ background: url("{there}/x.png") }}</style>',
    "an object": '<object data="{there}/x.svg">x</object>',
    "an attachment": '<link rel="attachment" href="{there}/x.pdf">',
    "a file of the server": '<link rel="attachment" href="file:///etc/hostname">',
}


class Listener(ThreadingHTTPServer):
    """A server that only remembers who came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[str] = []
        self.there = f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def attachments(pdf: bytes) -> list[str]:
    return list(PdfReader(BytesIO(pdf)).attachments)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_that_asks_for_more_is_not_made_and_asks_nobody(kind: str, listener, monkeypatch) -> None:
    asks = KINDS[kind].format(there=listener.there)
    monkeypatch.setattr(plan_pdf, "render_plan_html", lambda plan: f"<html lang=nl><title>x</title><p>x{asks}")

    with pytest.raises(FatalURLFetchingError):
        render_plan_pdf(a_bare_plan())

    assert listener.asked == []


def test_what_is_typed_into_a_plan_stays_text(listener) -> None:
    typed = " ".join(KINDS.values()).format(there=listener.there)

    pdf = render_plan_pdf(a_bare_plan(summary=typed))

    assert listener.asked == []
    assert attachments(pdf) == []
    assert '<link rel="attachment"' in " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "a file of the server"])
def test_without_our_rule_somebody_would_be_asked(kind: str, listener) -> None:
    asks = KINDS[kind].format(there=listener.there)

    HTML(string=f"<html lang=nl><title>x</title><p>x{asks}").write_pdf()

    assert listener.asked
