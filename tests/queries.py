"""What a page asks the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config")  # around every request, whatever the page


def statements(client: Client, there: str, filled_in: dict[str, str] | None = None) -> list[str]:
    """All of them. The page is opened before: what the server or the session keeps between pages is not counted."""
    client.get(there, filled_in)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(there, filled_in).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def questions(client: Client, there: str) -> list[str]:
    """Without the beginning and the end of a transaction, and for whom it is."""
    return [statement for statement in statements(client, there) if not statement.startswith(FRAME)]
