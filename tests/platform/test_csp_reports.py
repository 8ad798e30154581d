"""What a browser stopped is a line in the log of the app, without an address, a number or a word from outside."""

import json
import logging
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from familienetwerk.csp_reports import MOST_BYTES, MOST_REPORTS, UNKNOWN, reports_in

pytestmark = pytest.mark.django_db
ADDRESS = "/csp-meldingen/"
OLD = "application/csp-report"
NEW = "application/reports+json"
SECRET = "https://fn.example/casussen/12/gezin/?q=Kevin+Waterman#geheim"


def older(page: str = SECRET, directive: str = "script-src-elem") -> dict[str, Any]:
    return {"csp-report": {"document-uri": page, "effective-directive": directive, "blocked-uri": "https://kwaad.nl"}}


def newer(page: str = SECRET, directive: str = "style-src-attr") -> list[dict[str, Any]]:
    return [{"type": "csp-violation", "url": page, "body": {"documentURL": page, "effectiveDirective": directive}}]


def send(client: Client, body: Any, kind: str = OLD) -> int:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(ADDRESS, text, content_type=kind).status_code


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [line.getMessage() for line in caplog.records if line.name == "familienetwerk.csp_reports"]


@pytest.mark.parametrize(
    ("body", "kind", "part"), [(older(), OLD, "script-src-elem"), (newer(), NEW, "style-src-attr")]
)
def test_names_the_directive_and_the_page_and_nothing_else(client, caplog, body, kind, part) -> None:
    assert send(client, body, kind) == 204

    assert said(caplog) == [f"A browser stopped {part} on the page cases:family."]


def test_a_browser_that_may_not_log_in_reports_too() -> None:
    assert send(Client(enforce_csrf_checks=True), older()) == 204


@pytest.mark.parametrize("directive", ["script-src\nroot logged in", "kwaad", "script-src-elem-elem", 7, None])
@pytest.mark.parametrize(
    "page", ["https://fn.example/x\ny", "http://[", "", None, 3, "https://fn.example/bestaat/niet"]
)
def test_words_from_outside_are_not_logged(client, caplog, directive, page) -> None:
    assert send(client, older(page, directive)) == 204

    assert said(caplog) == [f"A browser stopped {UNKNOWN} on the page {UNKNOWN}."]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (older(), "text/plain", 415),
        (older(), "application/json", 415),
        ("x" * (MOST_BYTES + 1), OLD, 413),
        ("{", OLD, 400),
        (b"\xff\xfe\x00", OLD, 400),
        ("[" * MOST_BYTES, NEW, 400),
        ("7", OLD, 204),
        ('{"csp-report": []}', OLD, 204),
        ("[[1], {}, null]", NEW, 204),
    ],
)
def test_what_is_no_report_says_nothing(client: Client, caplog, body, kind: str, status: int) -> None:
    caplog.set_level(logging.WARNING, "familienetwerk.csp_reports")

    assert send(client, body, kind) == status
    assert said(caplog) == []


def test_of_many_at_once_a_few_are_logged(client: Client, caplog) -> None:
    send(client, newer(page="/", directive="img-src") * 50, NEW)

    assert len(said(caplog)) == MOST_REPORTS


def test_one_address_is_heard_sixty_times_a_minute(client: Client, caplog) -> None:
    assert {send(client, "[]", NEW) for _ in range(60)} == {204}

    assert send(client, older()) == 429
    assert said(caplog) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["csp-report", "body", "documentURL"]), inner),
)


@given(JSON)
def test_any_json_can_come(posted: Any) -> None:
    assert {(directive, page) for directive, page in reports_in(posted)} <= {(UNKNOWN, UNKNOWN), (UNKNOWN, "home")}
