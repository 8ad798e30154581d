"""Many invented cases at once, with everything a page shows. The same number on the same day gives the same data."""

from itertools import batched
from random import Random

from benchmarks.town.cases import cases_of
from benchmarks.town.families import add_families
from benchmarks.town.plans import add_plans
from benchmarks.town.workers import Viewers, add_workers, partners_of, viewers_of, workers_of
from benchmarks.town.writings import add_writings
from familienetwerk.behalf import Errand, acting_as

__all__ = ["Viewers", "seed"]


@acting_as(Errand.LOADING)
def seed(number: int) -> Viewers:
    """About sixty rows a case. Writes straight to the tables: it measures reading, not the actions."""
    chance = Random(20261123)
    partners = partners_of("Meetstad")
    workers = workers_of(partners)
    viewers = viewers_of(partners[0])
    made = cases_of(number, partners, viewers.all, chance)
    for portion in batched(enumerate(made), 1000):
        places, cases = dict(portion), [case for _, case in portion]
        add_families(cases, chance)
        add_workers(places, workers, viewers, number, chance)
        add_writings(cases, workers, chance)
        add_plans(cases, workers, chance)
    return viewers
