"""The legend: only signs that occur in this picture, so that it never explains what is not there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from xml.etree import ElementTree as ET

from cases.genogram.households import SIDES, badge, draw_mark
from cases.genogram.kin import Kin
from cases.genogram.lines import draw_tie, strike
from cases.genogram.network import Certainty, Kind, Network, Person, Quality, Sex, Side
from cases.genogram.pen import RULE, Look, at, dashes, draw, group, line, text, width_of
from cases.genogram.symbols import symbol
from cases.genogram.words import QUALITIES

LEADING, SIGN, GAP = 25.0, 44.0, 22.0
THIN: Look = {"stroke_width": 0.8, "class_": "line line--thin"}
CERTAINTIES = {
    Certainty.ESTABLISHED: "vastgesteld",
    Certainty.STATED: "volgens een verklaring",
    Certainty.PRESUMED: "vermoeden",
}
type Sign = Callable[[ET.Element], object]


def draw_legend(
    svg: ET.Element,
    network: Network,
    kin: Kin,
    today: date,
    *,
    unnamed: Mapping[str, str],
    top: float,
    width: float,
) -> float:
    """Draw it under the picture; returns where it ends. `unnamed`: households whose name found no room, by letter."""
    here = group(svg, "Verklaring van de tekens")
    line(here, [(0, top), (width, top)], stroke=RULE, stroke_width=0.8, class_="axis")
    shown = [*people(network, today), *unions(kin), *certainties(network), *ties(kin), *tags(network), *houses(unnamed)]
    cell = max(SIGN + GAP + width_of(words) for words, _ in shown)
    columns = max(1, int(width // cell))
    for number, (words, sign) in enumerate(shown):
        row, column = divmod(number, columns)
        x, y = column * cell + SIGN / 2, top + 22 + row * LEADING
        sign(draw(here, "g", transform=at(x, y, 0.6)))
        text(here, words, x + SIGN / 2 + 4, y + 4)
    return top + 22 + -(-len(shown) // columns) * LEADING


def people(network: Network, today: date) -> Iterator[tuple[str, Sign]]:
    someone = Person(id="", given_name="", born=today - timedelta(days=40 * 365))
    man, woman = replace(someone, sex=Sex.MALE), replace(someone, sex=Sex.FEMALE)
    everybody = list(network.person.values())
    born = [person for person in everybody if not person.is_expected(today)]
    sexes = {person.sex for person in born}
    found = [
        (Sex.MALE in sexes, "man", man),
        (Sex.FEMALE in sexes, "vrouw", woman),
        (bool(sexes - {Sex.MALE, Sex.FEMALE}), "ander geslacht of onbekend", someone),
        (any(person.is_index for person in born), "aanleiding van de casus", replace(man, is_index=True)),
        (any(person.is_minor(today) for person in born), "grijs: jonger dan 18 jaar", replace(woman, born=today)),
        (any(person.died for person in everybody), "overleden", replace(man, died=today)),
        (len(born) < len(everybody), "nog niet geboren", replace(someone, born=today + timedelta(days=99))),
    ]
    for occurs, words, example in found:
        if occurs:
            yield words, partial(figure, person=example, today=today)


def figure(parent: ET.Element, person: Person, today: date) -> None:
    symbol(parent, person, 0, 0, today, label="")


def unions(kin: Kin) -> Iterator[tuple[str, Sign]]:
    bonds = [union.bond for union in kin.unions if union.bond]
    are_married = [bond.kind == Kind.MARRIED for bond in bonds]
    were_married = [bond.kind == Kind.MARRIED for bond in bonds if kin.has_broken_off(bond)]
    if any(are_married):
        yield "getrouwd", partial(partners, is_double=True)
    if not all(are_married):
        yield "partners", partners
    if any(were_married):
        yield "gescheiden", partial(partners, is_double=True, times=2)
    if not all(were_married):
        yield "uit elkaar", partial(partners, times=1)
    if any(union.bond is None and len(union.partners) == 2 for union in kin.unions):
        yield "samen ouder, geen partners", straight(THIN)


def partners(parent: ET.Element, *, is_double: bool = False, times: int = 0) -> None:
    for y in (-2, 2) if is_double else (0,):
        line(parent, [(-26, y), (26, y)])
    strike(parent, 0, 0, times=times)


def straight(look: Look) -> Sign:
    return lambda g: line(g, [(-28, 0), (28, 0)], **look)


def certainties(network: Network) -> Iterator[tuple[str, Sign]]:
    """Said only when something is not sure."""
    found = {relation.certainty for relation in network.known_relations}
    for certainty, words in CERTAINTIES.items():
        if certainty in found and found != {Certainty.ESTABLISHED}:
            yield words, straight(dashes(certainty))


def ties(kin: Kin) -> Iterator[tuple[str, Sign]]:
    for quality, words in QUALITIES.items():
        if found := [tie for tie in kin.ties if tie.relation.quality == quality]:
            yield words, tie_sign(quality, has_direction=any(tie.has_direction for tie in found))
    if any(tie.is_named and tie.relation.quality not in QUALITIES for tie in kin.ties):
        yield "andere relatie", tie_sign(Quality.NEUTRAL)


def tie_sign(quality: Quality, *, has_direction: bool = False) -> Sign:
    path = (-28.0, 0.0), (28.0, 0.0), 0.0
    return lambda g: draw_tie(g, quality, Certainty.ESTABLISHED, path, has_direction=has_direction)


def tags(network: Network) -> Iterator[tuple[str, Sign]]:
    sides = {organisation.side for organisation in network.organisations}
    for side, words in SIDES.items():
        if side in sides:
            yield f"organisatie, {words}", mark_sign(side)


def mark_sign(side: Side) -> Sign:
    return lambda g: draw_mark(draw(g, "g", transform=at(0, 0, 1.6)), side, 0, 0)


def houses(unnamed: Mapping[str, str]) -> Iterator[tuple[str, Sign]]:
    for sign, name in unnamed.items():
        yield name, letter_sign(sign)


def letter_sign(sign: str) -> Sign:
    return lambda g: badge(draw(g, "g", transform=at(0, 0, 1.6)), sign, 0, 0)
