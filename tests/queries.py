"""What a page asks the database."""

from django.test.utils import CaptureQueriesContext

FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config")  # around every request, whatever the page


def questions(captured: CaptureQueriesContext) -> list[str]:
    """Without the beginning and the end of a transaction, and for whom it is."""
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(FRAME)]
