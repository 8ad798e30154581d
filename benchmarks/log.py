"""What the log costs a page: the same page with its log lines and without, in turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from unittest.mock import patch

from django.test import Client

from benchmarks.measure import Visit
from benchmarks.pages import pages_for
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEventQuerySet


@dataclass(frozen=True, kw_only=True)
class MeasuredLog:
    """Milliseconds at the middle."""

    name: str
    logged: float
    unlogged: float

    @property
    def ratio(self) -> float:
        return self.logged / self.unlogged


def measure_log(viewer: User, *, rounds: int) -> Iterator[MeasuredLog]:
    client = Client()
    client.force_login(viewer)
    for page in pages_for(viewer):
        pairs = [(page.visit.milliseconds(client), without_log(page.visit, client)) for _ in range(rounds + 3)][3:]
        logged, unlogged = (median(times) for times in zip(*pairs, strict=True))
        yield MeasuredLog(name=page.name, logged=logged, unlogged=unlogged)


def without_log(visit: Visit, client: Client) -> float:
    with patch.object(AuditEventQuerySet, "note"):
        return visit.milliseconds(client)
