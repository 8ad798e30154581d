"""No process starts with a role that could step around the second line, nor when a table lacks it."""

from typing import Any

from django.db import connection

from familienetwerk.second_line.laying import LAID, version

ROLE = """
SELECT rolsuper OR rolbypassrls, EXISTS (
    SELECT 1 FROM pg_class
    WHERE relowner = role.oid AND relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace)
FROM pg_roles role WHERE rolname = current_user
"""
# Every table that reaches a case or a breach through its foreign keys or by a number that names a case, and every table
# of versions; is it guarded? A part of a table is read through the whole: on the part itself the role may nothing.
TABLES = """
WITH RECURSIVE of_case (oid) AS (
    SELECT to_regclass(begins)::oid FROM unnest('{cases_case,breaches_breach}'::text[]) begins
    UNION SELECT key.conrelid FROM pg_constraint key JOIN of_case ON key.confrelid = of_case.oid WHERE key.contype = 'f'
), guarded (oid) AS (
    SELECT oid FROM of_case UNION SELECT attrelid FROM pg_attribute
    WHERE attname IN ('pgh_obj_id', 'case_id', 'case_number') AND attnum > 0 AND NOT attisdropped
)
SELECT relname FROM pg_class JOIN guarded USING (oid)
WHERE relkind IN ('r', 'p') AND NOT relispartition AND (NOT (relrowsecurity AND relforcerowsecurity)
    OR NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'need_to_know'))
ORDER BY relname
"""


def reasons_not_to_start() -> list[str]:
    """Sentences; an empty list means that the app's role is what it should be and every table of a case is guarded."""
    [(bypasses, owns)] = asked(ROLE)
    reasons = []
    if bypasses or owns:
        reasons.append("de rol van DATABASE_URL bezit tabellen of omzeilt rijbeveiliging (zie deploy/roles.sql)")
    if tables := unguarded_tables():
        reasons.append(f"deze tabellen van een casus hebben geen rijbeveiliging: {', '.join(tables)}")
    if laid_from_other_text():
        reasons.append("de rijbeveiliging is van een andere versie: draai eerst ./run migrate")
    return reasons


def laid_from_other_text() -> bool:
    """The policies in the database are not those of this version; false before anything was migrated."""
    [(laid,)] = asked(LAID)
    return bool(is_migrated() and laid != version())


def is_migrated() -> bool:
    [(is_there,)] = asked("SELECT to_regclass('cases_case') IS NOT NULL")
    return bool(is_there)


def unguarded_tables() -> list[str]:
    """Tables that reach a case and are not guarded; none, in an installation that was migrated."""
    return [name for (name,) in asked(TABLES)] if is_migrated() else []


def asked(query: str) -> list[tuple[Any, ...]]:
    """Straight from the driver: a process asks before Django has loaded its apps."""
    connection.ensure_connection()
    rows: list[tuple[Any, ...]] = connection.connection.execute(query).fetchall()
    return rows
