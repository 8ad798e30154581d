"""A relation that never was so: gone from list, picture and paper, with a reason, and kept in the history."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.family import Family
from cases.models import Case, Relation, RelationKind
from cases.network import network_of
from familienetwerk.audit.models import AuditEvent, EventType
from tests.cases.test_relating_members import a_family, relate
from tests.factories import a_case, an_involvement, anna, bram

pytestmark = pytest.mark.django_db
WHY = "Verkeerde persoon gekozen."


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


@pytest.fixture
def relation(case) -> Relation:
    petra, kevin = a_family(case)
    return relate(case, petra, RelationKind.SIBLING, kevin)


def page_of(relation: Relation) -> str:
    return f"/casussen/{relation.case_id}/gezin/relaties/{relation.pk}/verwijderen/"


def removed(relation: Relation, *, by) -> Relation:
    actions.remove_relation(relation, by=by, on=timezone.localdate(), reason=WHY)
    relation.refresh_from_db()
    return relation


def test_asks_first_and_says_what_to_do_when_it_is_only_over(client: Client, relation, director):
    client.force_login(director)

    page = client.get(page_of(relation)).text

    assert "Verwijder alleen wat nooit zo was." in page
    assert f"/gezin/relaties/{relation.pk}/eind/" in page
    assert Relation.objects.standing().get() == relation


def test_needs_a_reason(client: Client, relation, director):
    client.force_login(director)

    response = client.post(page_of(relation), {"reason": " "})

    assert response.status_code == 422
    assert "Vul “Waarom was dit nooit zo?” in." in response.text


def test_takes_it_out_of_list_person_and_picture(client: Client, case, relation, director):
    client.force_login(director)
    before = client.get(f"/casussen/{case.pk}/gezin/").text

    response = client.post(page_of(relation), {"reason": WHY})
    after = client.get(f"/casussen/{case.pk}/gezin/").text
    person = client.get(relation.from_member.get_absolute_url()).text

    assert response.status_code == 302
    assert f"/gezin/relaties/{relation.pk}/" in before
    assert f"/gezin/relaties/{relation.pk}/" not in after
    assert "Nog geen relatie vastgelegd." in person
    assert network_of(Family.of(case, today=timezone.localdate())).relations == ()


def test_stays_in_the_history_with_who_and_why(client: Client, case, relation, director):
    removed(relation, by=director)
    client.force_login(director)

    history = client.get(f"/casussen/{case.pk}/geschiedenis/").text

    assert WHY in history
    assert "Broer of zus van" in history
    assert AuditEvent.objects.filter(type=EventType.ENDED, subject="relation", user_id=director.pk).count() == 1


def test_may_be_written_down_anew_afterwards(case, relation, director):
    removed(relation, by=director)

    assert relate(case, relation.from_member, RelationKind.SIBLING, relation.to_member).pk != relation.pk


def test_a_removed_parent_closes_no_circle(case, director):
    petra, kevin = a_family(case)
    removed(relate(case, petra, RelationKind.PARENT, kevin), by=director)

    assert relate(case, kevin, RelationKind.STEP_PARENT, petra).pk


def test_is_done_once(client: Client, relation, director):
    removed(relation, by=director)
    client.force_login(director)

    with pytest.raises(ValidationError, match="Deze relatie is verwijderd"):
        actions.remove_relation(relation, by=director, on=date(2026, 11, 1), reason="Nog eens")
    with pytest.raises(ValidationError, match="Deze relatie is verwijderd"):
        actions.end_relation(relation, by=director, on=date(2026, 11, 1))
    assert client.get(page_of(relation)).status_code == 404


def test_the_database_keeps_it_removed(relation, director):
    removed(relation, by=director)

    with pytest.raises(IntegrityError, match="blijft zoals zij is"), transaction.atomic():
        Relation.objects.filter(pk=relation.pk).update(removed_on=None, removed_by=None, removed_reason="")


def test_is_for_who_coordinates(client: Client, case, relation):
    partner = bram()
    an_involvement(case, partner)
    client.force_login(partner)

    assert client.post(page_of(relation), {"reason": WHY}).status_code == 403
    assert Relation.objects.standing().get() == relation
