"""Factories write what the actions write: with both, the same rows come into the same tables, with the same words."""

import json
from datetime import date
from itertools import count

import pytest
from django.db import connection, transaction
from django.db.models import Model

from cases import actions
from cases.models import Case, FrameParticipant, InvolvementRole, LegalFrame
from familienetwerk.accounts.actions import add_organisation, add_user
from familienetwerk.accounts.models import Organisation, OrganisationKind, PolicyDomain, User
from familienetwerk.accounts.roles import Role
from tests import factories
from tests.factories import a_case, a_frame, a_household, a_member, a_municipality, an_involvement

pytestmark = pytest.mark.django_db
TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname"""
SEQUENCES = "SELECT setval(oid, %s) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'"
FREE_NUMBER = "SELECT max(last_value) + 1 FROM pg_sequences WHERE schemaname = 'public'"
NEVER_THE_SAME = {"at", "pgh_created_at", "granted_at", "invited_at", "submission", "created_at"}
ON = date(2026, 10, 5)


@pytest.fixture
def what_comes_of(as_owner, monkeypatch):
    """The rows that an act adds or changes, with the numbers that the first such act would get."""

    numbers = as_owner.execute(FREE_NUMBER).fetchone()

    def in_an_empty_town(act) -> list[str]:
        monkeypatch.setattr(factories, "_numbers", count(1))
        as_owner.execute(SEQUENCES, numbers)
        with transaction.atomic():
            before = set(every_row())
            act()
            made = [row for row in every_row() if row not in before]
            transaction.set_rollback(True)
        return made

    return in_an_empty_town


def every_row() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', to_jsonb(r) FROM \"{table}\" r" for table in tables))
        return sorted(f"{table} {json.dumps(without_moments(json.loads(row)))}" for table, row in cursor.fetchall())


def tables_of(rows: list[str]) -> set[str]:
    return {row.split()[0] for row in rows}


def without_moments(row: dict) -> dict:
    """What differs by the clock or by chance; of a right from when it was given only that, of no password only that."""
    fixed = {name: value for name, value in row.items() if name not in NEVER_THE_SAME}
    if "granted_at" in row:
        begin, end = row["period"].strip('[")').split(",")
        begins_when_given = f"{begin.strip('"').replace(' ', 'T')}:00" == row["granted_at"]
        fixed["period"] = ["when it was given" if begins_when_given else begin, end]
    if "password" in row:
        fixed["password"] = row["password"][:1]
    return fixed


@pytest.fixture
def frame() -> LegalFrame:
    return a_frame()


def add_the_police(frame: LegalFrame) -> Organisation:
    organisation = add_organisation(
        name="Veiligheid 1",
        kind=OrganisationKind.POLICE,
        policy_domain=PolicyDomain.SAFETY,
        municipality=a_municipality(),
    )
    FrameParticipant.objects.create(frame=frame, organisation=organisation, valid_from=frame.valid_from)
    return organisation


def add_anna(frame: LegalFrame) -> User:
    roles = [Role.PROCESS_COORDINATOR, Role.CASE_COORDINATOR]
    return add_user(email="gebruiker2@example.org", name="Anna de Wit", organisation=add_the_police(frame), roles=roles)


def test_an_account_and_its_organisation(what_comes_of, frame):
    made = what_comes_of(factories.anna)

    assert made == what_comes_of(lambda: add_anna(frame))
    assert tables_of(made) >= {"accounts_user", "accounts_principal", "cases_frameparticipant"}


@pytest.mark.parametrize("role", [role for role in InvolvementRole if role != InvolvementRole.GUEST])
def test_a_seat_and_its_right(what_comes_of, frame, role):
    user = factories.bram()
    case = a_case()

    def as_the_action_gives_it() -> None:
        actions.start_involvement(case, user, by=user, on=ON, reason="Nodig aan tafel", role=role)

    made = what_comes_of(lambda: an_involvement(case, user, role=role, on=ON))

    assert made == what_comes_of(as_the_action_gives_it)
    assert tables_of(made) >= {"cases_involvement", "cases_grant", "audit_auditevent"}


def test_what_is_stored_is_what_django_saves(what_comes_of, frame, monkeypatch):
    def a_family() -> None:
        case = a_case(coordinator=factories.sanne())
        a_member(case)
        a_household(case)

    stored = what_comes_of(a_family)
    monkeypatch.setattr(factories, "stored", saved)

    assert stored == what_comes_of(a_family)
    assert tables_of(stored) >= {"cases_case", "cases_legalframe", "cases_member", "cases_household"}


def saved[R: Model](row: R) -> R:
    row.save(force_insert=True)
    return row


def test_in_a_new_frame_everybody_takes_part(frame):
    user = factories.bram()

    case = a_case()

    assert set(case.legal_frame.participants.values_list("organisation", "valid_from")) == {
        (organisation.pk, case.legal_frame.valid_from)
        for organisation in (user.organisation, case.started_by.organisation)
    }


def test_a_stored_row_knows_what_the_database_filled_in(frame):
    case = a_case(legal_frame=frame)

    assert case.submission == Case.objects.get(pk=case.pk).submission
    assert not case._state.adding
