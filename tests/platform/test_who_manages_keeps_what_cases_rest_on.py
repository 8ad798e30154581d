"""In plain SQL as the app's role: accounts, mandates, statements and frames are kept by who manages, not on oneself."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from familienetwerk.accounts.models import Requirement, Statement, User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission import actions
from familienetwerk.behalf import acting_for
from tests.factories import TODAY, a_case, a_user, an_involvement, anna, bram

pytestmark = pytest.mark.django_db
MANDATE = {"on_behalf_of": "De burgemeester", "task": "Lezen", "ground": "Awb 10:3", "reference": "B-1"}


@pytest.fixture(scope="module")
def world(one_transaction) -> SimpleNamespace:
    """Who works on a case has a mandate that ends today and a statement; who manages has one of each too."""
    admin, other, worker = a_user(Role.FUNCTIONAL_ADMIN), a_user(Role.FUNCTIONAL_ADMIN), bram()
    an_involvement(a_case(coordinator=anna()), worker)
    Requirement.objects.create(kind="SCREENING", required_by=other)
    for user in (worker, admin):
        actions.record_mandate(by=other, user=user, valid_from=TODAY, valid_until=TODAY, **MANDATE)
        Statement.objects.create(user=user, kind="SCREENING", given_on=TODAY, recorded_by=other)
    return SimpleNamespace(admin=admin, worker=worker)


def changed(user: User, statement: str) -> int:
    """How many rows it changed, which is taken back."""
    with acting_for(user.pk), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        transaction.set_rollback(True)
        return cursor.rowcount


ABOUT = [
    "UPDATE accounts_user SET roles = '{{FUNCTIONAL_ADMIN,MANAGER}}' WHERE id = {user}",
    "UPDATE accounts_user SET last_day = NULL, is_active = false WHERE id = {user}",
    "UPDATE accounts_mandate SET valid_until = NULL WHERE user_id = {user}",
    "INSERT INTO accounts_statement (user_id, kind, given_on, recorded_by_id) "
    "VALUES ({user}, 'CONFIDENTIALITY', current_date, app_user())",
]
BESIDE = [
    "DELETE FROM accounts_requirement",
    "UPDATE cases_legalframe SET dpia_valid_until = NULL",
    "UPDATE cases_frameparticipant SET valid_until = NULL",
]


@pytest.mark.parametrize("statement", [*ABOUT, *BESIDE])
def test_nobody_else_keeps_them(world, statement):
    with pytest.raises(IntegrityError, match="Dit houdt de functioneel beheerder bij"):
        changed(world.worker, statement.format(user=world.worker.pk))


@pytest.mark.parametrize("statement", ABOUT)
def test_who_manages_does_not_change_what_is_about_oneself(world, statement):
    with pytest.raises(IntegrityError, match="nooit over zichzelf"):
        changed(world.admin, statement.format(user=world.admin.pk))


@pytest.mark.parametrize("statement", [statement for statement in (*ABOUT, *BESIDE) if "INSERT" not in statement])
def test_who_manages_keeps_those_of_others(world, statement):
    assert changed(world.admin, statement.format(user=world.worker.pk)) > 0


def test_who_manages_records_nothing_in_the_name_of_another(world):
    seen = (
        "INSERT INTO accounts_statement (user_id, kind, given_on, recorded_by_id) "
        f"SELECT {world.worker.pk}, 'CONFIDENTIALITY', current_date, {{by}}"
    )

    assert changed(world.admin, seen.format(by=world.admin.pk)) == 1
    with pytest.raises(IntegrityError, match="Dit houdt"):
        changed(world.admin, seen.format(by=world.worker.pk))


@pytest.mark.parametrize("table", ["accounts_user", "cases_legalframe"])
def test_nobody_takes_them_away(world, table):
    with pytest.raises(IntegrityError, match="Dit houdt"):
        changed(world.admin, f"DELETE FROM {table}")
