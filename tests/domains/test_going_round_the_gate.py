"""The two-domain gate holds by whatever route: a forged post, the ORM, SQL with the login of the app."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from domains import actions
from domains.models import ProblemDefinition
from domains.models.problem import DefinitionStatus
from tests.domain_factories import STATEMENT, a_contribution, a_definition, agree, refused_by_the_database
from tests.factories import chris

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NO_SAFETY = "Er is nog geen bijdrage uit het domein veiligheid."
NO_SOCIAL = "Er is nog geen bijdrage uit het domein sociaal."
SOCIAL_IS_SILENT = "Nog geen organisatie uit het domein sociaal is akkoord met de probleemdefinitie."


def fixed_fields(user) -> dict:
    return {"status": "FIXED", "fixed_on": TODAY, "fixed_by": user}


def test_posting_it_is_refused_with_the_same_reasons(client: Client, case, director, police, proposed):
    a_contribution(case, police)
    client.force_login(director)

    response = client.post(f"/casussen/{case.pk}/probleemdefinitie/1/vaststellen/")

    assert response.status_code == 422
    assert NO_SOCIAL in response.text
    assert not ProblemDefinition.objects.fixed().exists()


def test_the_page_has_no_button_to_fix_until_the_list_is_empty(client: Client, case, police, team, proposed):
    client.force_login(case.started_by)
    address = f"/casussen/{case.pk}/probleemdefinitie/"

    assert "1/vaststellen/" not in client.get(address).text
    a_contribution(case, police)
    a_contribution(case, team)
    agree(proposed, police, team)
    page = client.get(address).text

    assert "U kunt nu vaststellen" in page
    assert f"{address}1/vaststellen/" in page


def test_posting_it_for_a_draft_is_refused(client: Client, case, director):
    a_definition(case)
    client.force_login(director)

    response = client.post(f"/casussen/{case.pk}/probleemdefinitie/1/vaststellen/", {"status": "FIXED"})

    assert response.status_code == 422
    assert "Leg de probleemdefinitie eerst voor" in response.text


def test_posting_the_status_with_the_words_changes_nothing_but_the_words(client: Client, case, director):
    a_definition(case)
    client.force_login(director)
    forged = {"statement": "Anders", "lock_version": "1", "status": "FIXED", "fixed_on": "23-11-2026"}

    client.post(f"/casussen/{case.pk}/probleemdefinitie/1/wijzigen/", forged)

    assert case.definitions.get().status == DefinitionStatus.DRAFT


def test_a_partner_may_not_fix(client: Client, case, police, proposed):
    client.force_login(police)

    assert client.post(f"/casussen/{case.pk}/probleemdefinitie/1/vaststellen/").status_code == 403


def test_an_outsider_does_not_know_it_exists(client: Client, case, proposed):
    client.force_login(chris())

    assert client.post(f"/casussen/{case.pk}/probleemdefinitie/1/vaststellen/").status_code == 404


def test_an_update_by_the_orm_is_refused(case, director, police, proposed):
    a_contribution(case, police)
    agree(proposed, police)

    def update():
        ProblemDefinition.objects.filter(pk=proposed.pk).update(**fixed_fields(director))

    assert refused_by_the_database(update) == "definition_is_fixed_by_two_domains"


def test_an_update_by_the_orm_that_claims_an_exception_is_refused(director, proposed):
    def update():
        ProblemDefinition.objects.filter(pk=proposed.pk).update(with_exception=True, **fixed_fields(director))

    assert refused_by_the_database(update) == "definition_is_fixed_by_two_domains"


def test_saving_the_row_is_refused(director, proposed):
    proposed.status, proposed.fixed_on, proposed.fixed_by = DefinitionStatus.FIXED, TODAY, director

    assert refused_by_the_database(proposed.save) == "definition_is_fixed_by_two_domains"


def test_sql_of_the_app_is_refused(director, proposed):
    def update():
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE domains_problemdefinition SET status = 'FIXED', fixed_on = now(), fixed_by_id = %s"
                " WHERE id = %s",
                [director.pk, proposed.pk],
            )

    assert refused_by_the_database(update) == "definition_is_fixed_by_two_domains"


def test_the_app_cannot_switch_the_gate_off(proposed):
    with pytest.raises(Exception, match="must be owner"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE domains_problemdefinition DISABLE TRIGGER ALL")


def test_inserting_it_as_fixed_is_refused(case, director):
    row = ProblemDefinition(case=case, version=1, statement=STATEMENT, written_by=director, **fixed_fields(director))

    def insert():
        ProblemDefinition.objects.bulk_create([row])

    assert refused_by_the_database(insert) == "definition_follows_its_course"
    assert refused_by_the_database(row.save) == "definition_follows_its_course"


def test_inserting_it_over_an_existing_row_is_refused(case, director, proposed):
    row = ProblemDefinition(case=case, version=1, statement=STATEMENT, written_by=director, **fixed_fields(director))

    def upsert():
        ProblemDefinition.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["case", "version"],
            update_fields=["status", "fixed_on", "fixed_by"],
        )

    refused_by_the_database(upsert)
    assert not ProblemDefinition.objects.fixed().exists()


def test_from_draft_straight_to_fixed_is_refused(case, director, police, team, proposed):
    a_contribution(case, police)
    a_contribution(case, team)
    agree(proposed, police, team)
    actions.take_back_definition(proposed, by=director, on=TODAY)

    def update():
        ProblemDefinition.objects.filter(pk=proposed.pk).update(**fixed_fields(director))

    assert refused_by_the_database(update) == "definition_follows_its_course"


def test_proposing_again_with_the_old_answers_is_refused(case, director, police, proposed):
    agree(proposed, police)
    actions.take_back_definition(proposed, by=director, on=TODAY)

    def update():
        ProblemDefinition.objects.filter(pk=proposed.pk).update(status="PROPOSED", proposed_on=TODAY)

    assert refused_by_the_database(update) == "definition_is_answered_after_it_is_proposed"
