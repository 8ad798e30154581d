"""The lines between people: partners, descent, and ties that have a line of their own."""

import math
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from cases.genogram.kin import Tie, Union
from cases.genogram.network import Certainty, Kind, Quality, Relation
from cases.genogram.pen import (
    PAPER,
    SOFT,
    TIE,
    WARM,
    Box,
    Look,
    Point,
    across,
    bowed,
    dashes,
    direction,
    draw,
    group,
    line,
    text,
    width_of,
)
from cases.genogram.places import Places
from cases.genogram.symbols import HALF
from cases.genogram.words import WRITTEN

WORD_MAY_STAND = [place / 20 for place in range(4, 17)]  # along a tie: not at its ends, where people stand
FOOT_NAMES = {Kind.ADOPTIVE_PARENT: "adoptie", Kind.FOSTER_PARENT: "pleeg"}


def draw_union(svg: ET.Element, places: Places, union: Union, title: str) -> None:
    """Partners joined by a line, double when married, struck through when it is over; their children below."""
    here = group(svg, title)
    if not union.partners:
        draw_siblings(here, places, union)
        return
    x, y = places.at(union.id)
    top = places.lane_of(union.id) if union.id in places.lane else y
    for partner in union.partners:
        draw_bond(here, union, half_line(places.x[partner], x, y, top))
    if union.bond:
        strike(here, x, top, times=slashes(union.bond, has_broken_off=places.kin.has_broken_off(union.bond)))
    if union.children:
        draw_descent(here, places, union, top)


def half_line(partner: float, x: float, y: float, top: float) -> list[Point]:
    """From a partner to the middle of the union, beside each other or over a lane."""
    side = math.copysign(1, x - partner)
    if top == y:
        return [(partner + side * HALF, y), (x, y)]
    return [(partner + side * 6, y - HALF), (partner + side * 6, top), (x, top)]


def draw_bond(parent: ET.Element, union: Union, points: list[Point]) -> None:
    look = dashes(union.certainty)
    if union.bond is None and len(union.partners) == 2:  # parents together, no partnership known
        line(parent, points, **look | {"stroke_width": 0.8, "class_": f"{look['class_']} line--thin"})
    elif union.bond and union.bond.kind == Kind.MARRIED:
        for shift in (-2.0, 2.0):
            line(parent, [(x, y + shift) for x, y in points], **look)
    else:
        line(parent, points, **look)


def slashes(bond: Relation, *, has_broken_off: bool) -> int:
    return 0 if not has_broken_off else 2 if bond.kind == Kind.MARRIED else 1


def strike(parent: ET.Element, x: float, y: float, *, times: int) -> None:
    for turn in range(times):
        middle = x + 5.0 * turn - 2.5 * (times - 1)
        line(parent, [(middle - 3.5, y + 8), (middle + 3.5, y - 8)])


def draw_descent(parent: ET.Element, places: Places, union: Union, top: float) -> None:
    x, bar = places.x[union.id], places.bar_of(union.id)
    surest = min((child.certainty for child in union.children), key=lambda certainty: certainty.doubt)
    feet = [places.x[child.id] for child in union.children]
    line(parent, [(x, top), (x, bar)], **dashes(surest))
    if max(feet) - min(feet) > 1 or abs(feet[0] - x) > 1:
        line(parent, [(min([x, *feet]), bar), (max([x, *feet]), bar)], **dashes(surest))
    for child in union.children:
        cx, cy = places.at(child.id)
        line(parent, [(cx, bar), (cx, cy - HALF)], **dashes(child.certainty))
        if name := FOOT_NAMES.get(child.by):
            left, above, right, below = foot_name(name, cx, cy)
            draw(parent, "rect", x=left, y=above, width=right - left, height=below - above, fill=PAPER, class_="blank")
            text(parent, name, cx + 5, cy - HALF - 14)


def foot_name(name: str, x: float, y: float) -> Box:
    """Where it says how a child came, beside the line to that child."""
    return x + 3, y - HALF - 24, x + 7 + width_of(name), y - HALF - 11


def descents(places: Places) -> Iterator[Box]:
    """Where the lines to children go, and the words beside them."""
    for union in places.kin.unions:
        if not union.children:
            continue
        feet = [places.at(child.id) for child in union.children]
        xs = [x for x, _ in feet]
        if union.partners:
            (x, top), bar = places.at(union.id), places.bar_of(union.id)
            yield x - 1, top, x + 1, bar
            yield min([x, *xs]), bar - 1, max([x, *xs]), bar + 1
        else:
            bar = places.lane_of(union.id)
            yield min(xs), bar - 1, max(xs), bar + 1
        for child, (x, y) in zip(union.children, feet, strict=True):
            yield x - 1, bar, x + 1, y - HALF
            if name := FOOT_NAMES.get(child.by):
                yield foot_name(name, x, y)


def draw_siblings(parent: ET.Element, places: Places, union: Union) -> None:
    """Brothers and sisters whose parents are not here: a bar above them."""
    top = places.lane_of(union.id)
    xs = [places.x[child.id] for child in union.children]
    surest = min((child.certainty for child in union.children), key=lambda certainty: certainty.doubt)
    line(parent, [(min(xs), top), (max(xs), top)], **dashes(surest))
    for child in union.children:
        cx, cy = places.at(child.id)
        line(parent, [(cx, top), (cx, cy - HALF)], **dashes(child.certainty))


