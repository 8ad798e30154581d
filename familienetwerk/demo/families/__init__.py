"""The invented families, in the order in which they came in: each module tells one story, named after a tree."""

from collections.abc import Callable

from familienetwerk.demo.earlier import tell_earlier
from familienetwerk.demo.families import (
    berk,
    es,
    hazelaar,
    iep,
    kornoelje,
    lijsterbes,
    linde,
    mispel,
    plataan,
    sleedoorn,
    vlier,
    wilg,
    zilverlinde,
)
from familienetwerk.demo.town import Town

FAMILIES: list[Callable[[Town], object]] = [
    tell_earlier,
    lijsterbes.tell,
    kornoelje.tell,
    plataan.tell,
    zilverlinde.tell,
    es.tell,
    sleedoorn.tell,
    vlier.tell,
    berk.tell,
    iep.tell,
    mispel.tell,
    hazelaar.tell,
    linde.tell,
    wilg.tell,
]
