"""What PostgreSQL knows of transactions at one moment: which are certainly finished, which must still begin."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

# The time is taken before the snapshot: whatever begins to write after it, is later.
# A server counts the transactions of all its databases together. What another database still writes is no line of this
# log, so it may not hold up a seal; of whom it is not sure where he writes, it is waited for.
MOMENT = """
WITH elsewhere AS MATERIALIZED (
    SELECT held.transactionid
    FROM pg_locks held
    JOIN pg_stat_activity writer ON writer.pid = held.pid
    WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock' AND writer.datname <> current_database()
)
SELECT
    statement_timestamp(),
    coalesce(
        (
            SELECT min(running::text::bigint)
            FROM pg_snapshot_xip(taken) running
            WHERE running::xid NOT IN (SELECT transactionid FROM elsewhere)
        ),
        pg_snapshot_xmax(taken)::text::bigint
    ),
    pg_snapshot_xmax(taken)::text::bigint,
    (SELECT system_identifier FROM pg_control_system())
FROM pg_current_snapshot() taken
"""
ALONE = "SELECT pg_advisory_xact_lock(hashtext('familienetwerk.audit.seal'))"


@dataclass(frozen=True)
class Moment:
    at: datetime
    oldest_running: int  # every other one below it that writes in this database is finished, kept or not
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
