"""Afterwards somebody else judges whether it was an emergency, and until then it cannot be done again."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, EmergencyAccess, Grant, Judgement
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.behalf import acting_for
from tests.emergency_factories import REASON, TODAY, opened, ran_out
from tests.factories import a_case, a_member, a_user, anna, chris, dina, sanne

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_member(case)
    return case


def judged(access: EmergencyAccess) -> None:
    actions.review_emergency(access, by=dina(), judgement=Judgement.JUSTIFIED, review="Nagebeld, klopt")


def test_until_it_is_judged_one_cannot_do_it_again(case):
    user, other = chris(), a_case()
    access = opened(case, user)
    ran_out(access)

    with pytest.raises(actions.CannotUseEmergency, match="eerst beoordelen"):
        actions.open_in_emergency(other.number, by=user, on=TODAY, reason=REASON)
    judged(access)

    assert opened(other, user).case_id == other.pk


def test_the_database_keeps_it_to_one_that_waits(case):
    access = opened(case, chris())
    columns = "case_id, user_id, reason, review_due_on, judgement, review"

    other = Grant.objects.exclude(pk=access.grant_id).first()
    again = f"INSERT INTO cases_emergencyaccess ({columns}, grant_id) SELECT {columns}, %s FROM cases_emergencyaccess"

    refused = pytest.raises(IntegrityError, match="emergency_is_reviewed_before_the_next")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(again, [other.pk])


def test_nobody_judges_oneself(case):
    user = a_user(Role.SOCIAL_PROFESSIONAL, Role.PRIVACY_OFFICER)
    access = opened(case, user)

    with pytest.raises(IntegrityError, match="by_another"), transaction.atomic():
        EmergencyAccess.objects.filter(pk=access.pk).update(
            reviewed_by=user, reviewed_at=timezone.now(), judgement="JUSTIFIED", review="Prima"
        )


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM cases_emergencyaccess",
        "UPDATE cases_emergencyaccess SET reason = reason || ' Of toch niet.'",
        "UPDATE cases_emergencyaccess SET reviewed_by_id = app_user(), reviewed_at = now(), judgement = 'JUSTIFIED', "
        "review = 'Prima'",
    ],
)
def test_neither_who_used_it_nor_who_coordinates_changes_it_or_takes_it_away(case, director, statement):
    user = chris()
    opened(case, user)

    for who in (user, director):
        with acting_for(who.pk), connection.cursor() as cursor:
            assert cursor.execute("SELECT 1 FROM cases_emergencyaccess").rowcount == 1
            assert cursor.execute(statement).rowcount == 0


def test_the_privacy_officer_reads_what_was_opened_and_judges_within_two_working_days(client: Client, case):
    user, officer = chris(), dina()
    access = opened(case, user)
    client.force_login(user)
    client.get(f"/casussen/{case.pk}/gezin/")
    client.force_login(officer)
    address = f"/noodprocedure/gebruik/{access.pk}/"

    page = client.get(address).text
    client.post(address, {"judgement": "UNJUSTIFIED", "review": "De regisseur was bereikbaar"})

    assert REASON in page
    assert "Casus bekeken: gezin" in page
    access.refresh_from_db()
    assert (access.judgement, access.reviewed_by) == (Judgement.UNJUSTIFIED, officer)
    assert 1 < (access.review_due_on - TODAY).days <= 6
    assert "De regisseur was bereikbaar" in client.get(address).text


def test_the_rows_are_there_for_the_user_and_the_coordinator_only(case, director):
    user = chris()
    opened(case, user)
    seen = {}

    for name, somebody in {"user": user, "director": director, "colleague": sanne()}.items():
        with acting_for(somebody.pk):
            seen[name] = EmergencyAccess.objects.count()

    assert seen == {"user": 1, "director": 1, "colleague": 0}
