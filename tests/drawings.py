"""Pictures of networks, and what stands in them."""

from itertools import pairwise
from xml.etree import ElementTree as ET

from cases.genogram import (
    Kind,
    Network,
    Person,
    Relation,
    draw_network,
)
from cases.genogram.pen import Box
from cases.genogram.words import WRITTEN
from tests.example_families import TODAY, a_person

SVG = "{http://www.w3.org/2000/svg}"


def drawn(network: Network) -> ET.Element:
    picture = draw_network(network, today=TODAY)
    assert picture.is_drawn, picture.notice
    return ET.fromstring(picture.svg)


def people_in(svg: ET.Element) -> list[ET.Element]:
    return list(svg.iter(f"{SVG}a"))


def titles(svg: ET.Element) -> list[str]:
    return [title.text or "" for title in svg.iter(f"{SVG}title")]


def classes(svg: ET.Element) -> set[str]:
    return {name for element in svg.iter() for name in element.get("class", "").split()}


def middle(svg: ET.Element, person: Person) -> tuple[float, float]:
    """Where the given name of a person stands."""
    link = next(a for a in people_in(svg) if a.get("href") == person.href)
    text = next(t for t in link.iter(f"{SVG}text") if t.text == person.given_name)
    return float(text.attrib["x"]), float(text.attrib["y"])


def network_of(*people: Person, relations: list[Relation] | None = None, **facts: object) -> Network:
    return Network(name="Wilg", people=people, relations=tuple(relations or ()), **facts)  # type: ignore[arg-type]


def a_couple(**facts: object) -> Network:
    bond = Relation(who="1", whom="2", **({"kind": Kind.MARRIED} | facts))  # type: ignore[arg-type]
    return network_of(a_person("1", "Ria Bos"), a_person("2", "Gerrit Smit"), relations=[bond])


def words_beside_ties(svg: ET.Element) -> list[Box]:
    """Where the words stand that say what a tie is: on a blank of their own."""
    pairs = [(a, b) for g in svg.iter(f"{SVG}g") for a, b in pairwise(g)]
    blanks = [a for a, b in pairs if a.get("class") == "blank" and b.text in WRITTEN.values()]
    return [box_of(blank) for blank in blanks]


def box_of(rect: ET.Element) -> Box:
    left, top, wide, high = (float(rect.attrib[side]) for side in ("x", "y", "width", "height"))
    return left, top, left + wide, top + high


def straight_lines(svg: ET.Element) -> list[Box]:
    """The lines of partners and to children: they go across and down only, and never bow."""
    ways = [path.attrib["d"][1:].split("L") for path in svg.iter(f"{SVG}path") if "line" in path.get("class", "")]
    points = [[tuple(map(float, point.split())) for point in way] for way in ways if len(way) < 4]
    return [(*map(min, a, b), *map(max, a, b)) for way in points for a, b in pairwise(way)]  # type: ignore[misc]


def cross(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
