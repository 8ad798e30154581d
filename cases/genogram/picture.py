"""The picture of a family network: plain data in, SVG out. The same data and day give the same bytes."""

from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from cases.genogram.dot import CannotDraw
from cases.genogram.households import Households, draw_tags
from cases.genogram.kin import Kin
from cases.genogram.legend import draw_legend
from cases.genogram.lines import Ties, draw_union
from cases.genogram.network import Network, Person
from cases.genogram.pen import FONT, INK, PAPER, STRONG, WASH, draw, group, number, shown, text, width_of
from cases.genogram.places import Places
from cases.genogram.symbols import HALF, LEADING, symbol
from cases.genogram.words import about, about_union, homes_of, says

LARGEST = 300  # people; more would not be read


class Svg(str):
    """Text that a template may show as it is: every name in it was escaped by the XML writer."""

    __slots__ = ()

    def __html__(self) -> "Svg":
        return self


EMPTY = Svg()


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing, or in `notice` the Dutch sentence why there is none."""

    svg: Svg = EMPTY
    notice: str = ""
    width: float = 0
    height: float = 0

    @property
    def is_drawn(self) -> bool:
        return bool(self.svg)


def draw_network(network: Network, *, today: date, title: str = "") -> Picture:
    """Draw everybody in rows of generations. `title` is what is said of the whole; left out, it is counted."""
    if not network.person:
        return Picture(notice="Er staat nog niemand in dit netwerk. Voeg eerst een gezinslid toe.")
    if len(network.person) > LARGEST:
        return Picture(
            notice=f"Dit netwerk telt {len(network.person)} personen. Een beeld gaat tot {LARGEST}: gebruik de tabel."
        )
    try:
        return _Drawing(network, today).picture(title)
    except CannotDraw as reason:
        return Picture(notice=f"{reason} De tabel zegt hetzelfde in woorden.")


class _Drawing:
    def __init__(self, network: Network, today: date) -> None:
        self.network, self.today = network, today
        self.kin = Kin(network, today)
        self.places = Places(network, self.kin, today)
        self.homes = homes_of(network)
        self.svg = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": "picture picture--network",
                "role": "group",
                "font-family": FONT,
            },
        )

    def picture(self, title: str) -> Picture:
        draw(self.svg, "title", shown(title or self.counted()))
        households = Households(self.svg, self.places)
        households.draw()
        ties = Ties(self.svg, self.places, [sign.box for sign in households.signs])
        for tie in self.kin.ties:
            ties.draw(tie, says(self.network, tie.relation, self.today))
        for union in self.kin.unions:
            draw_union(self.svg, self.places, union, about_union(self.network, union, self.today))
        households.draw_signs()
        for person in self.network.person.values():
            self.person(person)
        return self.finished(households.unnamed)

    def counted(self) -> str:
        parts = [
            counted(len(self.network.person), "persoon", "personen"),
            counted(len(self.places.rows), "generatie", "generaties"),
        ]
        if self.network.households:
            parts.append(counted(len(self.network.households), "huishouden", "huishoudens"))
        return f"Beeld van netwerk {self.network.name}: {', '.join(parts)}"

    def person(self, person: Person) -> None:
        x, y = self.places.at(person.id)
        homes = self.homes.get(person.id, [])
        here = group(self.svg, about(person, self.today, homes), href=person.href)
        lines = self.places.captions[person.id]
        reach = min(self.places.wide / 2 - 3, max(width_of(words, STRONG) for words in lines) / 2 + 2)
        fill, name = (WASH, "blank blank--house") if homes else (PAPER, "blank")
        top, high = y + HALF + 3, LEADING * len(lines)
        draw(here, "rect", x=x - reach, y=top, width=2 * reach, height=high, fill=fill, class_=name)
        symbol(here, person, x, y, self.today)
        for number_, words in enumerate(lines):
            base = y + HALF + 15 + LEADING * number_
            look = {} if number_ in {0, len(lines) - 1} else {"class_": "tag", "fill": INK}
            text(here, words, x, base, is_strong=number_ == 0, text_anchor="middle", **look)

    def finished(self, unnamed: dict[str, str]) -> Picture:
        width = self.places.width
        end = draw_tags(self.svg, self.network, self.places.height + 6, width)
        top = end + 6
        end = draw_legend(self.svg, self.network, self.kin, self.today, unnamed=unnamed, top=top, width=width)
        size = {"width": number(width + 8), "height": number(end)}
        self.svg.attrib |= {"viewBox": f"-4 0 {size['width']} {size['height']}", **size}
        return Picture(svg=Svg(ET.tostring(self.svg, encoding="unicode")), width=width + 8, height=end)


def counted(many: int, one: str, more: str) -> str:
    return f"{many} {one if many == 1 else more}"
