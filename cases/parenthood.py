"""Who can be a parent of whom, as functions of plain values: never in a circle, and born in the right order."""

from collections.abc import Mapping, Set
from datetime import date

from cases.rules import age_on

GUESS = 10  # years that an estimated birthday may be off
PARENT, GRANDPARENT = 12, 24  # years between the two, at the least


def closes_a_circle(parent: int, child: int, parents_of: Mapping[int, Set[int]]) -> bool:
    """The one would be an ancestor of itself, in however many steps."""
    return parent == child or child in ancestors_of(parent, parents_of)


def are_too_close(born_on: date | None, child_born_on: date | None, *, is_estimated: bool, least: int) -> bool:
    """Fewer years between them than this; a guess about a birthday is held against nobody within ten years."""
    if not born_on or not child_born_on:
        return False
    return age_on(born_on, child_born_on) < least - (GUESS if is_estimated else 0)


def ancestors_of(person: int, parents_of: Mapping[int, Set[int]]) -> set[int]:
    found: set[int] = set()
    ahead = [person]
    while ahead:
        parents = parents_of.get(ahead.pop(), set()) - found
        found |= parents
        ahead += parents
    return found
