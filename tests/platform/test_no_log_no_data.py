"""When nothing can be written in the log, nobody reads anything about a family."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import psycopg
import pytest
from django.conf import settings
from django.test import Client

from cases import actions
from cases.models import Case, IntakeQuestion, InvolvementRole, Member, Observation, Residence
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent
from tests.factories import TODAY, a_household, a_member, an_intake, an_involvement, an_observation, anna, bram, dina
from tests.routes import an_address_of, every_route

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "Kanarievogel"


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = an_intake(coordinator=director, name=CANARY)
    an_involvement(case, director, role=InvolvementRole.CASE_COORDINATOR)
    kevin = a_member(case, given_name="Kevin", family_name=CANARY)
    mother = a_member(case, given_name="Carla", family_name=CANARY, birth_date=date(1980, 2, 3))
    household = a_household(case, name=CANARY)
    actions.move_in(household, kevin, by=director, on=TODAY)
    relate(case, mother, kevin, by=director)
    an_observation(case, director, text=CANARY).members.add(kevin)
    return case


def relate(case: Case, mother: Member, kevin: Member, *, by: User) -> None:
    said = {"certainty": "STATED", "source": CANARY, "sourced_on": TODAY}
    actions.add_relation(case, by=by, from_member=mother, to_member=kevin, kind="PARENT", **said)


@pytest.fixture
def numbers(case, director) -> dict[str, int]:
    """Of one of everything that an address may name."""
    partner = bram()
    question = actions.ask_question(
        case, partner.organisation, by=director, on=TODAY, question=CANARY, due_on=date(2026, 12, 4)
    )
    return {
        "case_id": case.pk,
        "member_id": case.members.get(given_name="Kevin").pk,
        "household_id": case.households.get().pk,
        "residence_id": Residence.objects.get().pk,
        "relation_id": case.relations.get().pk,
        "observation_id": Observation.objects.get().pk,
        "involvement_id": case.involvements.first().pk,
        "organisation_id": partner.organisation_id,
        "question_id": question.pk,
    }


@pytest.fixture
def readers(director, numbers) -> dict[str, Client]:
    """Who comes across these people: at the table, asked what is known, and overseeing."""
    asked = IntakeQuestion.objects.get(pk=numbers["question_id"]).organisation.users.get()
    return {user.name: a_client(user) for user in (director, asked, dina())}


def a_client(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def pages_about_them(readers, numbers, director) -> list[tuple[str, str]]:
    """Every page that names them now; pages of a case are there for who works on it only."""
    pages = [
        (who, an_address_of(route, **numbers))
        for route, _ in every_route()
        for who in readers
        if who == director.name or "<int:case_id>" not in route
    ]
    return [(who, path) for who, path in pages if CANARY.encode() in b"".join(readers[who].get(path))]


@pytest.fixture
def broken_log(case, as_owner: psycopg.Connection) -> Iterator[None]:
    """The database refuses every new line."""
    as_owner.autocommit = True
    as_owner.execute(f'REVOKE INSERT ON audit_auditevent FROM "{settings.APP_DATABASE_ROLE}"')
    yield
    as_owner.execute(f'GRANT INSERT ON audit_auditevent TO "{settings.APP_DATABASE_ROLE}"')


def test_no_page_that_names_them_answers(readers, pages_about_them, broken_log):
    lines = AuditEvent.objects.count()
    answers = {(who, path): readers[who].get(path) for who, path in pages_about_them}

    assert Counter(who for who, _ in answers).keys() == readers.keys()
    assert len(answers) > 40
    assert {page: answer.status_code for page, answer in answers.items() if answer.status_code != 500} == {}
    assert [page for page, answer in answers.items() if CANARY in answer.text] == []
    assert AuditEvent.objects.count() == lines


def test_a_person_is_not_found_by_the_privacy_officer_either(readers, case, broken_log):
    answer = readers["Dina Smit"].post("/logboek/personen/", {"family_name": CANARY, "birth_date": "14-05-2003"})

    assert answer.status_code == 500
    assert CANARY not in answer.text


def test_a_search_does_not_answer(readers, director, broken_log):
    answer = readers[director.name].post("/zoeken/", {"q": CANARY})

    assert answer.status_code == 500
    assert CANARY not in answer.text


def test_a_change_that_cannot_be_logged_is_not_made(readers, director, case, broken_log):
    readers[director.name].post(f"/casussen/{case.pk}/gezin/nieuw/", {"given_name": "Nieuw", "family_name": CANARY})

    assert case.members.count() == 2
