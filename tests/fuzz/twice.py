"""Sends forms twice from one page, as a double click does, and looks whether the second wrote anything."""

import random

from tests.fuzz.crawl import Found
from tests.fuzz.filling_in import filled_in
from tests.fuzz.sending import without_keeping_it
from tests.fuzz.unchanged import written

TOKEN = {"csrfmiddlewaretoken": "a" * 64}  # as one page has it
TRIES = 3  # not every form is filled in well at once


def done_twice(forms: list[Found], *, seed: int) -> tuple[set[str], set[str]]:
    """The views of which a form was done, and those that did it again."""
    draw, done, again = random.Random(seed), set(), set()
    for found in forms:
        if found.form.method == "post":
            for _ in range(TRIES):
                if send_twice(found, draw, again):
                    done.add(found.view)
                    break
    return done, again


def send_twice(found: Found, draw: random.Random, again: set[str]) -> bool:
    typed = filled_in(found.form, draw) | TOKEN
    with without_keeping_it(found.client):
        first = found.client.post(found.form.action, typed)
        if first.status_code != 302:
            return False
        before = written()
        second = found.client.post(found.form.action, typed)
        if written() != before or second.headers.get("Location") != first.headers["Location"]:
            again.add(found.view)
    return True
