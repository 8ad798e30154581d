"""How much of an item a viewer gets: nothing, that it exists (dat), or what it says (wat). One table, no database.

The SQL twin is cases.models.item.ItemQuerySet.seen_by; a test compares the two on random worlds.
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
    OWN_ORGANISATION = "OWN_ORGANISATION"


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """What somebody holds on the case now: an own organisation, domains, and whether as a coordinator."""

    organisation: int
    compartments: frozenset[str]
    reads: bool
    coordinates: bool


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    organisation: int
    policy_domain: str
    audience: Audience
    is_released: bool


def view_of(item: ItemFacts, viewer: Viewer) -> View:
    """What this viewer gets of this item."""
    if not viewer.reads:
        return View.NOTHING
    if item.organisation == viewer.organisation:
        return View.CONTENT
    if not item.is_released:
        return View.NOTHING
    match item.audience:
        case Audience.ALL_INVOLVED:
            may_read = True
        case Audience.OWN_DOMAIN:
            may_read = viewer.coordinates or item.policy_domain in viewer.compartments
        case Audience.COORDINATORS:
            may_read = viewer.coordinates
        case Audience.OWN_ORGANISATION:
            may_read = False
    return View.CONTENT if may_read else View.EXISTENCE
