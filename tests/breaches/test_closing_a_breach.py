"""What closes a breach, what then stands, and what waits until then."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from cases.actions.reminders import users_to_remind
from cases.digest import digest_for
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Errand, acting_as, acting_for
from familienetwerk.breaches import actions
from familienetwerk.breaches.models import AffectedKind, Breach
from tests.breach_factories import a_breach, a_suspicion, decided
from tests.factories import anna, bram, dina
from tests.queries import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> User:
    officer = dina()
    client.force_login(officer)
    return officer


@pytest.fixture
def breach(officer) -> Breach:
    return a_breach(officer)


def run_as(user: User, deed: str) -> None:
    """As raw SQL, which is taken back when it fails."""
    with transaction.atomic(), acting_for(user.pk), connection.cursor() as cursor:
        cursor.execute(deed)


def test_it_is_not_closed_before_all_three_were_decided(client: Client, officer, breach):
    refused = client.post(f"{breach.get_absolute_url()}sluiten/", {"conclusion": "Beter opletten."})

    assert refused.status_code == 422
    assert "Leg vast of er bericht ging naar de Autoriteit Persoonsgegevens, of waarom niet." in refused.text
    with pytest.raises(IntegrityError, match="Leg eerst vast wie bericht kreeg"), transaction.atomic():
        Breach.objects.filter(pk=breach.pk).update(
            state="CLOSED", conclusion="x", closed_at=timezone.now(), closed_by=officer
        )


def test_closed_it_stands_whoever_asks_and_opens_again(client: Client, officer, breach):
    actions.close_breach(decided(breach, officer), by=officer, conclusion="Beter opletten.")
    changes = [
        "UPDATE breaches_breach SET people = 0",
        "UPDATE breaches_breach SET state = 'OPEN', conclusion = '', closed_at = NULL, closed_by_id = NULL, people = 0",
        "UPDATE breaches_telling SET words = 'Anders'",
        "DELETE FROM breaches_telling",
        "DELETE FROM breaches_breach",
    ]

    for change in changes:
        with pytest.raises(IntegrityError, match=r"blijft zoals het is|niets gewist"):
            run_as(officer, change)
    with pytest.raises(actions.CannotChangeBreach, match="afgesloten"):
        actions.mark_affected(breach, by=officer, case_number="2026-0001", rows=[(AffectedKind.CASE, 1)])

    client.post(f"{breach.get_absolute_url()}heropenen/")
    breach.refresh_from_db()
    assert not breach.is_closed


def test_the_clock_stands_on_the_work_list_of_the_officer_alone(client: Client, officer):
    breach = a_breach(officer, hours_ago=40.5)
    a_suspicion(anna(), hours_ago=80)

    page = client.get("/").text

    assert f"Datalek {breach.pk}: nog 31 uur." in page
    assert "Iemand denkt dat er iets misging: termijn verstreken op" in page
    client.force_login(bram())
    assert "Dit heeft haast" not in client.get("/").text


def test_the_work_list_asks_no_more_questions_for_twenty_breaches(client: Client, officer):
    a_breach(officer)
    one = len(questions(client, "/"))
    for _ in range(19):
        a_breach(officer)

    assert len(questions(client, "/")) == one <= 15


def test_the_morning_mail_says_a_number_and_a_link_and_nothing_else(officer, breach):
    a_suspicion(anna(), what="Kanarie")
    today = timezone.localdate()

    with acting_as(Errand.DIGEST):
        told = set(users_to_remind(today=today))
    with acting_for(officer.pk):
        letter = digest_for(officer, today=today)

    assert told == {officer}
    assert letter.subject == "familienetwerk: 2 taken vragen uw aandacht"
    assert "- Datalekken: 2. " in letter.body
    assert "/datalekken/" in letter.body
    assert "Kanarie" not in letter.body
    assert breach.what not in letter.body


def test_nothing_waits_when_all_is_closed(officer, breach):
    actions.close_breach(decided(breach, officer), by=officer, conclusion="Beter opletten.")

    with acting_as(Errand.DIGEST):
        assert not users_to_remind(today=timezone.localdate())
