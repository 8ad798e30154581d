"""Where everything stands: dot gives the distances from left to right, the rows go down by what they need."""

from datetime import date

from cases.genogram.dot import Grid, positions
from cases.genogram.kin import Kin, Union
from cases.genogram.network import Network
from cases.genogram.order import GAP, rows_of
from cases.genogram.pen import Point
from cases.genogram.symbols import HALF, LEADING, caption

ROOMY, CLOSE = 96.0, 74.0  # width of one person, in rows up to and over…
MANY = 13  # …so many people
NARROWEST = 620.0  # so that the legend has room
UNION = 20.0  # width of the place between partners
STEP = 10  # between lines that would cover each other
ABOVE, BELOW = 10.0, 8.0  # of a household around its people
LABEL = 18.0  # for the name of a household


class Places:
    """The rows of a network with x and y of persons and unions, in the units of the picture."""

    def __init__(self, network: Network, kin: Kin, today: date) -> None:
        self.network, self.kin = network, kin
        self.rows = rows_of(kin)
        longest = max(sum(item in network.person for item in row) for row in self.rows)
        self.wide = ROOMY if longest <= MANY else CLOSE
        x = positions(self._grid())
        people = max(x[person] + self.wide / 2 for person in network.person)
        self.width = max(people, NARROWEST)
        self.x = {item: middle + (self.width - people) / 2 for item, middle in x.items()}
        self._straighten()
        self.row = {item: number for number, row in enumerate(self.rows) for item in row}
        self.captions = {key: caption(person, today, self.wide - 6) for key, person in network.person.items()}
        self.under = 15 + LEADING * (max(map(len, self.captions.values())) - 1) + BELOW  # from symbol to end of text
        self.strip = LABEL if network.households else 0.0
        self.siblings = {u.id: [child.id for child in u.children] for u in kin.unions if not u.partners}
        self.bar, self.lane = self._bars(), self._lanes()
        self.y, self.height = self._heights()

    def at(self, item: str) -> Point:
        return self.x[item], self.y[self.row[item]]

    def _grid(self) -> Grid:
        widths = {item: 10.0 if item.startswith(GAP) else UNION for row in self.rows for item in row}
        widths |= dict.fromkeys(self.network.person, self.wide)
        below = [(union.id, child.id) for union in self.kin.unions if union.partners for child in union.children]
        return Grid(rows=self.rows, widths=widths, below=below)

    def bar_of(self, union: str) -> float:
        """Height of the line from which the children hang."""
        return self.y[self.row[union]] + HALF + self.under + self.strip + 10 + STEP * self.bar[union]

    def lane_of(self, union: str) -> float:
        """Height of a line above the row."""
        return self.y[self._row_of(union)] - HALF - ABOVE + 4 - STEP * self.lane[union]

    def _straighten(self) -> None:
        """A union stands right above an only child when that is near."""
        for union in self.kin.unions:
            if len(union.children) == 1 and union.partners:
                child = self.x[union.children[0].id]
                if abs(child - self.x[union.id]) < UNION - 4:
                    self.x[union.id] = child

    def _heights(self) -> tuple[list[float], float]:
        """The middle of the symbols of each row, and the end of the last row."""
        middles, top = [], 0.0
        for number in range(len(self.rows)):
            top += ABOVE + 4 + STEP * max(self._in_row(number, self.lane), default=0)
            middles.append(top + HALF)
            top += 2 * HALF + self.under + self.strip
            bars = self._in_row(number, self.bar)
            top += 26 + STEP * max(bars) if bars else 12
        return middles, middles[-1] + HALF + self.under + self.strip + 4

    def _in_row(self, row: int, levels: dict[str, int]) -> list[int]:
        return [level for key, level in levels.items() if self._row_of(key) == row]

    def _row_of(self, union: str) -> int:
        """Of siblings without parents their own row."""
        return self.row[self.siblings[union][0] if union in self.siblings else union]

    def _bars(self) -> dict[str, int]:
        """Bars of descent that would cover each other get their own level, from 0."""
        parents = [union for union in self.kin.unions if union.partners and union.children]
        return levels([self._span(union, [union.id, *(child.id for child in union.children)]) for union in parents])

    def _lanes(self) -> dict[str, int]:
        """Above the row, from 1: partners who do not stand side by side, and siblings without parents here."""
        spans = [self._span(u, self.siblings[u.id]) for u in self.kin.unions if not u.partners]
        couples = [union for union in self.kin.unions if len(union.partners) == 2]
        spans += [self._span(u, [*u.partners, u.id]) for u in couples if not self._are_neighbours(u)]
        return {key: level + 1 for key, level in levels(spans).items()}

    def _span(self, union: Union, items: list[str]) -> tuple[int, float, float, str]:
        xs = [self.x[item] for item in items]
        return self._row_of(union.id), min(xs), max(xs), union.id

    def _are_neighbours(self, union: Union) -> bool:
        row = self.rows[self.row[union.id]]
        places = [row.index(item) for item in (*union.partners, union.id)]
        return max(places) - min(places) == 2


def levels(spans: list[tuple[int, float, float, str]]) -> dict[str, int]:
    """For spans (row, left, right, key): short ones lowest, none over another of its row."""
    taken: list[tuple[int, int, float, float]] = []
    found: dict[str, int] = {}
    for row, left, right, key in sorted(spans, key=lambda span: (span[0], span[2] - span[1], span[1], span[3])):
        level = 0
        while any(r == row and n == level and a < right + 4 and left - 4 < b for r, n, a, b in taken):
            level += 1
        taken.append((row, level, left, right))
        found[key] = level
    return found
