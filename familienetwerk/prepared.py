"""Statements that PostgreSQL keeps prepared: taken apart and planned once for each connection, not at each request.

For statements whose plan is the same whatever is filled in. Numbers are all of one type, or each type would be another
statement.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Self

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from psycopg.types.numeric import Int8

__all__ = ["Int8", "prepared"]


class Asked(NamedTuple):
    query: bytes


class PreparedCursor(ServerBindingCursor):
    """Says what it was asked also of what was prepared before, of which psycopg does not know the text any more."""

    def execute(self, query: str, params: Sequence[object] | None = None) -> Self:
        super().execute(query, params)  # type: ignore[misc]
        self._query = Asked(query.encode())
        return self


@contextmanager
def prepared() -> Iterator[CursorWrapper]:
    """A cursor as `connection.cursor()`, which leaves filling in to PostgreSQL (settings: prepare_threshold)."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    asking = PreparedCursor(connection.connection)  # type: ignore[call-arg]
    with connection._prepare_cursor(asking) as cursor:  # type: ignore[attr-defined]
        yield cursor
