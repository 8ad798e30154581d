"""What rights cost: a list of 100 cases with them and without, and beside what guardian does out of the box."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter
from typing import Any
from unittest.mock import patch

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from benchmarks import generic
from benchmarks.measure import Visit
from benchmarks.plain import owner_connection, without_policies
from benchmarks.town import Viewers
from cases.case_list import keys_of
from cases.forms.search import newest_cases
from cases.models import Case, CaseStage
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_rows import ask_prepared
from familienetwerk.behalf import acting_for
from familienetwerk.screen.paging import PER_PAGE

LIST = Visit(reverse("cases:list"))


@dataclass(frozen=True, kw_only=True)
class Times:
    """Milliseconds at the middle and at the 95th percentile."""

    p50: float
    p95: float

    @classmethod
    def of(cls, spent: list[float]) -> "Times":
        return cls(p50=quantiles(spent, n=2)[0], p95=quantiles(spent, n=20)[-1])


@dataclass(frozen=True, kw_only=True)
class MeasuredRights:
    """The page with rights and without, the query for its rows, and guardian's query for the same rows."""

    name: str
    rows: int
    queries: int
    page: Times
    plain_page: Times
    query: Times
    generic_query: Times


def measure_rights(viewers: Viewers, *, rounds: int) -> Iterator[MeasuredRights]:
    plain = owner_connection()
    for name, viewer in (("25 casussen", viewers.narrow), ("10%", viewers.wide), ("alle", viewers.all)):
        yield rights_of(viewer, name, plain, rounds=rounds)
    plain.close()


def rights_of(viewer: User, name: str, plain: BaseDatabaseWrapper, *, rounds: int) -> MeasuredRights:
    client = Client()
    client.force_login(viewer)
    with acting_for(viewer.pk):
        rows = rows_of(viewer)
        if rows != generic_rows_of(viewer, plain):
            raise RuntimeError("guardian gives other rows")
        query, generic_query = in_turn(
            lambda: milliseconds(lambda: rows_of(viewer)),
            lambda: milliseconds(lambda: generic_rows_of(viewer, plain)),
            rounds=rounds,
        )
    page, plain_page = in_turn(
        lambda: LIST.milliseconds(client), lambda: plain_milliseconds(client, These(tuple(rows)), plain), rounds=rounds
    )
    return MeasuredRights(
        name=name,
        rows=len(rows),
        queries=LIST.queries(client),
        page=page,
        plain_page=plain_page,
        query=query,
        generic_query=generic_query,
    )


def in_turn(*works: Callable[[], float], rounds: int) -> list[Times]:
    """Each once in every round, after three to warm up."""
    spent = [[work() for work in works] for _ in range(rounds + 3)][3:]
    return [Times.of(list(of_one)) for of_one in zip(*spent, strict=True)]


def milliseconds(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return 1000 * (perf_counter() - begin)


def rows_of(viewer: User) -> list[int]:
    """As the list asks for them."""
    return [row[0] for row in ask_prepared(newest_cases, viewer, 0, PER_PAGE)]


def generic_rows_of(viewer: User, plain: BaseDatabaseWrapper) -> list[int]:
    """As guardian's users ask for them."""
    open_cases = generic.cases_for(viewer).exclude(stage__in=CaseStage.at_rest())
    with without_policies(plain):
        return [row[0] for row in keys_of(open_cases.newest_first())[:PER_PAGE]]


@dataclass(frozen=True)
class These:
    """The list of these cases, which nobody is asked for."""

    rows: tuple[int, ...]

    def __call__(self, _user: User, start: int, stop: int) -> QuerySet[Case, tuple[Any, ...]]:
        return keys_of(Case.objects.filter(pk__in=self.rows).newest_first())[start:stop]


def plain_milliseconds(client: Client, these: These, plain: BaseDatabaseWrapper) -> float:
    """The same page with the same rows."""
    with patch("cases.forms.search.newest_cases", these), without_policies(plain):
        return LIST.milliseconds(client)
