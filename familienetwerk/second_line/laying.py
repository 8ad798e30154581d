"""Laying the second line: functions, views and policies as their files have them, whatever was there before.

Policies are text about tables that several apps own; a migration each would leave nobody able to read what holds now.
So they are laid anew after every migration that changed them, in one transaction, by the owner of the tables.
"""

import hashlib

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from familienetwerk.second_line.functions import FUNCTIONS, PRIVATE
from familienetwerk.second_line.policies import RULES
from familienetwerk.second_line.statements import guarded
from familienetwerk.second_line.views import VIEWS, view

MARKED = "app_is_on_an_errand()"  # a comment on this function says from which text they were laid
LAID = f"""
SELECT CASE WHEN (SELECT count(*) FROM pg_policies WHERE policyname = 'need_to_know') = {len(RULES)}
    THEN obj_description(to_regprocedure('{MARKED}'), 'pg_proc') END
"""  # NULL when there is no second line, or not on every table


def lay_second_line() -> bool:
    """Whether it had to be laid anew. Does nothing while tables of it do not exist: then the app does not start."""
    with transaction.atomic(), connection.cursor() as cursor:
        if missing_tables(cursor) or laid_version(cursor) == version():
            return False
        for statement in statements(cursor):
            cursor.execute(statement)
    return True


def statements(cursor: CursorWrapper) -> list[str]:
    """Old policies go first, then the views that stand on others: nothing can change beneath them."""
    role = settings.APP_DATABASE_ROLE
    return [
        *(f"DROP POLICY {policy} ON {table}" for policy, table in present_policies(cursor)),
        *(f"DROP VIEW IF EXISTS {name} CASCADE" for name in present_views(cursor)),
        FUNCTIONS,
        *(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC" for name in PRIVATE),
        *(view(name) for name in VIEWS),
        *(f'REVOKE ALL ON {name} FROM "{role}"; GRANT SELECT ON {name} TO "{role}"' for name in VIEWS),
        *(guarded(table) for table in RULES),
        f"COMMENT ON FUNCTION {MARKED} IS '{version()}'",
    ]


def version() -> str:
    """Of the text in functions.py, views.py, policies.py and what stands beside it."""
    text = "\n".join([FUNCTIONS, *map(view, VIEWS), *map(guarded, RULES)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def laid_version(cursor: CursorWrapper) -> str | None:
    """Of the text that the database was laid from."""
    cursor.execute(LAID)
    (laid,) = cursor.fetchone()
    return laid if laid is None else str(laid)


def missing_tables(cursor: CursorWrapper) -> list[str]:
    cursor.execute("SELECT name FROM unnest(%s::text[]) name WHERE to_regclass(name) IS NULL", [list(RULES)])
    return [name for (name,) in cursor.fetchall()]


def present_views(cursor: CursorWrapper) -> list[str]:
    """Also those of another version, which may stand on others."""
    cursor.execute(r"SELECT viewname FROM pg_views WHERE schemaname = 'public' AND viewname LIKE 'app\_%'")
    return [name for (name,) in cursor.fetchall()]


def present_policies(cursor: CursorWrapper) -> list[tuple[str, str]]:
    cursor.execute(
        r"SELECT policyname, tablename FROM pg_policies WHERE policyname ~ '^(need_to_know|owner_keeps_house)'"
    )
    return [(policy, table) for policy, table in cursor.fetchall()]
