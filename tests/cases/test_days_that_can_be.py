"""Days that cannot be: shared before the case began or tomorrow, and looked at again in some far year."""

from datetime import date, timedelta

import psycopg
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, Member, Sharing
from familienetwerk.accounts.models import User
from tests.cases.test_keeping_the_family import typed_member
from tests.cases.test_sharing_pieces import key_of
from tests.factories import a_case, a_member, an_involvement, an_observation, anna, bram

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def partner() -> User:
    return bram()


@pytest.fixture
def case(director, partner) -> Case:
    case = a_case(coordinator=director)
    an_involvement(case, partner)
    return case


def test_a_day_before_the_case_began_is_refused_at_the_field(client: Client, case, partner):
    seen = an_observation(case, partner)
    client.force_login(partner)
    typed = {"keys": [key_of(seen)], "recipient_name": "Duinveen", "ground": "Wpg 20", "reason": "Nodig"}

    response = client.post(f"/casussen/{case.pk}/verstrekkingen/nieuw/", typed | {"on": "30-09-2026"})

    assert 'id="id_on_error"' in response.text
    assert "Deze casus begon op 01-10-2026. Kies een dag vanaf die dag." in response.text
    assert not Sharing.objects.exists()


@pytest.mark.parametrize("on", [date(2026, 9, 30), timezone.localdate() + timedelta(days=1)])
def test_the_database_refuses_a_day_before_the_case_began_or_after_today(case, partner, on):
    with pytest.raises(IntegrityError, match="tussen het begin van de casus en vandaag"), transaction.atomic():
        Sharing.objects.create(
            case=case,
            organisation=partner.organisation,
            recipient_name="Duinveen",
            ground="Wpg 20",
            reason="Nodig",
            shared_on=on,
            shared_by=partner,
        )


@pytest.mark.parametrize("page", ["nieuw/", "{}/wijzigen/", "{}/nog-nodig/"])
def test_nobody_stays_in_a_case_for_years_without_being_looked_at(client: Client, case, director, page):
    kevin = a_member(case)
    client.force_login(director)

    typed = typed_member(review_on="01-01-2099", given_name="Noa", lock_version="1")
    response = client.post(f"/casussen/{case.pk}/gezin/{page.format(kevin.pk)}", typed)

    assert response.status_code == 422
    assert 'id="id_review_on_error"' in response.text
    assert "De datum ligt meer dan 1 jaar vooruit." in response.text
    assert [member.given_name for member in Member.objects.all()] == ["Kevin"]


def test_the_database_refuses_to_look_again_after_more_than_a_year(case):
    kevin = a_member(case)

    with pytest.raises(IntegrityError, match="binnen een jaar opnieuw bekeken"), transaction.atomic():
        Member.objects.filter(pk=kevin.pk).update(review_on=timezone.localdate() + timedelta(days=367))


@pytest.mark.django_db(transaction=True)
def test_a_day_of_before_that_rule_stands_in_nobodys_way(case, director, as_owner: psycopg.Connection):
    kevin = a_member(case)
    as_owner.execute("ALTER TABLE cases_member DISABLE TRIGGER member_is_reviewed_within_a_year")
    as_owner.execute("UPDATE cases_member SET review_on = review_on + 3650")
    as_owner.execute("ALTER TABLE cases_member ENABLE TRIGGER member_is_reviewed_within_a_year")
    as_owner.commit()

    informed = actions.mark_informed(kevin, by=director, on=timezone.localdate())

    assert informed.review_on.year > timezone.localdate().year + 5
