"""The invented families, in the order in which they came in: each module tells one story, named after a tree."""

from collections.abc import Callable

from familienetwerk.demo.families import berk, es, hazelaar, iep, kornoelje, linde, wilg
from familienetwerk.demo.town import Town

FAMILIES: list[Callable[[Town], object]] = [
    kornoelje.tell,
    es.tell,
    berk.tell,
    iep.tell,
    hazelaar.tell,
    linde.tell,
    wilg.tell,
]
