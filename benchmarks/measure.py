"""Pages measured beside a floor: how many queries, how long, as a ratio. Floor and page take turns in the same run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")  # around every request, and no question


@dataclass(frozen=True)
class Visit:
    """An address; with `typed` it is a form that is sent."""

    path: str
    typed: Mapping[str, str] = field(default_factory=dict)

    def milliseconds(self, client: Client) -> float:
        """How long the answer took. Raises when it is not 200."""
        begin = perf_counter()
        response = client.post(self.path, self.typed) if self.typed else client.get(self.path)
        spent = 1000 * (perf_counter() - begin)
        if response.status_code != 200:
            raise RuntimeError(f"{self.path} answered {response.status_code}")
        return spent

    def queries(self, client: Client) -> int:
        with CaptureQueriesContext(connection) as captured:
            self.milliseconds(client)
        return sum(not query["sql"].startswith(FRAME) for query in captured.captured_queries)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Milliseconds at the middle and at the 95th percentile, and the number of queries of one request."""

    name: str
    is_list: bool
    queries: int
    p50: float
    p95: float
    floor_p50: float
    floor_p95: float

    @property
    def ratio(self) -> float:
        return self.p95 / self.floor_p95


def measure(name: str, client: Client, visit: Visit, *, is_list: bool, floor: Visit, rounds: int) -> Measured:
    """Page and floor in turn, `rounds` times after three to warm up."""
    for _ in range(3):
        visit.milliseconds(client), floor.milliseconds(client)
    pairs = [(visit.milliseconds(client), floor.milliseconds(client)) for _ in range(rounds)]
    page, low = (sorted(times) for times in zip(*pairs, strict=True))
    return Measured(
        name=name,
        is_list=is_list,
        queries=visit.queries(client),
        p50=quantiles(page, n=2)[0],
        p95=quantiles(page, n=20)[-1],
        floor_p50=quantiles(low, n=2)[0],
        floor_p95=quantiles(low, n=20)[-1],
    )


def best_of[Result](times: int, work: Callable[[], Result]) -> tuple[float, Result]:
    """Shortest time in milliseconds of a few tries, and what the last one made."""
    spent = []
    for _ in range(times):
        begin = perf_counter()
        result = work()
        spent.append(1000 * (perf_counter() - begin))
    return min(spent), result
