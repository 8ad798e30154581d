"""Statements that PostgreSQL keeps prepared: taken apart and planned once for each connection, not at each request.

For statements whose plan is the same whatever is filled in. Numbers are all of one type, or each type would be another
statement.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from psycopg.types.numeric import Int8

__all__ = ["Int8", "prepared"]


@contextmanager
def prepared() -> Iterator[CursorWrapper]:
    """A cursor as `connection.cursor()`, which leaves filling in to PostgreSQL (settings: prepare_threshold)."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    asking = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
    with connection._prepare_cursor(asking) as cursor:  # type: ignore[attr-defined]
        yield cursor
