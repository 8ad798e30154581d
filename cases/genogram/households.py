"""Households as washed boxes around neighbours, and below the picture who works with which household."""

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from xml.etree import ElementTree as ET

from cases.genogram.network import Household, Network, Organisation, Side
from cases.genogram.pen import (
    INK,
    NOTE,
    PAPER,
    RULE,
    SOFT,
    WASH,
    Box,
    Look,
    draw,
    fitted,
    group,
    shown,
    text,
    width_of,
)
from cases.genogram.places import ABOVE, Places
from cases.genogram.symbols import HALF

BADGE = 14.0
TAG = 24.0  # height of a line of tags
SIDES = {Side.SAFETY: "veiligheid", Side.SOCIAL: "sociaal", Side.OTHER: "ander domein"}


@dataclass(frozen=True, slots=True)
class Piece:
    """People of one household who stand beside each other in one row."""

    row: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class HouseholdSign:
    """The letter of a household at a place, and its name where that fits."""

    letter: str
    name: str
    x: float
    y: float

    @property
    def box(self) -> Box:
        return self.x, self.y - 8, self.x + 19 + width_of(self.name), self.y + 8


def letter(number: int) -> str:
    """A to Z, then A2, B2 …"""
    turn, place = divmod(number, len(ascii_uppercase))
    return f"{ascii_uppercase[place]}{turn + 1 if turn else ''}"


def homes(network: Network) -> dict[str, int]:
    """Of everybody the household in whose box they stand: the first that counts them."""
    found: dict[str, int] = {}
    for number, household in enumerate(network.households):
        for member in household.members:
            found.setdefault(member, number)
    return found


class Households:
    def __init__(self, svg: ET.Element, places: Places) -> None:
        self.svg, self.places = svg, places
        self.home = homes(places.network)
        self.signs = list(self.signs_of_pieces())

    def draw(self) -> None:
        for number, household in enumerate(self.places.network.households):
            if pieces := list(self.pieces(number)):
                self.box(household, pieces)

    def draw_signs(self) -> None:
        """Over the lines, so that they can be read; who lives in two households gets the other letter too."""
        for sign in self.signs:
            left, top, right, bottom = sign.box
            back: Look = {"fill": WASH, "class_": "blank blank--house"}
            draw(self.svg, "rect", x=left, y=top, width=right - left, height=bottom - top, **back)
            badge(self.svg, sign.letter, left + 8, sign.y)
            text(self.svg, sign.name, left + 19, sign.y + 4)
        for number, household in enumerate(self.places.network.households):
            for member in household.members:
                if member in self.places.network.person and self.home[member] != number:
                    x, y = self.places.at(member)
                    badge(self.svg, letter(number), x + HALF + 4, y - HALF - 1)

    def signs_of_pieces(self) -> Iterator[HouseholdSign]:
        for number, household in enumerate(self.places.network.households):
            pieces, name = list(self.pieces(number)), shown(household.name)
            room = [piece.right - piece.left - 28 for piece in pieces]
            for piece, own in zip(pieces, room, strict=True):
                fits = width_of(name) <= own or own == max(room) > 100
                y = self.places.y[piece.row] + HALF + self.places.under + self.places.strip / 2 - 1
                yield HouseholdSign(letter(number), fitted(name, own) if fits else "", piece.left + 4, y)

    @property
    def unnamed(self) -> dict[str, str]:
        """Households of people in this picture, whose name stands at none of their pieces, by letter."""
        named = {sign.letter for sign in self.signs if sign.name}
        lettered = {letter(number): home for number, home in enumerate(self.places.network.households)}
        drawn = {sign: home for sign, home in lettered.items() if {*home.members} & {*self.places.network.person}}
        return {sign: fitted(home.name, 180) for sign, home in drawn.items() if sign not in named}

    def pieces(self, number: int) -> Iterator[Piece]:
        half = self.places.wide / 2 - 2
        for row, items in enumerate(self.places.rows):
            run: list[str] = []
            for item in [*(item for item in items if item in self.places.network.person), ""]:
                if self.home.get(item) == number:
                    run.append(item)
                elif run:
                    yield Piece(row, self.places.x[run[0]] - half, self.places.x[run[-1]] + half)
                    run = []

    def box(self, household: Household, pieces: list[Piece]) -> None:
        """One shape: first all edges, then all washes, so that no edge is seen inside."""
        y, high = self.places.y, ABOVE + 2 * HALF + self.places.under + self.places.strip
        shapes = [(p.left, y[p.row] - HALF - ABOVE, p.right - p.left, high) for p in pieces]
        for piece in pieces:  # a band joins pieces that stand under each other
            for other in pieces:
                left, right = max(piece.left, other.left) + 6, min(piece.right, other.right) - 6
                if other.row == piece.row + 1 and right - left > 24:
                    shapes.append((left, y[piece.row], right - left, y[other.row] - y[piece.row]))
        here = group(self.svg, f"Huishouden {household.name}")
        looks: tuple[Look, ...] = (
            {"stroke": RULE, "stroke_width": 2, "class_": "house"},
            {"stroke": "none", "class_": "house house--wash"},
        )
        for look in looks:
            for x, top, w, h in shapes:
                draw(here, "rect", x=x, y=top, width=w, height=h, rx=8, fill=WASH, **look)


