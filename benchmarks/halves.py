"""The two halves of the measuring: a town, and the same town grown large. Each table is printed when it is there."""

import os
from time import perf_counter

import psycopg

from benchmarks import generic, report
from benchmarks.log import measure_log
from benchmarks.names import measure_names
from benchmarks.pages import measure_pages
from benchmarks.paper import measure_paper
from benchmarks.rights import measure_rights
from benchmarks.town import Viewers, seed
from benchmarks.town.growth import grow


def measure_town(cases: int, *, rounds: int) -> Viewers:
    begin = perf_counter()
    viewers = seed(cases)
    generic.fill()
    vacuum()
    print(report.of_the_seed(cases, seconds=perf_counter() - begin), flush=True)
    print(report.of_pages(measure_pages(viewers, rounds=rounds)), flush=True)
    print(report.of_rights(measure_rights(viewers, rounds=rounds), cases=cases), flush=True)
    print(report.of_log(measure_log(viewers.wide, rounds=rounds)), flush=True)
    print(report.of_paper(measure_paper()), flush=True)
    return viewers


def measure_grown(viewers: Viewers, *, cases: int, persons: int, rounds: int) -> None:
    begin = perf_counter()
    grow(viewers, cases=cases, persons=persons)
    generic.fill()
    vacuum()
    print(report.of_the_seed(cases, seconds=perf_counter() - begin), flush=True)
    print(report.of_pages(measure_pages(viewers, rounds=rounds, only_lists=True)), flush=True)
    print(report.of_rights(measure_rights(viewers, rounds=rounds), cases=cases), flush=True)
    print(report.of_names(measure_names(viewers, rounds=rounds)), flush=True)


def vacuum() -> None:
    """As the owner, who does this every night: for the app's role PostgreSQL skips it with no more than a warning."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
