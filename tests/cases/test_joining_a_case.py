"""An invitation says on which ground and nothing of the family; the page says who works on it and who sees it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, Deadline, DeadlineKind, Involvement
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.accounts.roles import Role
from tests.factories import (
    a_case,
    a_member,
    a_user,
    an_involvement,
    an_observation,
    an_organisation,
    anna,
    bram,
    chris,
    sanne,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
SOON = TODAY + timedelta(days=7)


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


def ask(case: Case, organisation, **fields) -> Involvement:
    filled = {"by": case.started_by, "on": YESTERDAY, "due_on": SOON, "reason": "Kennis van de buurt"} | fields
    return actions.ask_to_join(case, organisation, **filled)


# --- the invitation -------------------------------------------------------------------------------


def test_the_invitation_shows_the_ground_and_nothing_of_the_family(client: Client, case, director):
    user = bram()
    a_member(case, given_name="Kevin")
    an_observation(case, director, text="Er stonden drie scooters.")
    involvement = ask(case, user.organisation, reason="Kennis van de buurt")
    client.force_login(user)

    page = client.get(f"/uitnodigingen/{involvement.pk}/").text

    assert case.number in page
    assert "Kennis van de buurt" in page
    assert case.legal_frame.legal_basis in page
    assert case.name not in page
    assert "Kevin" not in page
    assert "scooters" not in page


@pytest.mark.parametrize("path", ["", "meedoen/"])
def test_an_invitation_to_others_does_not_exist(client: Client, case, path: str):
    involvement = ask(case, bram().organisation)
    client.force_login(chris())

    response = client.post(f"/uitnodigingen/{involvement.pk}/{path}", {"reason": "x"})

    assert response.status_code == 404
    assert Involvement.objects.get(pk=involvement.pk).is_asked


def test_joining_is_one_button(client: Client, case):
    user = bram()
    involvement = ask(case, user.organisation)
    client.force_login(user)

    response = client.post(f"/uitnodigingen/{involvement.pk}/meedoen/")

    assert response["Location"] == f"/casussen/{case.pk}/"
    assert client.get(f"/casussen/{case.pk}/").status_code == 200


def test_declining_asks_a_reason_and_keeps_it(client: Client, case):
    user = bram()
    involvement = ask(case, user.organisation)
    client.force_login(user)

    without = client.post(f"/uitnodigingen/{involvement.pk}/", {"reason": ""})
    client.post(f"/uitnodigingen/{involvement.pk}/", {"reason": "Kennen wij niet"})

    assert without.status_code == 422
    assert Involvement.objects.get(pk=involvement.pk).declined_reason == "Kennen wij niet"


def test_who_joined_is_sent_on_to_the_case(client: Client, case):
    user = bram()
    involvement = actions.join(ask(case, user.organisation), by=user, on=TODAY)
    client.force_login(user)

    assert client.get(f"/uitnodigingen/{involvement.pk}/")["Location"] == f"/casussen/{case.pk}/"


def test_a_colleague_reads_that_it_was_answered(client: Client, case):
    user = bram()
    colleague = a_user(Role.SAFETY_PROFESSIONAL, name="Bas Bos", organisation=user.organisation)
    involvement = ask(case, user.organisation)
    actions.decline_to_join(involvement, by=user, on=TODAY, reason="Kennen wij niet")
    client.force_login(colleague)

    assert "Deze vraag is al beantwoord" in client.get(f"/uitnodigingen/{involvement.pk}/").text


# --- the page --------------------------------------------------------------------------------------------


def test_the_page_says_who_works_on_it_who_was_asked_and_who_left(client: Client, case, director):
    joined, left = sanne(), bram()
    actions.join(ask(case, joined.organisation), by=joined, on=TODAY)
    gone = an_involvement(case, left)
    actions.end_involvement(gone, by=director, on=TODAY, reason="Andere wijk")
    ask(case, an_organisation(PolicyDomain.CARE, name="GGZ Delta"))
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/betrokkenen/").text

    for words in ("Sanne Bakker", "gevraagd door Anna de Wit", "GGZ Delta", "nog 7 dagen", "Andere wijk"):
        assert words in page


def test_the_page_names_everybody_who_sees_the_case(client: Client, case, director):
    an_involvement(case, sanne())
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/betrokkenen/").text

    assert "2 professionals hebben nu toegang." in page


def test_asking_begins_with_the_domain_that_is_missing(client: Client, case, director):
    an_organisation(PolicyDomain.CARE, name="GGZ Delta")
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/betrokkenen/vragen/?domein=CARE").text.split("Welke organisatie")[1]

    assert page.index("GGZ Delta") < page.index(str(director.organisation))


def test_asking_on_the_page_keeps_what_was_typed_when_something_is_wrong(client: Client, case, director):
    organisation = an_organisation(PolicyDomain.CARE)
    client.force_login(director)

    response = client.post(
        f"/casussen/{case.pk}/betrokkenen/vragen/{organisation.pk}/",
        {"reason": "Kennis van verslaving", "due_on": "01-01-2020"},
    )

    assert response.status_code == 422
    assert "Kennis van verslaving" in response.text
    assert "De datum ligt in het verleden." in response.text


@pytest.mark.parametrize("path", ["vragen/", "vragen/{organisation}/", "{asked}/intrekken/"])
def test_only_a_coordinator_asks_and_takes_back(client: Client, case, director, path: str):
    partner, stranger = bram(), chris()
    an_involvement(case, partner)
    asked = ask(case, an_organisation(PolicyDomain.CARE))
    address = f"/casussen/{case.pk}/betrokkenen/" + path.format(organisation=asked.organisation_id, asked=asked.pk)

    answers = {}
    for user in (director, partner, stranger):
        client.force_login(user)
        answers[user.name] = client.get(address).status_code

    assert answers == {"Anna de Wit": 200, "Bram Visser": 403, "Chris Vos": 404}


def test_work_for_the_desk_stays_with_who_sees_the_case(case):
    user = sanne()
    an_involvement(case, user)
    colleague = a_user(name="Olga Mol", organisation=user.organisation)
    deadline = actions.set_deadline(
        case, DeadlineKind.ADOPTION, subject_id=1, due_on=SOON, organisation=user.organisation
    )

    assert deadline in Deadline.objects.for_work_list_of(user)
    assert deadline not in Deadline.objects.for_work_list_of(colleague)
