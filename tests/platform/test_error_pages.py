"""A page that says no says so in Dutch, and nothing of how we are made or of what was asked."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.platform.urls_that_fail")]
TELLING = re.compile(
    r"Traceback|Exception|Error\b|Django|Python|PostgreSQL|psycopg|SELECT|settings|site-packages|\.py\b|Waterman|geheim",
    re.IGNORECASE,
)


@pytest.fixture
def answers(client: Client) -> dict[int, HttpResponse]:
    client.raise_request_exception = False
    client.force_login(a_user())
    asked = "/geheim/?q=Waterman"
    return {
        400: client.get(asked, SERVER_NAME="waterman.example"),
        403: client.get("/beheer/gebruikers/?q=Waterman"),
        404: client.get(asked),
        500: client.post("/mislukt/?q=Waterman", {"text": "Kevin Waterman"}),
    }


@pytest.mark.parametrize(
    ("status", "said"),
    [(400, "Dit verzoek klopt niet"), (403, "Dat mag u niet doen"), (404, "Niet gevonden"), (500, "Er ging iets mis")],
)
def test_says_it_in_dutch_and_tells_nothing(answers: dict[int, HttpResponse], status: int, said: str) -> None:
    page = answers[status]

    assert page.status_code == status
    assert said in page.text
    assert not TELLING.search(page.text)


def test_a_page_that_only_receives_says_only_that(client: Client) -> None:
    client.force_login(a_user())

    refused = client.get("/account/blijven/?q=Waterman")

    assert (refused.status_code, refused.content) == (405, b"")


def test_a_form_from_elsewhere_is_refused_and_logged() -> None:
    browser, user = Client(enforce_csrf_checks=True), a_user()
    browser.force_login(user)

    page = browser.post("/mislukt/", {"text": "x"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status_code == 403
    event = AuditEvent.objects.get(type=EventType.REFUSED)
    assert event.user_id == user.pk
