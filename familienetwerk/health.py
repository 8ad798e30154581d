"""GET /healthz: can this installation do its work? For whoever watches it; says which part fails and nothing more."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from kombu import Connection
from kombu.exceptions import OperationalError

from familienetwerk.accounts.access import public
from familienetwerk.celery import app
from familienetwerk.outbox import heartbeat


@require_safe
@public
def healthz(request: HttpRequest) -> JsonResponse:
    """200 only when database, broker and a worker answer; else 503."""
    is_beating = worker_beats()
    parts = {
        "database": is_beating is not None,
        "broker": broker_answers(app.connection_for_write()),
        "worker": bool(is_beating),
    }
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def worker_beats() -> bool | None:
    """Did a worker run the dispatcher lately? None: the database did not answer.

    Asking the workers themselves takes a second, since nobody knows how many will answer. The dispatcher leaves a
    row whenever the clock had a worker run it: so a fresh row says that clock, broker and worker all work.
    """
    try:
        return heartbeat.is_fresh()
    except DatabaseError:
        return None


def broker_answers(connection: Connection) -> bool:
    try:
        with connection:
            connection.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, OSError):
        return False
    return True
