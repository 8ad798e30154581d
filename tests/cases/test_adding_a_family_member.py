"""Somebody new in a case: with a reason, a day to look again, and never twice by accident."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases import actions, rules
from cases.models import Case, Deadline, DeadlineKind, Member, MemberRole, MembershipReason
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import a_case, a_household, a_member, anna, chris

pytestmark = pytest.mark.django_db
NEXT_YEAR = timezone.localdate() + timedelta(days=300)


def typed_member(**fields: str) -> dict[str, str | list[str]]:
    return {
        "given_name": "Kevin",
        "family_name": "Waterman",
        "birth_date": "14-05-2003",
        "gender": "MALE",
        "reason": "INDEX",
        "reason_text": "Om hem gaat het eerste signaal.",
        "roles": ["SUSPECT", "VICTIM_EXPLOITATION"],
        "review_on": NEXT_YEAR.strftime("%d-%m-%Y"),
    } | fields


def add(case: Case, user, **fields) -> Member:
    filled = {
        "given_name": "Noël",
        "name_prefix": "van der",
        "family_name": "Bergkamp",
        "reason": MembershipReason.INDEX,
        "reason_text": "Om hem gaat het.",
        "review_on": NEXT_YEAR,
    } | fields
    return actions.add_member(case, by=user, on=timezone.localdate(), **filled)


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


def test_adding_somebody_sets_the_day_to_look_again_and_leaves_a_trace(case, director):
    member = add(case, director)

    deadline = Deadline.objects.open().get(kind=DeadlineKind.MEMBER_REVIEW, subject_id=member.pk)
    assert deadline.due_on == NEXT_YEAR
    assert AuditEvent.objects.filter(type=EventType.CREATED, subject="member", subject_ids=str(member.pk)).exists()


def test_adding_somebody_makes_the_name_findable(case, director):
    member = add(case, director)

    assert (member.name_key, member.given_key) == ("bergkamp noel", "noel")


def test_adding_somebody_allows_several_roles_at_once(case, director):
    roles = [MemberRole.SUSPECT, MemberRole.VICTIM_EXPLOITATION]

    assert add(case, director, roles=roles).role_names == ["Verdachte", "Mogelijk slachtoffer van uitbuiting"]


def test_adding_somebody_is_refused_without_a_reason(case, director):
    with pytest.raises(ValidationError) as refusal:
        add(case, director, reason_text="")

    assert "reason_text" in refusal.value.error_dict


def test_adding_somebody_is_refused_by_the_database_with_an_unknown_role(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_member(case, roles=["BOSS"])


def test_adding_somebody_is_refused_in_a_case_at_rest(director):
    parked = a_case(coordinator=director, stage="JOINT_ANALYSIS")
    Case.objects.filter(pk=parked.pk).update(
        stage="CLOSED", closed_on=timezone.localdate(), closed_by=director, closing_reason="GOALS_MET"
    )

    with pytest.raises(actions.CaseIsAtRest):
        add(parked, director)


def test_adding_somebody_can_put_the_person_in_a_household(client: Client, case, director):
    household = a_household(case)
    client.force_login(director)

    response = client.post(f"/casussen/{case.pk}/gezin/nieuw/", typed_member(household=str(household.pk)))

    member = Member.objects.get(case=case)
    assert response.status_code == 302
    assert response["Location"] == f"/casussen/{case.pk}/gezin/{member.pk}/"
    assert [residence.household for residence in member.residences.all()] == [household]


def test_adding_somebody_keeps_what_was_typed_when_something_is_wrong(client: Client, case, director):
    client.force_login(director)
    wrong = typed_member(birth_date="31-02-2003", review_on="01-01-2020", given_name="Ayşe")

    response = client.post(f"/casussen/{case.pk}/gezin/nieuw/", wrong)

    assert response.status_code == 422
    assert "De dag 31 bestaat niet: februari 2003 heeft 28 dagen." in response.text
    assert "De datum ligt in het verleden. Vul een datum in vanaf vandaag." in response.text
    assert "Ayşe" in response.text
    assert not Member.objects.filter(case=case).exists()


def test_the_same_name_is_asked_about_and_not_stored(client: Client, case, director):
    a_member(case, given_name="Kevin", name_key=rules.name_key("Waterman", "Kevin"), birth_date=None)
    client.force_login(director)

    response = client.post(f"/casussen/{case.pk}/gezin/nieuw/", typed_member())

    assert "Is dit misschien dezelfde persoon?" in response.text
    assert case.members.count() == 1


def test_somebody_else_is_added_after_saying_so(client: Client, case, director):
    a_member(case, given_name="Kevin", birth_date=None)
    client.force_login(director)

    client.post(f"/casussen/{case.pk}/gezin/nieuw/", typed_member(is_someone_else="on"))

    assert case.members.count() == 2


def test_another_day_of_birth_is_another_person(client: Client, case, director):
    a_member(case, given_name="Kevin", birth_date=date(1970, 1, 1))
    client.force_login(director)

    assert client.post(f"/casussen/{case.pk}/gezin/nieuw/", typed_member()).status_code == 302


def test_nearly_the_same_first_name_on_the_same_day_is_asked_about(client: Client, case, director):
    a_member(case, given_name="Kev", family_name="Dekkers")
    client.force_login(director)

    assert "Kev Dekkers" in client.post(f"/casussen/{case.pk}/gezin/nieuw/", typed_member()).text


def test_a_case_that_one_may_not_see_stays_unseen(client: Client, case, director):
    hidden = a_case(coordinator=chris())
    a_member(hidden, given_name="Kevin")
    client.force_login(director)

    assert client.post(f"/casussen/{case.pk}/gezin/nieuw/", typed_member()).status_code == 302
