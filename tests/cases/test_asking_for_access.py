"""Asking for access by a number: nobody learns from it whether the case exists, until somebody answers."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import actions
from cases.models import AccessRequest, Case, Grant, Involvement, InvolvementRole
from cases.periods import end_of
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from tests.factories import a_case, a_user, anna, chris, sanne
from tests.queries import FRAME
from tests.rights import EVERYWHERE, NOWHERE, rights_of

pytestmark = pytest.mark.django_db
TODAY, HOUR = timezone.localdate(), timedelta(hours=1)
UNTIL = TODAY + timedelta(days=30)
NO_CASE = "2031-9999"


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


def asked(number: str, user: User) -> AccessRequest:
    return actions.ask_access(number, by=user, reason="Ik neem waar voor een collega")


def without_what_changes(html: str, number: str) -> str:
    return re.sub(r"nonce=\S+|value=\"[\w=-]{64,}\"|seconds=\"\d+\"", "", html).replace(number, "NUMMER")


def test_the_answer_is_the_same_whether_the_case_exists_or_not(client: Client, case):
    pages, work = [], []
    for number in (case.number, NO_CASE):
        client.force_login(chris())
        client.get("/toegang/")
        with CaptureQueriesContext(connection) as captured:
            answer = client.post("/toegang/", {"number": number, "reason": "Ik neem waar"}, follow=True)
        statements = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(FRAME)]
        work.append([re.sub(r"\d+|'[^']*'", "?", statement) for statement in statements])
        pages.append(without_what_changes(answer.text, number).replace("Chris Vos", ""))

    assert pages[0] == pages[1]
    assert work[0] == work[1]


def test_the_coordinator_reads_it_on_the_work_list_and_nobody_else_does(client: Client, case, director):
    elsewhere = anna()
    a_case(coordinator=elsewhere)
    asked(case.number, chris())

    pages = []
    for user in (director, elsewhere):
        client.force_login(user)
        pages.append(client.get("/").text + client.get("/werk/toegang/").text)

    assert "Chris Vos" in pages[0]
    assert pages[0].count("Vragen om toegang") > 1
    assert "Chris Vos" not in pages[1]


def test_granting_lets_the_asker_read_along_until_the_day(client: Client, case, director):
    user = chris()
    request = asked(case.number, user)
    client.force_login(director)

    client.post(
        f"/casussen/{case.pk}/toegang/{request.pk}/", {"outcome": "GRANT", "until": f"{UNTIL:%d-%m-%Y}", "answer": ""}
    )

    seat = Involvement.objects.get(user=user)
    assert (seat.role, seat.ends_at, seat.asked_reason) == (InvolvementRole.READER, end_of(UNTIL), request.reason)
    assert rights_of(user, case) == EVERYWHERE


def test_declining_says_why_to_the_asker(client: Client, case, director):
    user = chris()
    request = asked(case.number, user)
    client.force_login(director)
    answer = {"outcome": "DECLINE", "answer": "Uw collega doet al mee"}

    client.post(f"/casussen/{case.pk}/toegang/{request.pk}/", answer)

    client.force_login(user)
    assert "Geen toegang: Uw collega doet al mee" in client.get("/toegang/").text
    assert rights_of(user, case) == NOWHERE


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"outcome": "GRANT", "until": ""}, "Kies tot welke dag"),
        ({"outcome": "GRANT", "until": f"{TODAY + timedelta(days=91):%d-%m-%Y}"}, "hoogstens 90 dagen"),
        ({"outcome": "DECLINE", "answer": ""}, "Schrijf waarom u geen toegang geeft"),
    ],
)
def test_a_half_answer_is_refused(client: Client, case, director, answer, why):
    request = asked(case.number, chris())
    client.force_login(director)

    page = client.post(f"/casussen/{case.pk}/toegang/{request.pk}/", answer)

    assert page.status_code == 422
    assert why in page.text
    assert AccessRequest.objects.open().filter(pk=request.pk).exists()


def test_an_answer_is_given_once(case, director):
    request = asked(case.number, chris())
    actions.decline_access(case, request, by=director, answer="Nee")

    with pytest.raises(actions.CannotAskAccess, match="al beantwoord"):
        actions.grant_access(case, request, by=director, on=TODAY, until=UNTIL)


def test_who_coordinates_does_not_answer_the_own_question(case, director):
    request = asked(case.number, director)

    with pytest.raises(actions.CannotAskAccess, match="eigen vraag"):
        actions.grant_access(case, request, by=director, on=TODAY, until=UNTIL)


def test_a_question_about_another_case_cannot_be_answered_here(client: Client, case, director):
    request = asked(a_case().number, chris())
    client.force_login(director)

    assert client.get(f"/casussen/{case.pk}/toegang/{request.pk}/").status_code == 404


def test_asking_and_answering_is_logged(case, director):
    user = chris()
    request = asked(case.number, user)
    actions.grant_access(case, request, by=director, on=TODAY, until=UNTIL)

    events = AuditEvent.objects.filter(subject="access_request", subject_ids=str(request.pk)).order_by("pk")
    assert [(event.type, event.case_id) for event in events] == [
        (EventType.CREATED, None),
        (EventType.DECIDED, case.pk),
    ]


def test_who_never_works_on_cases_cannot_ask(client: Client):
    client.force_login(a_user(Role.MANAGER))

    assert client.get("/toegang/").status_code == 403


def test_there_is_an_end_to_how_much_one_asks(case):
    user = chris()
    for number in range(actions.MOST_OPEN):
        asked(f"2031-{number:04}", user)

    with pytest.raises(actions.CannotAskAccess, match="Wacht op antwoord"):
        asked(case.number, user)


def test_an_old_question_closes_alike_for_every_number(client: Client, case):
    user = chris()
    for number in (case.number, NO_CASE):
        asked(number, user)
    AccessRequest.objects.update(asked_at=timezone.now() - timedelta(days=15))
    client.force_login(user)

    assert client.get("/toegang/").text.count("Niet beantwoord") == 2


def test_the_rows_are_there_for_the_asker_and_the_coordinator_only(case, director):
    user = chris()
    for number in (case.number, NO_CASE):
        asked(number, user)
    seen = {}

    for name, somebody in {"user": user, "director": director, "colleague": sanne()}.items():
        with acting_for(somebody.pk):
            seen[name] = AccessRequest.objects.count()

    assert seen == {"user": 2, "director": 1, "colleague": 0}


def test_who_opened_it_in_an_emergency_is_given_access_within_that_hour(case, director):
    user = chris()
    hour = actions.open_in_emergency(case.number, by=user, on=TODAY, reason="Er is nu iemand in huis met een mes.")

    actions.grant_access(case, asked(case.number, user), by=director, on=TODAY, until=UNTIL)

    assert hour is not None
    assert Grant.objects.filter(case=case, principal__user=user).count() == 2
    assert rights_of(user, case) == EVERYWHERE
    ended = timezone.now() - HOUR
    Grant.objects.filter(pk=hour.grant_id).update(period=(ended - HOUR, ended))
    assert rights_of(user, case) == EVERYWHERE