class Ties:
    """Draws the ties, and keeps their words apart from people, from other words and from each other."""

    def __init__(self, svg: ET.Element, places: Places, words: list[Box]) -> None:
        self.svg, self.places = svg, places
        self.drawn: dict[frozenset[str], int] = {}
        reach = places.wide / 2 - 4
        people = [
            (x - reach, y - HALF, x + reach, y + HALF + places.under) for x, y in map(places.at, places.network.person)
        ]
        self.taken = [*people, *words]
        self.lines = list(descents(places))

    def draw(self, tie: Tie, title: str) -> None:
        relation, here = tie.relation, group(self.svg, title)
        turn = self.drawn.get(relation.pair, 0)
        self.drawn[relation.pair] = turn + 1
        points = self.path(relation.who, relation.whom, turn)
        draw_tie(here, relation.quality, relation.certainty, points, has_direction=tie.has_direction)
        if tie.is_named:
            self.name(here, WRITTEN[relation.kind], points, near_first=tie.has_direction)

    def path(self, who: str, whom: str, turn: int) -> tuple[Point, Point, float]:
        """From the side of one symbol to the side of the other, bowed; a second tie of two people bows more."""
        (ax, ay), (bx, by) = self.places.at(who), self.places.at(whom)
        side = math.copysign(1, bx - ax)
        if ay == by:
            bow = min(40.0, max(22.0, abs(bx - ax) / 6)) + 12 * turn
            return (ax + side * 9, ay - HALF), (bx - side * 9, by - HALF), side * bow
        down = math.copysign(1, by - ay)
        return (ax + side * HALF, ay + down * 6), (bx - side * 9, by - down * HALF), side * (14 + 12 * turn)

    def name(self, parent: ET.Element, words: str, path: tuple[Point, Point, float], *, near_first: bool) -> None:
        points = bowed(*path)
        reach = width_of(words) / 2 + 3
        best = 0.3 if near_first else 0.5
        places = sorted(WORD_MAY_STAND, key=lambda place: abs(place - best))
        spots = [points[round(place * (len(points) - 1))] for place in places]
        x, y = min(spots, key=lambda spot: (meets(spot, reach, self.taken), meets(spot, reach, self.lines)))
        self.taken.append((x - reach, y - 8, x + reach, y + 8))
        draw(parent, "rect", x=x - reach, y=y - 8, width=2 * reach, height=16, fill=PAPER, class_="blank")
        text(parent, words, x, y + 4, text_anchor="middle")


def meets(spot: Point, reach: float, boxes: list[Box]) -> int:
    """How many of these a word would stand over."""
    x, y = spot
    return sum(a < x + reach and x - reach < c and b < y + 8 and y - 8 < d for a, b, c, d in boxes)


def draw_tie(
    parent: ET.Element,
    quality: Quality,
    certainty: Certainty,
    path: tuple[Point, Point, float],
    *,
    has_direction: bool = True,
) -> None:
    """Each quality has its own form; the colour only helps."""
    look: Look = dashes(certainty, "tie") | {"stroke": WARM if quality == Quality.CLOSE else TIE}
    points = bowed(*path)
    middle = len(points) // 2
    match quality:
        case Quality.CLOSE:
            line(parent, bowed(*path, lambda _: -2.2), **look)
            line(parent, bowed(*path, lambda _: 2.2), **look)
        case Quality.CONFLICT:
            line(parent, bowed(*path, lambda step: 3.6 * (step % 2 * 2 - 1)), **look, stroke_linejoin="round")
        case Quality.DISTANT | Quality.BROKEN:
            draw_gap(parent, points[: middle - 1], points[middle + 2 :], look, has_ends=quality == Quality.BROKEN)
        case Quality.COERCIVE:
            line(parent, points, **look | {"stroke_width": 2.6})
            if has_direction:
                draw_arrow(parent, points[-3], points[-1])
        case _:
            line(parent, points, **dashes(certainty), stroke=SOFT, stroke_width=1)


def draw_gap(parent: ET.Element, first: list[Point], last: list[Point], look: Look, *, has_ends: bool) -> None:
    """A line with an opening; with a bar on both sides when the contact is broken off."""
    line(parent, first, **look)
    line(parent, last, **look)
    if has_ends:
        line(parent, across(first[-1], first[-2], 6), stroke=TIE, class_="tie")
        line(parent, across(last[0], last[1], 6), stroke=TIE, class_="tie")


def draw_arrow(parent: ET.Element, before: Point, tip: Point) -> None:
    dx, dy = direction(before, tip)
    x, y = tip
    feathers = [(x - 10 * dx - 5 * dy, y - 10 * dy + 5 * dx), (x - 10 * dx + 5 * dy, y - 10 * dy - 5 * dx)]
    line(parent, [tip, *feathers, tip], fill=TIE, stroke=TIE, class_="tie tie--tip")
