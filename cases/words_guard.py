"""That nobody rewrites another organisation's words, for the migrations of the apps whose words they are.

A policy says which rows one writes, and neither which columns nor what a row was: so this is a trigger (ADR 11).
"""

from django.db import migrations

NAME = "words_are_of_who_says_them"
OTHERS = ("", "AUTHOR", "COORDINATORS")  # who writes them down too: at first, and later


def words_of(
    table: str, *, of: str = "", by: str = "id", also: str = "", unless: str = "OLD IS NOT DISTINCT FROM NEW"
) -> migrations.RunSQL:
    """For rows that say something, or hang by the column `by` on a row `of` that does.

    `unless` is a change that leaves those words as they are. The function is of cases, migration 0054.
    """
    assert also in OTHERS
    judge = f"FOR EACH ROW{{when}} EXECUTE FUNCTION {NAME}('{of or table}', '{by}', '{also}');"
    return migrations.RunSQL(
        f"CREATE TRIGGER {NAME} BEFORE INSERT OR DELETE ON {table} {judge.format(when='')}"
        f"CREATE TRIGGER {NAME}_again BEFORE UPDATE ON {table} {judge.format(when=f' WHEN (NOT ({unless}))')}",
        f"DROP TRIGGER {NAME} ON {table}; DROP TRIGGER {NAME}_again ON {table};",
    )
