"""The picture of a family network. Pure: plain data in, SVG and sentences out; no Django, no database, no clock."""

from cases.genogram.network import (
    Certainty,
    Household,
    Kind,
    Network,
    Organisation,
    Person,
    Quality,
    Relation,
    Sex,
    Side,
)
from cases.genogram.picture import Picture, Svg, draw_network
from cases.genogram.words import NetworkInWords, in_words, path_between

__all__ = [
    "Certainty",
    "Household",
    "Kind",
    "Network",
    "NetworkInWords",
    "Organisation",
    "Person",
    "Picture",
    "Quality",
    "Relation",
    "Sex",
    "Side",
    "Svg",
    "draw_network",
    "in_words",
    "path_between",
]
