"""Drawing SVG with presentation attributes only: a strict CSP blocks style attributes and style elements.

Classes carry the tokens on screen; the attributes say the same for paper, where no style sheet reaches the picture.
"""

import math
import unicodedata
from collections.abc import Callable, Iterable
from xml.etree import ElementTree as ET

from cases.genogram.network import Certainty

INK, SOFT, RULE, WASH, PAPER, MINOR = "#17212b", "#4a545d", "#8b949c", "#f1f2f0", "#ffffff", "#ccd3d8"
TIE, WARM = "#8c2f1b", "#1c6b4a"  # what strains, and what holds
FONT = "'Source Sans 3',sans-serif"
STRONG, NOTE = 13, 12  # sizes of text, as the screen's style sheet has them
NARROW, WIDE = frozenset("fijlrtI.,;:'’-()[]!|· "), frozenset("mwMWQOGD@%—")

type Point = tuple[float, float]
type Box = tuple[float, float, float, float]  # left, top, right, bottom
type Value = str | int | float
type Look = dict[str, Value]


def number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0" if abs(value) < 0.05 else "-0")


def draw(parent: ET.Element, tag: str, words: str = "", /, **attributes: Value) -> ET.Element:
    """Add an element. `class_` and `stroke_width` become class and stroke-width."""
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    names = {{"viewbox": "viewBox"}.get(name, name): value for name, value in names.items()}
    element = ET.SubElement(parent, tag, {k: number(v) if isinstance(v, float) else str(v) for k, v in names.items()})
    element.text = words or None
    return element


def at(x: float, y: float, scale: float = 1) -> str:
    """A transform that moves the origin."""
    return f"translate({number(x)} {number(y)})" + (f" scale({scale})" if scale != 1 else "")


def group(parent: ET.Element, title: str, *, href: str = "") -> ET.Element:
    """A group that says what it is; with `href` it is a link."""
    found = draw(parent, "a", href=href) if href else draw(parent, "g")
    draw(found, "title", shown(title))
    return found


def line(parent: ET.Element, points: Iterable[Point], **attributes: Value) -> ET.Element:
    path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    look: Look = {"fill": "none", "stroke": SOFT, "stroke_width": 1.5, "class_": "line"}
    return draw(parent, "path", d=path, **look | attributes)


def dashes(certainty: Certainty, name: str = "line") -> Look:
    """How sure we are: solid, dashes, dots."""
    match certainty:
        case Certainty.STATED:
            return {"stroke_dasharray": "6 4", "class_": f"{name} line--stated"}
        case Certainty.PRESUMED:
            return {"stroke_dasharray": "1.5 4", "stroke_linecap": "round", "class_": f"{name} line--presumed"}
        case _:
            return {"class_": name}


def text(
    parent: ET.Element, words: str, x: float, y: float, *, is_strong: bool = False, **attributes: Value
) -> ET.Element:
    look: Look = {"class_": "note", "font_size": NOTE, "fill": SOFT}
    if is_strong:
        look = {"class_": "strong", "font_size": STRONG, "font_weight": 600, "fill": INK}
    return draw(parent, "text", shown(words), x=x, y=y, **look | attributes)


def shown(words: str) -> str:
    """Without what XML forbids and without invisible signs that turn the direction of text around."""
    kept = (" " if sign.isspace() else sign for sign in words if sign.isspace() or not is_hidden(sign))
    return " ".join("".join(kept).split())


def is_hidden(sign: str) -> bool:
    if sign in "\u200c\u200d":  # joins letters in some scripts
        return False
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs"} or ord(sign) & 0xFFFE == 0xFFFE


def width_of(words: str, size: float = NOTE) -> float:
    """About how wide it will be; no font is at hand."""
    return size * sum(width_of_sign(sign) for sign in words)


def width_of_sign(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1
    base = unicodedata.normalize("NFD", sign)[0]
    return 0.31 if base in NARROW else 0.82 if base in WIDE else 0.62 if base.isupper() else 0.53


def fitted(words: str, room: float, size: float = NOTE) -> str:
    """As much as fits, with an ellipsis for the rest; the title of the group has it in full."""
    if width_of(words, size) <= room:
        return words
    kept = words
    while kept and width_of(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrapped(words: str, room: float, *, lines: int, size: float = NOTE) -> list[str]:
    """Broken at spaces and after hyphens into a few lines that fit."""
    done: list[str] = []
    here = ""
    for part in words.replace("-", "- ").split():
        joined = part if not here else f"{here}{'' if here.endswith('-') else ' '}{part}"
        if here and width_of(joined, size) > room and len(done) + 1 < lines:
            done.append(here)
            here = part
        else:
            here = joined
    return [fitted(found, room, size) for found in (*done, here) if found]


def bowed(a: Point, b: Point, bow: float, shift: Callable[[int], float] | None = None) -> list[Point]:
    """Points along a bowed line from a to b, each moved sideways by shift(step)."""
    steps = max(8, round(math.dist(a, b) / 4.5))
    middle = ((a[0] + b[0]) / 2 + bow, (a[1] + b[1]) / 2 - abs(bow) * (abs(a[1] - b[1]) < 1))
    points = []
    for step in range(steps + 1):
        t = step / steps
        x, y = ((1 - t) ** 2 * p + 2 * t * (1 - t) * m + t * t * q for p, m, q in zip(a, middle, b, strict=True))
        dx, dy = (2 * (1 - t) * (m - p) + 2 * t * (q - m) for p, m, q in zip(a, middle, b, strict=True))
        length, aside = math.hypot(dx, dy) or 1, shift(step) if shift else 0
        points.append((x - dy / length * aside, y + dx / length * aside))
    return points


def across(here: Point, before: Point, half: float) -> list[Point]:
    """A short bar across the end of a line."""
    dx, dy = direction(before, here)
    return [(here[0] - dy * half, here[1] + dx * half), (here[0] + dy * half, here[1] - dx * half)]


def direction(a: Point, b: Point) -> Point:
    length = math.dist(a, b) or 1
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length
