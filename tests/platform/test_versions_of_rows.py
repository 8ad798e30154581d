"""What every row was, by whom it was changed and when: written by the database, whatever way somebody takes."""

import psycopg
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction
from django.utils import timezone

from cases import actions
from cases.models import Audience, Bsn, Case, Member, Observation, ObservationWords
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Errand, acting_as, acting_for
from familienetwerk.history.laying import lay_history
from familienetwerk.history.models import EVENT_MODELS
from familienetwerk.history.tracking import NEVER_KEPT, SECRETS, tracked_models
from familienetwerk.second_line.guard import TABLES, unguarded_tables
from familienetwerk.second_line.policies import RULES
from tests.factories import a_case, a_member, an_involvement, an_observation, anna, bram, chris, sanne

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


@pytest.fixture
def kevin(case) -> Member:
    return a_member(case, given_name="Kevin")


def versions(table: str, row: models.Model, *columns: str) -> list[tuple]:
    """As the database has them, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(['pgh_label', *columns])} FROM history_{table} WHERE pgh_obj_id = %s ORDER BY pgh_id",
            [row.pk],
        )
        return cursor.fetchall()


def run(sql: str, *arguments: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)


# --- every way of writing -------------------------------------------------------------------------------


def test_a_deed_of_the_app_keeps_what_was_before_and_who_did_it(kevin, director):
    with acting_for(director.pk):
        actions.change_member(kevin, by=director, lock_version=1, given_name="Kévin")

    assert versions("cases_member", kevin, "given_name", "by_id")[-1] == ("update", "Kévin", director.pk)
    assert versions("cases_member", kevin, "given_name")[0] == ("insert", "Kevin")


def test_many_rows_at_once_are_each_kept(case, director):
    members = [a_member(case, given_name=name) for name in ("Kim", "Bo", "Ali")]

    with acting_for(director.pk):
        Member.objects.filter(case=case).update(reason_text="Samen gezien")

    for member in members:
        assert versions("cases_member", member, "reason_text", "by_id")[-1] == ("update", "Samen gezien", director.pk)


def test_raw_sql_as_the_role_of_the_app_is_kept_with_who_the_transaction_is_for(kevin, director):
    with acting_for(director.pk):
        run("UPDATE cases_member SET given_name = 'Buiten om' WHERE id = %s", kevin.pk)

    assert versions("cases_member", kevin, "given_name", "by_id")[-1] == ("update", "Buiten om", director.pk)


def test_who_owns_the_tables_and_goes_past_the_app_is_kept_with_his_login(kevin, as_owner: psycopg.Connection):
    with as_owner.cursor() as cursor:
        cursor.execute("INSERT INTO accounts_municipality (name) VALUES ('Elders') RETURNING id")
        [(number,)] = cursor.fetchall()
        kept = cursor.execute(
            "SELECT pgh_label, by_id, errand, login = session_user FROM history_accounts_municipality WHERE id = %s",
            [number],
        ).fetchall()

    assert kept == [("insert", None, "", True)]


def test_a_row_that_is_taken_away_is_kept_as_it_was(case, director):
    draft = an_observation(case, director, text="Verkeerd", released_at=None)

    with acting_for(director.pk):
        run("DELETE FROM cases_observationwords WHERE observation_id = %s", draft.pk)

    assert versions("cases_observationwords", draft, "text", "by_id")[-1] == ("delete", "Verkeerd", director.pk)


def test_who_is_coupled_to_what_is_kept_too(case, director, kevin):
    observation = an_observation(case, director)
    observation.members.add(kevin)

    with connection.cursor() as cursor:
        cursor.execute("SELECT observation_id, member_id FROM history_cases_observation_members")
        assert cursor.fetchall() == [(observation.pk, kevin.pk)]


def test_writing_what_already_stood_there_is_no_version(kevin):
    before = versions("cases_member", kevin)

    Member.objects.filter(pk=kevin.pk).update(given_name="Kevin")

    assert versions("cases_member", kevin) == before


def test_an_errand_on_the_way_does_not_hide_who_set_it_going(kevin, director):
    with acting_for(director.pk), acting_as(Errand.NUMBERING):
        run("UPDATE cases_member SET given_name = 'K' WHERE id = %s", kevin.pk)

    assert versions("cases_member", kevin, "by_id", "errand")[-1] == ("update", director.pk, "numbering")


def test_the_work_of_the_app_itself_is_named_by_its_errand(kevin):
    run("UPDATE cases_member SET given_name = 'K' WHERE id = %s", kevin.pk)

    assert versions("cases_member", kevin, "by_id", "errand")[-1] == ("update", None, "tests")


# --- it stands ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE history_cases_member SET given_name = 'Mooier'",
        "DELETE FROM history_cases_member",
        "INSERT INTO history_cases_member SELECT * FROM history_cases_member",
        "ALTER TABLE cases_member DISABLE TRIGGER USER",
    ],
)
def test_the_role_of_the_app_changes_no_version_and_makes_none(kevin, deed):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        run(deed)


@pytest.mark.parametrize(
    "deed", ["UPDATE history_accounts_municipality SET name = 'x'", "DELETE FROM history_accounts_municipality"]
)
def test_not_even_their_owner_changes_a_version(as_owner: psycopg.Connection, deed):
    as_owner.execute("INSERT INTO accounts_municipality (name) VALUES ('Elders')")

    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="De geschiedenis verandert niet"):
        as_owner.execute(deed)


def test_no_setting_of_the_session_turns_it_off(kevin):
    run("SELECT set_config('pgtrigger.ignore', %s, true)", "{" + ",".join(triggers_of("cases_member")) + "}")

    run("UPDATE cases_member SET given_name = 'Stiekem' WHERE id = %s", kevin.pk)

    assert versions("cases_member", kevin, "given_name")[-1] == ("update", "Stiekem")


def triggers_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname ~ '^pgtrigger'", [table])
        return [name for (name,) in cursor.fetchall()]


# --- which tables, and what never ------------------------------------------------------------------------


# The log cannot be changed; signals and sample are kept with the month of the log that a privacy officer signs.
OF_THE_LOG = {"audit_auditevent", "oversight_logreview", "oversight_logsample", "oversight_logsignal"}


def test_every_table_of_a_case_keeps_its_versions():
    of_case = {table for table in RULES if not table.startswith("history_")} - OF_THE_LOG

    assert of_case <= {model._meta.db_table for model in tracked_models()}
    assert {model._meta.db_table for model in EVENT_MODELS} == {
        table for table in RULES if table.startswith("history_")
    }
    for model in tracked_models():
        assert len(triggers_of(model._meta.db_table)) == 3, model


def test_passwords_locked_numbers_and_files_stay_out():
    kept = {(model.pgh_tracked_model, field.name) for model in EVENT_MODELS for field in model._meta.fields}
    secret = {(model, name) for model, names in SECRETS.items() for name in names}
    binary = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, NEVER_KEPT)
    }

    assert (Bsn, "number") in binary
    assert (User, "password") in secret
    assert not kept & (secret | binary)


def test_a_second_migration_lays_nothing_anew():
    assert not lay_history()


# --- for whom -------------------------------------------------------------------------------------------


def seen(user: User, table: str) -> int:
    with acting_for(user.pk), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM history_{table}")
        return cursor.fetchone()[0]


def test_only_who_sees_the_case_sees_what_its_rows_were(case, kevin, director):
    assert seen(director, "cases_member") == 1
    assert seen(chris(), "cases_member") == seen(chris(), "cases_case") == 0


def test_who_may_not_read_an_observation_does_not_read_what_it_was(case, director):
    police = bram()
    an_involvement(case, police)
    an_observation(case, director, audience=Audience.OWN_ORGANISATION)

    for table in ("cases_observation", "cases_observationwords"):
        assert (seen(director, table), seen(police, table)) == (1, 0)


def test_what_was_written_before_it_was_shared_stays_with_who_wrote_it(case, director):
    police = bram()
    an_involvement(case, police)
    observation = an_observation(case, director, released_at=None, text="Nog maar een gedachte")
    Observation.objects.filter(pk=observation.pk).update(released_at=timezone.now())
    ObservationWords.objects.filter(pk=observation.pk).update(text="Wat wij zagen")

    assert (seen(director, "cases_observationwords"), seen(police, "cases_observationwords")) == (2, 1)


def test_what_was_for_fewer_then_stays_with_fewer_when_it_is_opened_to_all(case, director):
    police = bram()
    an_involvement(case, police)
    observation = an_observation(case, director, audience=Audience.OWN_ORGANISATION)
    Observation.objects.filter(pk=observation.pk).update(audience=Audience.ALL_INVOLVED)

    assert (seen(director, "cases_observation"), seen(police, "cases_observation")) == (2, 1)


def test_a_draft_of_another_organisation_has_no_history_for_others(case, director):
    team = sanne()
    an_involvement(case, team)
    an_observation(case, team, released_at=None)

    assert (seen(team, "cases_observation"), seen(director, "cases_observation")) == (1, 0)


def test_accounts_are_nobodys_to_read(director):
    assert seen(director, "accounts_user") == 0


def test_every_table_of_versions_is_guarded():
    assert unguarded_tables() == []


def test_a_table_of_versions_that_loses_its_guard_stops_the_start(as_owner: psycopg.Connection):
    as_owner.execute("ALTER TABLE history_cases_relation NO FORCE ROW LEVEL SECURITY")

    assert as_owner.execute(TABLES).fetchall() == [("history_cases_relation",)]
