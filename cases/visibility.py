"""How much of an item a viewer gets: nothing, that it exists (dat), or what it says (wat). One table, no database.

The SQL twin is cases.models.item.ItemQuerySet.seen_by, and the policies of familienetwerk.second_line are the third; a
test compares the three on random worlds.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class View(IntEnum):
    NOTHING = 0
    EXISTENCE = 1
    CONTENT = 2


class Audience(StrEnum):
    ALL_INVOLVED = "ALL_INVOLVED"
    OWN_DOMAIN = "OWN_DOMAIN"
    COORDINATORS = "COORDINATORS"
    NAMED = "NAMED"
    OWN_ORGANISATION = "OWN_ORGANISATION"


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """What somebody holds on the case now: an own organisation, domains, and whether as a coordinator."""

    organisation: int
    principals: frozenset[int]  # by which an item can name this viewer: the person, and the organisation
    compartments: frozenset[str]
    reads: bool
    coordinates: bool


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    organisation: int
    policy_domain: str
    audience: Audience
    named: frozenset[int]
    is_released: bool
    is_source_bound: bool  # its regime keeps it in the frame for which it was given
    frame: int
    frame_of_case: int
    passed_on_to: frozenset[int]  # frames for which its own organisation let it go


def view_of(item: ItemFacts, viewer: Viewer) -> View:
    """What this viewer gets of this item."""
    if not viewer.reads:
        return View.NOTHING
    if item.organisation == viewer.organisation:
        return View.CONTENT
    if not item.is_released:
        return View.NOTHING
    may_read = is_for(item, viewer) and not stays_behind(item)
    return View.CONTENT if may_read else View.EXISTENCE


def is_for(item: ItemFacts, viewer: Viewer) -> bool:
    """Within the audience that its writer chose."""
    match item.audience:
        case Audience.ALL_INVOLVED:
            return True
        case Audience.OWN_DOMAIN:
            return viewer.coordinates or item.policy_domain in viewer.compartments
        case Audience.COORDINATORS:
            return viewer.coordinates
        case Audience.NAMED:
            return not item.named.isdisjoint(viewer.principals)
        case Audience.OWN_ORGANISATION:
            return False


def stays_behind(item: ItemFacts) -> bool:
    """Given for another frame than the case runs under now, and not let go for this one (FR-137)."""
    return item.is_source_bound and item.frame != item.frame_of_case and item.frame_of_case not in item.passed_on_to
