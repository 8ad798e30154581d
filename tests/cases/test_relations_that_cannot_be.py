"""Who cannot be a parent: refused at the field, and by the database, whichever of the two was written down first."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from cases import actions
from cases.models import Case, Member, Relation, RelationKind
from tests.cases.test_relating_members import a_family, relate, typed_relation
from tests.factories import a_case, a_member, anna

pytestmark = pytest.mark.django_db
K = RelationKind
SAID = {"certainty": "STATED", "source": "x", "sourced_on": date(2026, 1, 1)}


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


def test_a_son_of_14_is_no_parent_of_a_man_of_41_and_the_page_says_why(client: Client, case, director):
    boy = a_member(case, given_name="Timo", birth_date=date(2012, 3, 1))
    man = a_member(case, given_name="Frank", birth_date=date(1985, 6, 2))
    client.force_login(director)

    response = client.post(f"/casussen/{case.pk}/gezin/relaties/nieuw/", typed_relation(boy, "PARENT", man))

    assert response.status_code == 422
    assert 'id="id_to_member_error"' in response.text
    assert "Een ouder is minstens 12 jaar ouder. Timo is geboren op 01-03-2012, Frank op 02-06-1985." in response.text
    assert not Relation.objects.exists()


@pytest.mark.parametrize(
    ("kind", "born_on", "is_refused"),
    [
        (K.PARENT, date(1991, 2, 3), True),
        (K.PARENT, date(1991, 2, 2), False),
        (K.GRANDPARENT, date(1979, 2, 3), True),
        (K.GRANDPARENT, date(1979, 2, 2), False),
        (K.SIBLING, date(2003, 2, 2), False),
        (K.GUARDIAN, date(2003, 2, 2), False),
    ],
)
def test_a_parent_is_12_years_older_and_a_grandparent_24(case, kind, born_on, is_refused):
    elder, kevin = a_member(case, given_name="Els", birth_date=born_on), a_member(case, birth_date=date(2003, 2, 2))

    if is_refused:
        with pytest.raises(ValidationError, match="jaar ouder"):
            relate(case, elder, kind, kevin)
    else:
        assert relate(case, elder, kind, kevin).pk


def test_a_guess_about_a_birthday_is_held_against_nobody_within_ten_years(case):
    petra, kevin = a_family(case)
    near = a_member(case, given_name="Ria", birth_date=date(2000, 1, 1), is_birth_date_estimated=True)
    far = a_member(case, given_name="Mees", birth_date=date(2012, 1, 1), is_birth_date_estimated=True)

    assert relate(case, near, K.PARENT, kevin).pk
    with pytest.raises(ValidationError, match="Een ouder is minstens 12 jaar ouder"):
        relate(case, far, K.PARENT, petra)


def test_a_young_stepmother_is_asked_about_and_then_written_down(client: Client, case, director):
    young = a_member(case, given_name="Kim", birth_date=date(2001, 1, 1))
    _, kevin = a_family(case)
    address, typed = f"/casussen/{case.pk}/gezin/relaties/nieuw/", typed_relation(young, "STEP_PARENT", kevin)
    client.force_login(director)

    asked = client.post(address, typed)
    done = client.post(address, typed | {"is_right_about_ages": "on"})

    assert "Een stiefouder is meestal veel ouder dan het kind. Klopt dit?" in asked.text
    assert 'name="is_right_about_ages"' in asked.text
    assert done.status_code == 302
    assert Relation.objects.get().kind == K.STEP_PARENT


def test_the_box_about_ages_is_not_there_when_nothing_is_strange(client: Client, case, director):
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/gezin/relaties/nieuw/").text

    assert "is_right_about_ages" not in page


def test_a_birthday_cannot_make_a_parent_impossible_afterwards(client: Client, case, director):
    petra, kevin = a_family(case)
    relate(case, petra, K.PARENT, kevin)
    client.force_login(director)

    typed = {"given_name": "Petra", "birth_date": "19-08-1999", "gender": "FEMALE", "reason": "PARENT"}
    more = {"reason_text": "Moeder", "review_on": "01-04-2027", "lock_version": "1"}
    response = client.post(f"/casussen/{case.pk}/gezin/{petra.pk}/wijzigen/", typed | more)

    assert response.status_code == 422
    assert 'id="id_birth_date_error"' in response.text
    assert "Kijk ook de relatie na." in response.text
    petra.refresh_from_db()
    assert petra.birth_date == date(1979, 8, 19)


@pytest.mark.parametrize("kind", [K.PARENT, K.GRANDPARENT])
def test_the_database_refuses_a_parent_born_on_the_day_of_the_child_or_later(case, kind):
    twin, other = a_member(case, given_name="Bo"), a_member(case, given_name="Noa")

    with pytest.raises(IntegrityError, match="Een ouder kan niet jonger zijn dan het kind"), transaction.atomic():
        Relation.objects.create(case=case, from_member=twin, to_member=other, kind=kind, **SAID)


def test_the_database_refuses_a_birthday_that_makes_a_parent_impossible(case):
    petra, kevin = a_family(case)
    relate(case, petra, K.PARENT, kevin)

    for member, birth_date in [(petra, date(2003, 2, 2)), (kevin, date(1979, 8, 19))]:
        with pytest.raises(IntegrityError, match="een ouder jonger dan het kind"), transaction.atomic():
            Member.objects.filter(pk=member.pk).update(birth_date=birth_date)


def test_the_database_refuses_that_a_guess_becomes_certain_when_it_cannot_be(case):
    _, kevin = a_family(case)
    young = a_member(case, given_name="Ria", birth_date=date(2004, 1, 1), is_birth_date_estimated=True)
    Relation.objects.create(case=case, from_member=young, to_member=kevin, kind=K.PARENT, **SAID)

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=young.pk).update(is_birth_date_estimated=False)


def test_how_certain_a_relation_is_must_be_chosen(client: Client, case, director):
    petra, kevin = a_family(case)
    client.force_login(director)
    address = f"/casussen/{case.pk}/gezin/relaties/nieuw/"

    empty = client.get(address).text
    response = client.post(address, typed_relation(petra, "PARENT", kevin, certainty=""))

    assert '<option value="" selected>Kies hoe zeker dit is</option>' in empty
    assert "Kies een antwoord bij “Hoe zeker”." in response.text


def test_the_database_knows_no_relation_of_which_nobody_said_how_certain(case):
    petra, kevin = a_family(case)

    with pytest.raises(IntegrityError, match="certainty_is_known"), transaction.atomic():
        Relation.objects.create(
            case=case, from_member=petra, to_member=kevin, kind=K.FRIEND, source="x", sourced_on=date(2026, 1, 1)
        )


def test_a_wrong_direction_is_corrected(client: Client, case, director):
    petra, kevin = a_family(case)
    relation = relate(case, kevin, K.GUARDIAN, petra)
    client.force_login(director)
    typed = typed_relation(petra, "PARENT", kevin, lock_version="1")

    page = client.get(f"/casussen/{case.pk}/gezin/relaties/{relation.pk}/").text
    response = client.post(f"/casussen/{case.pk}/gezin/relaties/{relation.pk}/", typed)

    assert "Verbeter: Kevin Waterman voogd van Petra Waterman" in page
    assert response.status_code == 302
    relation.refresh_from_db()
    assert (relation.from_member, relation.kind, relation.to_member) == (petra, K.PARENT, kevin)


def test_a_relation_with_somebody_who_left_can_still_be_corrected(client: Client, case, director):
    petra, kevin = a_family(case)
    relation = relate(case, petra, K.PARENT, kevin)
    actions.end_member(petra, by=director, on=date(2026, 11, 1), reason="Verhuisd")
    client.force_login(director)

    typed = typed_relation(petra, "PARENT", kevin, source="geboorteakte", lock_version="1")
    response = client.post(f"/casussen/{case.pk}/gezin/relaties/{relation.pk}/", typed)

    assert response.status_code == 302
    relation.refresh_from_db()
    assert relation.source == "geboorteakte"
