"""The history of a breach: what stood there and what stands there, by whom and when, for who keeps the register."""

import pytest
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.models import Municipality, User
from familienetwerk.accounts.roles import Role
from familienetwerk.behalf import acting_for
from familienetwerk.breaches import actions
from familienetwerk.breaches.models import Breach, Recipient
from tests.breach_factories import a_breach, a_suspicion, decided
from tests.factories import a_case, a_town_hall, a_user, anna, bram, dina
from tests.queries import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> User:
    officer = dina()
    client.force_login(officer)
    return officer


@pytest.fixture
def breach(officer) -> Breach:
    with acting_for(officer.pk):
        return a_breach(officer)


def page_of(breach: Breach) -> str:
    return f"/datalekken/{breach.pk}/geschiedenis/"


def told(client: Client, breach: Breach) -> list[tuple[str, str, str, str, str]]:
    changes = client.get(page_of(breach)).context["changes"]
    return [
        (change.who, change.what, line.name, line.before, line.after) for change in changes for line in change.lines
    ]


def test_it_shows_before_and_after_who_and_when(client, officer, breach):
    with acting_for(officer.pk):
        actions.change_breach(breach, by=officer, lock_version=1, people=12, measures="De mail is teruggehaald.")

    page = client.get(page_of(breach))

    assert (officer.name, "Datalek gewijzigd", "aantal mensen", "3", "12") in told(client, breach)
    assert "<del>De mail is gewist.</del> <ins>De mail is teruggehaald.</ins>" in page.text
    assert f"{timezone.localdate():%d-%m-%Y}" in page.text


def test_who_was_told_what_was_touched_and_how_it_came_in_are_in_it(client, officer, breach):
    case, suspicion = a_case(coordinator=anna()), a_suspicion(bram())
    with acting_for(officer.pk):
        decided(breach, officer)
        actions.mark_affected(breach, by=officer, case_number=case.number, rows=[("CASE", case.pk)])
        actions.unmark_affected(breach.affected.get(), by=officer)
        taken_up = actions.register_breach(
            by=officer, suspicion=suspicion, kind="SENT", what="Een mail.", discovered_at=breach.discovered_at
        )

    what = [line[1] for line in told(client, breach)]
    of_the_other = told(client, taken_up)

    assert f"Bericht over een datalek {Recipient.AUTHORITY.label} toegevoegd" in what
    assert f"Geraakt door een datalek {case.number} weggehaald" in what
    assert (
        officer.name,
        "Vermoeden van een datalek gewijzigd",
        "stand",
        "Ontvangen",
        "In het register",
    ) in of_the_other


def test_closing_and_opening_again_stand_in_it_also_when_the_conclusion_is_gone(client, officer, breach):
    with acting_for(officer.pk):
        decided(breach, officer)
        actions.close_breach(breach, by=officer, conclusion="Wij sturen geen bijlagen meer.")
        actions.reopen_breach(breach, by=officer)

    assert [line[2:] for line in told(client, breach) if line[2] == "wat wij ervan leren"] == [
        ("wat wij ervan leren", "Wij sturen geen bijlagen meer.", "leeg"),
        ("wat wij ervan leren", "leeg", "Wij sturen geen bijlagen meer."),
    ]


def test_it_is_for_officers_of_that_municipality(client, officer, breach):
    elsewhere = a_town_hall(Municipality.objects.create(name="Duinveen"))
    answers = []
    for user in (officer, anna(), a_user(Role.PRIVACY_OFFICER, organisation=elsewhere)):
        client.force_login(user)
        answers.append(client.get(page_of(breach)).status_code)

    assert answers == [200, 403, 404]


def test_it_asks_no_more_however_much_changed(client, officer, breach):
    counts = []
    for _ in range(2):
        for people in range(1, 9):
            breach.refresh_from_db()
            actions.change_breach(breach, by=officer, lock_version=breach.lock_version, people=people)
        counts.append(len(questions(client, page_of(breach))))

    assert counts[0] == counts[1] <= 15
