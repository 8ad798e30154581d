"""What a page asks the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config")  # around every request, whatever the page
SESSION = ('UPDATE "django_session"', 'UPDATE "usersessions_')


def questions(client: Client, there: str, filled_in: dict[str, str] | None = None) -> list[str]:
    """Without the beginning and the end of a transaction, for whom it is, and how long the session still lasts.

    The page is opened before: what the server or the session keeps between pages is not counted.
    """
    client.get(there, filled_in)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(there, filled_in).status_code == 200
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(FRAME + SESSION)]
