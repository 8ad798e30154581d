"""What a breach touched is chosen from the log and the ledger of sharing, by number and never by name."""

import pytest
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.models import Municipality, User
from familienetwerk.audit.models import AuditEvent, EventType, record
from familienetwerk.breaches import actions
from familienetwerk.breaches.models import AffectedKind, Breach
from tests.breach_factories import a_breach
from tests.factories import a_case, anna, dina

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> User:
    officer = dina()
    client.force_login(officer)
    return officer


@pytest.fixture
def breach(officer) -> Breach:
    return a_breach(officer)


def test_it_is_chosen_from_the_log_by_number_and_no_name_of_a_family_is_shown(client: Client, breach):
    director = anna()
    case = a_case(coordinator=director, name="Kanarie")
    record(EventType.CASE_VIEWED, by=director, case_id=case.pk, page="family")
    today = f"{timezone.localdate():%d-%m-%Y}"
    address = f"{breach.get_absolute_url()}geraakt/?casus={case.number}&vanaf={today}&tot={today}"

    page = client.get(address)
    look = AuditEvent.objects.get(case_id=case.pk, type=EventType.CASE_VIEWED)
    client.post(address, {"rows": [f"CASE:{case.pk}", f"LOOK:{look.pk}"]})

    assert director.name in page.text
    assert "Kanarie" not in page.text
    assert set(breach.affected.values_list("kind", "number", "case_number")) == {
        ("CASE", case.pk, case.number),
        ("LOOK", look.pk, case.number),
    }
    assert AuditEvent.objects.filter(type=EventType.LOG_VIEWED, case_id=case.pk, page="mark_affected").count() == 2


def test_what_was_not_found_cannot_be_marked(client: Client, breach):
    case, other = a_case(coordinator=anna()), a_case(coordinator=anna())
    today = f"{timezone.localdate():%d-%m-%Y}"
    query = f"?casus={case.number}&vanaf={today}&tot={today}"

    answer = client.post(f"{breach.get_absolute_url()}geraakt/{query}", {"rows": [f"CASE:{other.pk}"]})

    assert answer.status_code == 422
    assert not breach.affected.exists()


def test_a_case_of_another_municipality_is_not_there(client: Client, breach):
    elsewhere = a_case(municipality=Municipality.objects.create(name="Duinveen"), number="2026-9001")

    page = client.get(f"{breach.get_absolute_url()}geraakt/?casus={elsewhere.number}&vanaf=01-11-2026&tot=02-11-2026")

    assert "Er is geen casus met dit nummer in uw gemeente." in page.text


def test_what_was_marked_by_mistake_is_taken_away(client: Client, officer, breach):
    actions.mark_affected(breach, by=officer, case_number="2026-0001", rows=[(AffectedKind.CASE, 1)])
    row = breach.affected.get()

    client.post(f"{breach.get_absolute_url()}geraakt/{row.pk}/weg/")

    assert not breach.affected.exists()
