"""Seed a town and measure the pages; prints a Markdown table. `./run measure` gives it services of its own."""

import argparse
import os

import django
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    options = parse()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familienetwerk.settings")
    django.setup()
    settings.ROOT_URLCONF = "benchmarks.floor"
    from benchmarks.halves import measure_grown, measure_town  # noqa: PLC0415 (models can be imported now)

    call_command("load_catalogue", verbosity=0)
    call_command("load_demo", verbosity=0)
    viewers = measure_town(options.cases, rounds=options.rounds)
    if options.grown > options.cases:
        measure_grown(viewers, cases=options.grown, persons=options.persons, rounds=options.rounds)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run measure", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--grown", type=int, default=100_000, help="cases in the second half; 0: no second half")
    parser.add_argument("--persons", type=int, default=1_000_000, help="people in the second half, at least")
    parser.add_argument("--rounds", type=int, default=100)
    return parser.parse_args()


if __name__ == "__main__":
    main()