def badge(parent: ET.Element, words: str, x: float, y: float) -> None:
    """The letter of a household, on each of its pieces."""
    wide = BADGE if len(words) == 1 else BADGE + 8
    draw(parent, "rect", x=x - wide / 2, y=y - BADGE / 2, width=wide, height=BADGE, rx=3, fill=SOFT, class_="letter")
    text(parent, words, x, y + 4, font_weight=600, fill=PAPER, class_="note strong on-dark", text_anchor="middle")


def draw_tags(svg: ET.Element, network: Network, top: float, width: float) -> float:
    """Lines of tags, one block per household; returns where they end."""
    if not network.organisations:
        return top
    here = group(svg, "Wie werkt met wie")
    y = top + 22
    for sign, name, organisations in tag_lines(network):
        x = 4.0
        if sign:
            badge(here, sign, x + BADGE / 2, y)
            x += 20
        text(here, name, x, y + 4)
        left = x = max(x + width_of(name) + 12, 150.0)
        for organisation in organisations:
            words = fitted(organisation.name, width - left - 40)
            wide = width_of(words) + 34
            if x > left and x + wide > width:
                x, y = left, y + TAG
            draw_tag(here, organisation, words, x, y)
            x += wide
        y += TAG + 4
    return y


def tag_lines(network: Network) -> Iterator[tuple[str, str, list[Organisation]]]:
    """Letter, name and organisations of each household, then of who has none, then of the whole network."""
    for number, household in enumerate(network.households):
        if found := [o for o in network.organisations if {*o.people} & {*household.members}]:
            yield letter(number), fitted(household.name, 180), found
    housed = {member for household in network.households for member in household.members}
    if found := [o for o in network.organisations if o.people and not {*o.people} & housed]:
        yield "", "zonder huishouden" if network.households else "met een persoon", found
    if found := [o for o in network.organisations if not o.people]:
        yield "", "hele netwerk", found


def draw_tag(parent: ET.Element, organisation: Organisation, words: str, x: float, y: float) -> None:
    here = group(parent, f"{organisation.name}: {SIDES[organisation.side]}")
    draw(
        here,
        "rect",
        x=x,
        y=y - 10,
        width=width_of(words) + 26,
        height=20.0,
        rx=3,
        fill=PAPER,
        stroke=RULE,
        class_="org",
    )
    draw_mark(here, organisation.side, x + 11, y)
    text(here, words, x + 20, y + 4, class_="tag", fill=INK, font_size=NOTE)


def draw_mark(parent: ET.Element, side: Side, x: float, y: float) -> None:
    """Square for safety, disc for social, ring for all others."""
    match side:
        case Side.SAFETY:
            draw(parent, "rect", x=x - 4, y=y - 4, width=8, height=8, fill=INK, class_="fill-safety")
        case Side.SOCIAL:
            draw(parent, "circle", cx=x, cy=y, r=4.5, fill=INK, class_="fill-social")
        case _:
            draw(parent, "circle", cx=x, cy=y, r=4, fill=PAPER, stroke=INK, class_="person")
