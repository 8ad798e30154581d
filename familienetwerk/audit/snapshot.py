"""What PostgreSQL knows of transactions at one moment: which are certainly finished, which must still begin."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

# The time is taken before the snapshot: whatever begins to write after it, is later.
MOMENT = """
SELECT statement_timestamp(), pg_snapshot_xmin(taken)::text::bigint, pg_snapshot_xmax(taken)::text::bigint,
    (SELECT system_identifier FROM pg_control_system())
FROM pg_current_snapshot() taken
"""
ALONE = "SELECT pg_advisory_xact_lock(hashtext('familienetwerk.audit.seal'))"


@dataclass(frozen=True)
class Moment:
    at: datetime
    oldest_running: int  # every transaction below it is finished, whether it was kept or not
    next_transaction: int  # from here on none had begun
    cluster: int  # the database server that counts these transactions

    @classmethod
    def now(cls) -> "Moment":
        with connection.cursor() as cursor:
            cursor.execute(MOMENT)
            return cls(*cursor.fetchone())


def wait_to_be_the_only_sealer() -> None:
    """Until the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
