"""Pictures of networks, and what stands in them."""

from xml.etree import ElementTree as ET

from cases.genogram import (
    Kind,
    Network,
    Person,
    Relation,
    draw_network,
)
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
