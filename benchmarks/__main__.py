"""Seed a town and measure the pages; prints a Markdown table. `./run measure` gives it services of its own."""

import argparse
import os
from time import perf_counter

import django
import psycopg
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    options = parse()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familienetwerk.settings")
    django.setup()
    settings.ROOT_URLCONF = "benchmarks.floor"
    from benchmarks import generic, report  # noqa: PLC0415 (models can be imported now)
    from benchmarks.log import measure_log  # noqa: PLC0415
    from benchmarks.names import measure_names  # noqa: PLC0415
    from benchmarks.pages import measure_pages  # noqa: PLC0415
    from benchmarks.paper import measure_paper  # noqa: PLC0415
    from benchmarks.rights import measure_rights  # noqa: PLC0415
    from benchmarks.town import seed  # noqa: PLC0415
    from benchmarks.town.growth import grow  # noqa: PLC0415

    call_command("load_catalogue", verbosity=0)
    call_command("load_demo", verbosity=0)
    begin = perf_counter()
    viewers, rounds = seed(options.cases), options.rounds
    generic.fill()
    vacuum()
    print(report.of_the_seed(options.cases, seconds=perf_counter() - begin), flush=True)
    print(report.of_pages(measure_pages(viewers, rounds=rounds)), flush=True)
    print(report.of_rights(measure_rights(viewers, rounds=rounds), cases=options.cases), flush=True)
    print(report.of_log(measure_log(viewers.wide, rounds=rounds)), flush=True)
    print(report.of_paper(measure_paper()), flush=True)
    if options.grown > options.cases:
        begin = perf_counter()
        grow(viewers, cases=options.grown, persons=options.persons)
        generic.fill()
        vacuum()
        print(report.of_the_seed(options.grown, seconds=perf_counter() - begin), flush=True)
        print(report.of_pages(measure_pages(viewers, rounds=rounds, only_lists=True)), flush=True)
        print(report.of_rights(measure_rights(viewers, rounds=rounds), cases=options.grown), flush=True)
        print(report.of_names(measure_names(viewers, rounds=rounds)), flush=True)


def vacuum() -> None:
    """As the owner, who does this every night: for the app's role PostgreSQL skips it with no more than a warning."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run measure", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--grown", type=int, default=100_000, help="cases in the second half; 0: no second half")
    parser.add_argument("--persons", type=int, default=1_000_000, help="people in the second half, at least")
    parser.add_argument("--rounds", type=int, default=100)
    return parser.parse_args()


if __name__ == "__main__":
    main()
