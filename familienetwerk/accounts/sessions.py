"""Sessions as Django keeps them, in prepared statements: each page reads one, and says that it is in use."""

from typing import Any

from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils import timezone

from familienetwerk.prepared import prepared

READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
KEEP = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"
BEGIN = """
INSERT INTO django_session (session_data, expire_date, session_key) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"""


class SessionStore(DatabaseSessions):
    """The name that Django asks for in the module of the setting."""

    def load(self) -> dict[str, Any]:
        with prepared() as cursor:
            cursor.execute(READ, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  as Django calls it
        """Interrupted is only who has no session any more; a database that is away fails as such."""
        if self.session_key is None:
            return self.create()
        data = self.encode(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        with prepared() as cursor:
            cursor.execute(BEGIN if must_create else KEEP, [data, self.get_expiry_date(), self.session_key])
            is_saved = cursor.rowcount > 0
        if not is_saved:
            raise CreateError if must_create else UpdateError
        return None
