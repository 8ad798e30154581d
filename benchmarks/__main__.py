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
    from benchmarks import report  # noqa: PLC0415 (models can be imported now)
    from benchmarks.log import measure_log  # noqa: PLC0415
    from benchmarks.pages import measure_pages  # noqa: PLC0415
    from benchmarks.paper import measure_paper  # noqa: PLC0415
    from benchmarks.town import seed  # noqa: PLC0415

    call_command("load_catalogue", verbosity=0)
    call_command("load_demo", verbosity=0)
    begin = perf_counter()
    viewers = seed(options.cases)
    vacuum()
    print(report.of_the_seed(options.cases, seconds=perf_counter() - begin))
    print(report.of_pages(measure_pages(viewers, rounds=options.rounds)))
    print(report.of_log(measure_log(viewers.wide, rounds=options.rounds)))
    print(report.of_paper(measure_paper()))


def vacuum() -> None:
    """As the owner, who does this every night: for the app's role PostgreSQL skips it with no more than a warning."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run measure", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=100)
    return parser.parse_args()


if __name__ == "__main__":
    main()
