"""Which handler delivers which kind of promised work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.core.exceptions import ImproperlyConfigured

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


_handlers: dict[str, Handler] = {}


def register(handler: Handler) -> None:
    if handler.kind in _handlers:
        raise ImproperlyConfigured(f"Two handlers deliver {handler.kind}.")
    _handlers[handler.kind] = handler


def handler_of(kind: str) -> Handler:
    try:
        return _handlers[kind]
    except KeyError:
        raise NobodyDelivers(kind) from None
