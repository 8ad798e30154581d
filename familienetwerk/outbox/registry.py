"""Which handler delivers which kind of promised work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from familienetwerk.outbox.models import Job


class Queue(StrEnum):
    """The queues that workers listen to: short work never waits for a long PDF."""

    SHORT = "kort"
    PDF = "pdf"
    MAIL = "mail"


@dataclass(frozen=True, kw_only=True)
class Handler:
    """How one kind of work is delivered."""

    kind: str
    queue: Queue
    deliver: Callable[[Job], None]
    first_wait: timedelta  # before the second try; each next wait is longer


class NobodyDelivers(LookupError):
    """No app has a handler for this kind of work."""


class TwoDeliver(ValueError):
    """Two handlers were registered for this kind of work."""


_handlers: dict[str, Handler] = {}


def register(handler: Handler) -> None:
    if handler.kind in _handlers:
        raise TwoDeliver(handler.kind)
    _handlers[handler.kind] = handler


def is_delivered(kind: str) -> bool:
    return kind in _handlers


def handler_of(kind: str) -> Handler:
    """Work that was promised by an older version and that nobody delivers any more fails, and so reaches a person."""
    nobody = Handler(kind=kind, queue=Queue.SHORT, deliver=_refuse, first_wait=timedelta(minutes=1))
    return _handlers.get(kind, nobody)


def _refuse(job: Job) -> None:
    raise NobodyDelivers(job.kind)
