"""What processes print can be read by machines: a line is JSON, says when in UTC, and is one line whatever is in it."""

import json
import logging
import sys
from datetime import UTC, datetime

from django.conf import settings
from gunicorn.config import Config

from familienetwerk.printed import Answers, Line, WebLines
from familienetwerk.processes import COMMANDS
from tests.installation import an_installation, read_settings


def a_record(message: str, *arguments: object, exc_info=None) -> logging.LogRecord:
    return logging.LogRecord("documents", logging.ERROR, "x.py", 1, message, arguments, exc_info)


def test_a_line_says_when_how_bad_from_where_and_what():
    record = a_record("%s rijen zonder bestand.", 3)

    line = json.loads(Line().format(record))

    assert datetime.fromisoformat(line["at"]).tzinfo == UTC
    assert abs(datetime.fromisoformat(line["at"]).timestamp() - record.created) < 0.01
    assert (line["level"], line["from"], line["says"]) == ("ERROR", "documents", "3 rijen zonder bestand.")


def test_a_fault_with_its_trace_is_one_line():
    try:
        int("een\ntwee")
    except ValueError:
        printed = Line().format(a_record("Stuk\nen nog iets", exc_info=sys.exc_info()))

    assert len(printed.splitlines()) == 1
    assert "ValueError" in json.loads(printed)["trace"]


def test_a_refusal_has_no_trace_and_a_fault_has():
    filters, kept = [Answers()], {}
    for level in (logging.WARNING, logging.ERROR):
        record = a_record("Forbidden", exc_info=(ValueError, ValueError("weg"), None))
        record.levelno = level
        kept[level] = all(each.filter(record) for each in filters) and bool(record.exc_info)

    assert kept == {logging.WARNING: False, logging.ERROR: True}
    assert settings.LOGGING["loggers"]["django.request"]["filters"] == ["answers"]


def test_an_installation_prints_such_lines_and_so_does_its_web_server(monkeypatch):
    an_installation(monkeypatch)
    web = WebLines(Config())

    assert read_settings(monkeypatch)["LOGGING"]["handlers"]["console"]["formatter"] == "lines"
    assert {type(handler.formatter) for handler in web.error_log.handlers} == {Line}
    assert "--logger-class=familienetwerk.printed.WebLines" in COMMANDS["web"]
