"""The whole log for the privacy officer: who did and read what, never what was read."""

import pytest
from django.test import Client
from django.utils import timezone

from familienetwerk.audit.models import AuditEvent, EventType, record
from tests.factories import a_case, a_user, anna, dina
from tests.queries import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(dina())
    return client


def test_the_log_names_who_and_which_case_and_never_what_was_read(officer):
    director = anna()
    case = a_case(coordinator=director)
    record(EventType.CASE_VIEWED, by=director, case_id=case.pk, page="family")

    said = officer.get("/logboek/").text

    assert director.name in said
    assert "/noodprocedure/gebruik/" in said
    assert case.number in said
    assert case.name not in said


def test_looking_at_the_log_is_logged(officer):
    officer.get("/logboek/")

    assert AuditEvent.objects.filter(type=EventType.LOG_VIEWED, page="whole_log").count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?soort=EXPORTED", True),
        ("?soort=PRINTED", False),
        ("?vanaf=01-01-2099", False),
        ("?casus=X", False),
    ],
)
def test_it_is_narrowed_by_kind_period_and_case(officer, query, found):
    record(EventType.EXPORTED, by=anna(), subject="report")

    assert (">Anna de Wit</a>" in officer.get(f"/logboek/{query}").text) is found


def test_a_wrong_day_is_said_and_nothing_is_shown(officer):
    said = officer.get("/logboek/?vanaf=31-02-2026").text

    assert "De dag 31 bestaat niet" in said
    assert "Geen regels gevonden" in said


def test_the_log_asks_the_same_number_of_questions_about_2_and_60(officer):
    counts = []
    for rows in (2, 58):
        for _ in range(rows):
            director = anna()
            record(EventType.CASE_VIEWED, by=director, case_id=a_case(coordinator=director).pk)
        counts.append(len(questions(officer, "/logboek/")))

    assert counts[0] == counts[1] <= 15


def test_others_are_refused(client):
    client.force_login(anna())

    assert client.get("/logboek/").status_code == 403


def test_it_is_narrowed_to_one_person_and_the_day_holds_whole(officer):
    director, other = anna(), a_user(name="Otto Ander")
    for user in (director, other):
        record(EventType.EXPORTED, by=user, subject="report")
    today = f"{timezone.localdate():%d-%m-%Y}"

    page = officer.get(f"/logboek/?gebruiker={director.pk}&vanaf={today}&tot={today}")

    assert [line.who for line, _, _ in page.context["rows"]] == [director.name]


def test_the_log_says_by_what_one_looked_and_not_what_was_typed(officer):
    officer.get("/logboek/?casus=Kanarievogel&soort=EXPORTED")

    event = AuditEvent.objects.get(type=EventType.LOG_VIEWED)
    assert event.purpose == "soort, casus"


def test_somebody_who_does_not_exist_is_said(officer):
    assert "Deze filters kloppen niet" in officer.get("/logboek/?gebruiker=999999").text
