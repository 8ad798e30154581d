"""Whose name stands under a row is who acts, in plain SQL as the app's role too."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from cases.acts_guard import NAME
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from tests.factories import a_case, an_involvement, an_observation, anna, bram

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
    an_observation(case, partner)
    same = "case_id, organisation_id, nature, observed_on, regime, audience, named, frame_id, created_at"
    noted = f"INSERT INTO cases_observation ({same}, author_id) SELECT {same}, {{}} FROM cases_observation LIMIT 1"
    handed = "UPDATE cases_involvement SET asked_by_id = {}"

    for user, statement, named in ((partner, noted, director.pk), (director, handed, partner.pk)):
        with pytest.raises(IntegrityError, match="Hier staat een ander dan wie dit vastlegt"):
            changed_by(user, statement.format(named))
        assert changed_by(user, statement.format(user.pk)) > 0


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
