"""What a page proposes by itself is called a proposal, says why, and stays away where nobody wants it (FR-154)."""

import pytest
from django.test import Client

from cases.models import Case
from tests.cases.test_adding_a_family_member import typed_member
from tests.factories import a_case, a_member, anna

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client: Client) -> Case:
    director = anna()
    client.force_login(director)
    return a_case(coordinator=director)


def proposals(client: Client, case: Case) -> dict[str, bool]:
    """Which of the three are on their pages."""
    a_member(case, given_name="Kevin", birth_date=None)
    added = client.post(f"/casussen/{case.pk}/gezin/nieuw/", typed_member())
    return {
        "who may be the same person": "Is dit misschien dezelfde persoon?" in added.text,
        "what is missing in a case": "Wat missen we?" in client.get(case.get_absolute_url()).text,
        "who is missing at the table": "Wie ontbreekt aan tafel?" in client.get("/").text,
    }


@pytest.mark.parametrize("wanted", [True, False])
def test_they_are_there_only_where_the_installation_wants_them(client, case, settings, wanted):
    settings.SUGGESTIONS = wanted

    assert set(proposals(client, case).values()) == {wanted}


def test_each_says_that_it_is_one_and_why(client, case):
    a_member(case, given_name="Kevin", birth_date=None)

    same_person = client.post(f"/casussen/{case.pk}/gezin/nieuw/", typed_member()).text

    assert "Dit is een voorstel" in same_person
    assert "staat al in deze casus: dezelfde naam" in same_person
    assert "bepaald uit wat is vastgelegd. U beslist." in client.get(case.get_absolute_url()).text
    assert "Dit zijn voorstellen: u beslist wie u vraagt." in client.get("/").text


def test_without_them_somebody_with_the_same_name_is_added_at_once(client, case, settings):
    settings.SUGGESTIONS = False
    a_member(case, given_name="Kevin", birth_date=None)

    client.post(f"/casussen/{case.pk}/gezin/nieuw/", typed_member())

    assert case.members.count() == 2
