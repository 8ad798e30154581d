"""Laying the triggers that keep versions, after every migration that changed a table: by the owner of the tables."""

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from pgtrigger import registry

from familienetwerk.history.models import EVENT_MODELS
from familienetwerk.history.triggers import kept_fields
from familienetwerk.history.version import RowEvent

# The owner may not change a version either. TRUNCATE is only taken away: tests clean up with it.
STANDS = """
CREATE OR REPLACE FUNCTION history_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'De geschiedenis verandert niet: % is geweigerd.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
"""
STANDING = """
CREATE OR REPLACE TRIGGER history_stands BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION history_stands();
REVOKE ALL ON {table} FROM "{role}"; GRANT SELECT ON {table} TO "{role}";
"""
LAID = """
SELECT obj_description(pg_trigger.oid, 'pg_trigger') FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%' AND tgparentid = 0
"""
# What was there before its versions were kept: its first version is what it is now.
BEGINNING = """
INSERT INTO {table} (pgh_created_at, pgh_label, pgh_obj_id, {columns})
SELECT statement_timestamp(), 'begin', {key}, {columns} FROM {tracked}
WHERE NOT EXISTS (SELECT FROM {table} version WHERE version.pgh_obj_id = {tracked}.{key})
"""


def lay_history() -> bool:
    """Whether something had to be laid. Does nothing while tables of it do not exist."""
    with transaction.atomic(), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        wanted = [(model, trigger.compile(model)) for model, trigger in registry.registered()]
        present = laid(cursor)
        new = {model for model, compiled in wanted if compiled.hash not in present}
        if not new or not {model._meta.db_table for model in EVENT_MODELS} <= tables:
            return False
        cursor.execute(STANDS)
        for model, compiled in wanted:
            if model in new:
                cursor.execute(compiled.install_sql)
        for event_model in EVENT_MODELS:
            if event_model.pgh_tracked_model in new:
                begin(cursor, event_model)
    return True


def laid(cursor: CursorWrapper) -> set[str]:
    """By the mark of their text, which stands in the comment on each."""
    cursor.execute(LAID)
    return {mark for (mark,) in cursor.fetchall()}


def begin(cursor: CursorWrapper, event_model: type[RowEvent]) -> None:
    """Versions of this table stand, and begin with what is there already."""
    tracked = event_model.pgh_tracked_model
    names = {
        "table": event_model._meta.db_table,
        "role": settings.APP_DATABASE_ROLE,
        "tracked": tracked._meta.db_table,
        "key": tracked._meta.pk.column,
        "columns": ", ".join(f'"{field.column}"' for field in kept_fields(event_model)),
    }
    cursor.execute(STANDING.format(**names))
    cursor.execute(BEGINNING.format(**names))
