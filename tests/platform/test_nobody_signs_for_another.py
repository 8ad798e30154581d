"""Whose name stands under a row is who acts, and it says what that person said, in plain SQL as the app's role too."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from cases.acts_guard import NAME, SIGNED, STANDS
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from familienetwerk.second_line.policies import ITEMS
from tests.factories import a_case, a_member, an_intake, an_involvement, an_observation, anna, bram
from tests.triage_factories import decide, ready_to_decide

pytestmark = pytest.mark.django_db
OF_CASES = ("cases", "documents", "domains", "interventions")
CHOSEN = {"user_id", "owner_id", "chair_id"}  # who sits there, does it or leads: somebody else says so


def changed_by(user: User, statement: str) -> int:
    with transaction.atomic(), acting_for(user.pk), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def test_nobody_signs_for_another():
    director, partner = anna(), bram()
    case = a_case(coordinator=director)
    an_involvement(case, partner)
    a_member(case)
    an_observation(case, partner)
    same = "case_id, organisation_id, nature, observed_on, regime, audience, named, frame_id, created_at"
    noted = f"INSERT INTO cases_observation ({same}, author_id) SELECT {same}, {{}} FROM cases_observation LIMIT 1"
    handed = "UPDATE cases_member SET added_by_id = {}"

    for user, statement, named in ((partner, noted, director.pk), (director, handed, partner.pk)):
        with pytest.raises(IntegrityError, match="Hier staat een ander dan wie dit vastlegt"):
            changed_by(user, statement.format(named))
        assert changed_by(user, statement.format(user.pk)) > 0


@pytest.fixture
def partner() -> User:
    """At the table of a case about whose intake somebody else decided."""
    partner, case = bram(), ready_to_decide(an_intake())
    decide(case)
    an_involvement(case, partner)
    return partner


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_triage SET reason = 'Gekaapt'",
        "UPDATE cases_triage SET reason = 'Gekaapt', decided_by_id = app_user()",
        "UPDATE cases_criterionanswer SET reason = 'Gekaapt'",
        "UPDATE cases_intakequestion SET question = 'Gekaapt'",
        "UPDATE cases_involvement SET asked_reason = 'Gekaapt'",
        "UPDATE cases_grant SET reason = 'Gekaapt'",
        "UPDATE cases_case SET number = 'Gekaapt'",
    ],
)
def test_nobody_puts_other_words_above_the_name_of_another(partner, statement):
    with pytest.raises(IntegrityError, match="Hier staat wat een ander vastlegde"):
        changed_by(partner, statement)


def test_who_answers_a_criterion_otherwise_signs_for_it(partner):
    assert (
        changed_by(partner, "UPDATE cases_criterionanswer SET reason = 'Toch niet', answered_by_id = app_user()") == 4
    )


# Kept by triggers of their own, by whose words they are, or written by all at the table together.
OTHERWISE = {
    *ITEMS,
    *("cases_member", "cases_recall", "cases_relation", "cases_sharing"),
    *("domains_agreement", "domains_problemdefinition"),
    *("interventions_adoption", "interventions_intervention", "interventions_plan", "interventions_plandocument"),
}


def test_what_stands_above_every_name_has_its_guard():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT named.tgrelid::regclass::text, EXISTS (SELECT 1 FROM pg_trigger words WHERE "
            "words.tgrelid = named.tgrelid AND (words.tgname = %s OR starts_with(words.tgname, %s))) "
            "FROM pg_trigger named WHERE named.tgname = %s",
            [STANDS, SIGNED, NAME],
        )
        assert {table for table, is_kept in cursor.fetchall() if not is_kept} == OTHERWISE


def test_every_column_that_names_who_did_something_has_its_guard():
    models = [model for app in OF_CASES for model in apps.get_app_config(app).get_models() if model._meta.managed]
    named = {
        model._meta.db_table: {field.column for field in model._meta.fields if field.related_model is User} - CHOSEN
        for model in models
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgargs FROM pg_trigger WHERE tgname = %s", [NAME])
        guards = {table: set(bytes(given).decode().strip("\0").split("\0")) for table, given in cursor.fetchall()}

    assert guards == {table: columns for table, columns in named.items() if columns}
