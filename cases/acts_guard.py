"""That a row names who did it and nobody else, and says what that person said, for the migrations of the apps.

Who acts is what familienetwerk/behalf.py says in the transaction; an errand is of nobody, and may name whom its action
works for. A policy cannot compare a row with what it was, so these are triggers (ADR 11).
"""

from django.db import migrations

NAME = "it_names_who_acts"
STANDS = "it_stands_as_it_was_said"
SIGNED = "it_says_what_its_signer_says"
WHO_ACTS = "nullif(current_setting('app.user_id', true), '')::bigint"


def names_who_acts(table: str, *columns: str) -> migrations.RunSQL:
    """The function is of cases, migration 0065."""
    arguments = ", ".join(f"'{column}'" for column in columns)
    return migrations.RunSQL(
        f"CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE OF {', '.join(columns)} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {NAME}({arguments});",
        f"DROP TRIGGER {NAME} ON {table};",
    )


def stands_as_it_was_said(table: str, *columns: str) -> migrations.RunSQL:
    """No action changes these, nor who said them. The function is of cases, migration 0066."""
    return migrations.RunSQL(
        f"CREATE TRIGGER {STANDS} BEFORE UPDATE ON {table} FOR EACH ROW "
        f"WHEN (acts_now() IS NOT NULL AND {differs(columns)}) EXECUTE FUNCTION {STANDS}();",
        f"DROP TRIGGER {STANDS} ON {table};",
    )


def said_by_who_signs(table: str, by: str, *columns: str) -> migrations.RunSQL:
    """Who changes these puts the own name under them. The function is of cases, migration 0066."""
    return migrations.RunSQL(
        f"CREATE TRIGGER {SIGNED}_{by} BEFORE UPDATE ON {table} FOR EACH ROW "
        f"WHEN ({WHO_ACTS} IS NOT NULL AND NEW.{by} IS DISTINCT FROM {WHO_ACTS} AND {differs(columns)}) "
        f"EXECUTE FUNCTION {STANDS}();",
        f"DROP TRIGGER {SIGNED}_{by} ON {table};",
    )


def differs(columns: tuple[str, ...]) -> str:
    before, after = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    return f"({before}) IS DISTINCT FROM ({after})"
