"""That a row names who did it, and nobody else, for the migrations of the apps whose rows they are.

Who acts is what familienetwerk/behalf.py says in the transaction; an errand is of nobody, and may name whom its action
works for. A policy cannot compare a row with what it was, so this is a trigger (ADR 11).
"""

from django.db import migrations

NAME = "it_names_who_acts"


def names_who_acts(table: str, *columns: str) -> migrations.RunSQL:
    """The function is of cases, migration 0065."""
    arguments = ", ".join(f"'{column}'" for column in columns)
    return migrations.RunSQL(
        f"CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE OF {', '.join(columns)} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {NAME}({arguments});",
        f"DROP TRIGGER {NAME} ON {table};",
    )
