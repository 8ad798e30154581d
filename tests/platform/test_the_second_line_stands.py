"""The second line is laid by migrations, whole and of this version, or the start says no."""

import psycopg
import pytest

from cases.models import deadline
from familienetwerk.processes import refuse_an_unsafe_role
from familienetwerk.second_line import guard, laying
from familienetwerk.second_line.guard import TABLES, reasons_not_to_start, unguarded_tables
from familienetwerk.second_line.policies import RULES
from familienetwerk.second_line.restricted import ABOUT_SOMEBODY

pytestmark = pytest.mark.django_db


def test_every_table_that_reaches_a_case_is_guarded():
    assert unguarded_tables() == []


def test_a_table_that_loses_its_guard_stops_the_start(as_owner: psycopg.Connection):
    as_owner.execute("ALTER TABLE cases_relation NO FORCE ROW LEVEL SECURITY")
    rows = as_owner.execute(TABLES).fetchall()

    assert rows == [("cases_relation",)]


def test_policies_of_another_version_stop_the_start(monkeypatch):
    monkeypatch.setattr(guard, "version", lambda: "of another text")

    assert reasons_not_to_start() == ["de rijbeveiliging is van een andere versie: draai eerst ./run migrate"]


def test_a_rule_that_changed_is_laid_by_the_next_migration(as_owner: psycopg.Connection, monkeypatch):
    monkeypatch.setitem(RULES, "cases_relation", "false")
    with as_owner.cursor() as cursor:
        before = laying.laid_version(cursor)
        for statement in laying.statements(cursor):
            cursor.execute(statement)
        after = laying.laid_version(cursor)
        rule = cursor.execute("SELECT qual FROM pg_policies WHERE tablename = 'cases_relation' AND cmd = 'SELECT'")
        rules = [text for (text,) in rule.fetchall() if "errand" in text]

    assert before != after == laying.version()
    assert len([rule for rule in rules if rule.endswith("OR false)")]) == 1


def test_a_view_of_another_version_that_stands_on_ours_goes(as_owner: psycopg.Connection):
    with as_owner.cursor() as cursor:
        cursor.execute("CREATE VIEW app_of_before AS SELECT case_id FROM app_held")
        for statement in laying.statements(cursor):
            cursor.execute(statement)
        cursor.execute("SELECT to_regclass('app_of_before'), to_regclass('app_held') IS NOT NULL")

        assert cursor.fetchone() == (None, True)


def test_what_did_not_change_is_not_laid_again():
    assert not laying.lay_second_line()


def test_without_one_of_its_tables_nothing_is_laid(monkeypatch):
    monkeypatch.setitem(RULES, "cases_of_tomorrow", "true")

    assert not laying.lay_second_line()


def test_the_role_of_the_app_owns_and_bypasses_nothing():
    assert reasons_not_to_start() == []


def test_the_owner_is_refused_as_the_role_of_the_app(as_owner: psycopg.Connection):
    assert as_owner.execute(guard.ROLE).fetchone() == (False, True)


def test_a_process_with_an_unsafe_role_does_not_start(monkeypatch):
    monkeypatch.setattr("familienetwerk.processes.reasons_not_to_start", lambda: ["de rol bezit tabellen"])
    monkeypatch.setattr("familienetwerk.processes.connection.close", lambda: None)

    with pytest.raises(SystemExit, match="start niet: de rol bezit tabellen"):
        refuse_an_unsafe_role()


def test_both_lines_know_the_same_work_that_can_be_about_somebody():
    assert sorted(ABOUT_SOMEBODY) == sorted(deadline.ABOUT_SOMEBODY)
