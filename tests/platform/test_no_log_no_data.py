"""When nothing can be written in the log, nobody reads anything about a family."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.test import Client

from cases.models import Case
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent
from tests.factories import a_case, a_household, a_member, an_observation, anna
from tests.routes import an_address_of, every_route

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "Kanarievogel"


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director, name=CANARY)
    a_member(case, given_name="Kevin", family_name=CANARY)
    a_household(case, name=CANARY)
    an_observation(case, director, text=CANARY)
    return case


@pytest.fixture
def reader(client: Client, director, case) -> Client:
    client.force_login(director)
    client.raise_request_exception = False
    return client


@pytest.fixture
def pages_about_them(reader, case) -> list[str]:
    """Every page that names them now."""
    of_case = {"case_id": case.pk, "member_id": case.members.get().pk}
    addresses = (an_address_of(route, **of_case) for route, _ in every_route())
    return [path for path in addresses if CANARY in reader.get(path).text]


@pytest.fixture
def broken_log(pages_about_them, as_owner: psycopg.Connection) -> Iterator[None]:
    """The database refuses every new line."""
    as_owner.autocommit = True
    as_owner.execute(f'REVOKE INSERT ON audit_auditevent FROM "{settings.APP_DATABASE_ROLE}"')
    yield
    as_owner.execute(f'GRANT INSERT ON audit_auditevent TO "{settings.APP_DATABASE_ROLE}"')


def test_no_page_that_names_them_answers(reader, pages_about_them, broken_log):
    lines = AuditEvent.objects.count()
    answers = {path: reader.get(path) for path in pages_about_them}

    assert len(answers) > 15
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 500} == {}
    assert [path for path, answer in answers.items() if CANARY in answer.text] == []
    assert AuditEvent.objects.count() == lines


def test_a_search_does_not_answer(reader, case, broken_log):
    answer = reader.post("/zoeken/", {"q": CANARY})

    assert answer.status_code == 500
    assert CANARY not in answer.text


def test_a_change_that_cannot_be_logged_is_not_made(reader, case, broken_log):
    reader.post(f"/casussen/{case.pk}/gezin/nieuw/", {"given_name": "Nieuw", "family_name": CANARY})

    assert case.members.count() == 1
