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
    return SimpleNamespace(admin=admin, other=other, worker=worker)


def changed(user: User, statement: str) -> int:
    """How many rows it changed, which is taken back."""
    with acting_for(user.pk), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        transaction.set_rollback(True)
        return cursor.rowcount


ABOUT = [
    "UPDATE accounts_user SET roles = '{{FUNCTIONAL_ADMIN,MANAGER}}' WHERE id = {user}",
    "UPDATE accounts_user SET last_day = NULL, is_active = false WHERE id = {user}",
    "UPDATE accounts_user SET email = 'een.ander@demo.example' WHERE id = {user}",
    "UPDATE accounts_mandate SET valid_until = NULL WHERE user_id = {user}",
    "INSERT INTO accounts_statement (user_id, kind, given_on, recorded_by_id) "
    "VALUES ({user}, 'CONFIDENTIALITY', current_date, app_user())",
]
BESIDE = [
    "INSERT INTO accounts_organisation (name, kind, policy_domain, is_asked_at_intake, is_active) "
    "VALUES ('Van mij', 'POLICE', 'SAFETY', false, true)",
    "UPDATE accounts_organisation SET policy_domain = policy_domain",
    "UPDATE accounts_municipality SET name = name",
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


@pytest.mark.parametrize("statement", [*ABOUT, *BESIDE])
def test_who_manages_keeps_those_of_others(world, statement):
    assert changed(world.admin, statement.format(user=world.worker.pk)) > 0


IN_THE_NAME_OF = [
    "INSERT INTO accounts_statement (user_id, kind, given_on, recorded_by_id) "
    "VALUES ({user}, 'CONFIDENTIALITY', current_date, {by})",
    "INSERT INTO accounts_requirement (kind, required_by_id) VALUES ('CONFIDENTIALITY', {by})",
    "UPDATE accounts_user SET last_day = current_date, last_day_set_by_id = {by} WHERE id = {user}",
]


@pytest.mark.parametrize("statement", IN_THE_NAME_OF)
def test_who_manages_does_so_in_the_own_name(world, statement):
    user = world.worker.pk

    assert changed(world.admin, statement.format(user=user, by=world.admin.pk)) == 1
    with pytest.raises(IntegrityError, match="Dit houdt"):
        changed(world.admin, statement.format(user=user, by=world.other.pk))


STANDS = [
    "UPDATE accounts_requirement SET required_by_id = {admin}",
    "UPDATE accounts_principal SET user_id = {admin}, organisation_id = NULL WHERE organisation_id IS NOT NULL",
    "UPDATE cases_legalframe SET bsn_ground = 'Omdat het kan', regimes = '{{AVG}}'",
]


@pytest.mark.parametrize("statement", STANDS)
def test_what_was_recorded_stands_also_for_who_manages(world, statement):
    with pytest.raises(IntegrityError, match="Dat blijft staan"):
        changed(world.admin, statement.format(worker=world.worker.pk, admin=world.admin.pk))


BECOMES_A_HOLDER = [
    "INSERT INTO accounts_principal (user_id) VALUES ({user})",
    "UPDATE accounts_principal SET user_id = {user}, organisation_id = NULL WHERE organisation_id IS NOT NULL",
]


@pytest.mark.parametrize("statement", BECOMES_A_HOLDER)
def test_nobody_becomes_the_holder_of_what_another_was_given(world, statement):
    with pytest.raises(IntegrityError, match=r"Dit houdt|Dat blijft staan"):
        changed(world.worker, statement.format(user=world.worker.pk))


def test_a_password_is_chosen_by_who_uses_it(world):
    chosen = f"UPDATE accounts_user SET password = '{{password}}' WHERE id = {world.worker.pk}"

    assert changed(world.worker, chosen.format(password="chosen")) == 1
    assert changed(world.admin, chosen.format(password="!opens-nothing")) == 1
    with pytest.raises(IntegrityError, match="kiest iemand zelf"):
        changed(world.admin, chosen.format(password="chosen"))


@pytest.mark.parametrize("table", ["accounts_principal", "accounts_user", "cases_legalframe"])
def test_nobody_takes_them_away(world, table):
    with pytest.raises(IntegrityError, match="Dit houdt"):
        changed(world.admin, f"DELETE FROM {table}")
