"""Sends forms filled in wrongly, judges each answer, and takes back what it did."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Any

from django.contrib.messages import WARNING, get_messages
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection, transaction
from django.test import Client

from tests.fuzz.crawl import Found
from tests.fuzz.filling_in import typed_wrongly
from tests.fuzz.unchanged import Stored, written

IDS = "SELECT id::text FROM cases_case UNION SELECT id::text FROM cases_member UNION SELECT id::text FROM accounts_user"
ENTRANCE = ("/inloggen/", "/account/bevestigen/")  # a form that is sent on to there was not judged
# What was asked is done, and the answer is a fragment of the page instead of a page to go to.
ANSWERS_WITH_A_FRAGMENT = {"interventions:ask_pdf"}


@dataclass
class Outcome:
    """Of all forms that were sent; of each kind of fault the first."""

    statuses: Counter[int] = field(default_factory=Counter)
    views: set[str] = field(default_factory=set)
    faults: dict[str, str] = field(default_factory=dict)
    half_saved: dict[str, str] = field(default_factory=dict)
    shut_out: set[str] = field(default_factory=set)


def send_all(forms: list[Found], *, times: int, seed: int) -> Outcome:
    """Every form about as often."""
    draw, outcome, stored = random.Random(seed), Outcome(), Stored.now()
    with connection.cursor() as cursor:
        cursor.execute(IDS)
        ids = [row[0] for row in cursor.fetchall()]
    order = draw.sample(forms, len(forms))
    for number in range(times):
        send(order[number % len(order)], ids, stored, outcome, draw)
    return outcome


def send(found: Found, ids: list[str], stored: Stored, outcome: Outcome, draw: random.Random) -> None:
    typed = typed_wrongly(found.form, ids, draw)
    headers = {"HX-Request": "true"} if draw.random() < 0.1 else {}
    address = strange(found.form.action, draw) if draw.random() < 0.03 else found.form.action
    with without_keeping_it(found.client):
        counted = written()
        answer = getattr(found.client, found.form.method)(address, data=typed, headers=headers)
        outcome.statuses[answer.status_code] += 1
        outcome.views.add(found.view)
        if answer.headers.get("Location", "").startswith(ENTRANCE) and not found.view.startswith("account_"):
            outcome.shut_out.add(found.view)
        if answer.status_code >= 500:
            outcome.faults.setdefault(f"{found.view} {why(answer)}", f"{found.who} {address} {typed}")
        elif not is_done(answer, found) and (changed := stored.differs(counted)):
            outcome.half_saved.setdefault(f"{found.view} {answer.status_code} {changed}", f"{found.who} {typed}")


@contextmanager
def without_keeping_it(client: Client) -> Iterator[None]:
    """Every form finds the same families, and the same log-in."""
    cookies = SimpleCookie(client.cookies.output(header=""))
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def strange(address: str, draw: random.Random) -> str:
    """The same page of a row that is not there, or never can be."""
    return re.sub(r"\d+", lambda _: draw.choice(["0", "1", "999999", "9" * 19, "9" * 40]), address)


def is_done(answer: Any, found: Found) -> bool:
    """It leads on to another page and refuses nothing there; every other answer says that nothing was saved."""
    leads_on = answer.status_code in {204, 302} or "HX-Redirect" in answer.headers
    if leads_on:
        return not refuses(answer.wsgi_request)
    return answer.status_code == 200 and found.view in ANSWERS_WITH_A_FRAGMENT


def refuses(request: WSGIRequest) -> bool:
    """Whether the next page will begin with why it was not done."""
    return any(message.level >= WARNING for message in getattr(get_messages(request), "_queued_messages", ()))


def why(answer: Any) -> str:
    kind, error, traceback = answer.exc_info or (None, None, None)
    return f"{kind and kind.__name__} {str(error)[:120]} at {last_of_ours(traceback)}"


def last_of_ours(traceback: TracebackType | None) -> str:
    place = "?"
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if "site-packages" not in file and "/lib/python" not in file:
            place = f"{'/'.join(file.rsplit('/', 2)[-2:])}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
