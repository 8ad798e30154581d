"""What is stored, table by table: cheap to ask after each form, exact where something was written."""

from dataclasses import dataclass, field

from django.db import connection

# Written by looking and by refusing, not by saving.
BESIDE_THE_CASE = (
    "audit_",
    "django_session",
    "accounts_unsentform",
    "accounts_sentform",
    "accounts_turnedaway",
    "throttle",
    "usersessions_",
)
COUNTERS = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"


def written() -> dict[str, int]:
    """How much was written to each table in this transaction, also what was taken back."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTERS)
        return {name: count for name, count in cursor.fetchall() if not name.startswith(BESIDE_THE_CASE)}


def checksum(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM \"{table}\" t")
        return str(cursor.fetchone()[0])


@dataclass
class Stored:
    """As it was; every form is taken back after it was judged."""

    before: dict[str, str] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Stored":
        return cls({table: checksum(table) for table in written()})

    def differs(self, counted: dict[str, int]) -> list[str]:
        """The tables that are not as they were; only those that were written to since `counted` can differ."""
        touched = [table for table, count in written().items() if count != counted.get(table, 0)]
        return [table for table in touched if checksum(table) != self.before.get(table)]
