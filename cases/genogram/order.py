"""Who stands left of whom. The order follows from the family alone, so one more person never reshuffles the others:
the eldest root first, children eldest left, an earlier partner left, a man left of a woman.
"""

from collections.abc import Iterator

from cases.genogram.kin import Kin, Union
from cases.genogram.network import Sex

GAP = "gap-"  # an empty place after the children of one union


def rows_of(kin: Kin) -> list[list[str]]:
    """Of each row, from left to right, the ids of persons, unions and gaps."""
    return _Order(kin).run()


class _Order:
    def __init__(self, kin: Kin) -> None:
        self.kin = kin
        self.unions: dict[str, list[Union]] = {person: [] for person in kin.order}
        self.cradle: dict[str, Union] = {}  # the union under which a child stands
        for union in sorted(kin.unions, key=self.since):
            for partner in union.partners:
                self.unions[partner].append(union)
        for union in kin.unions:
            for child in union.children:
                held = self.cradle.get(child.id)
                if held is None or self.claim(union, child.id) < self.claim(held, child.id):
                    self.cradle[child.id] = union
        self.by_id = {union.id: union for union in kin.unions}
        self.rows: list[list[str]] = [[] for _ in set(kin.row.values())]
        self.done: set[str] = set()

    def since(self, union: Union) -> tuple[int, str]:
        """Earlier unions first: by their date, else by their eldest child."""
        born = self.kin.network.person[union.children[0].id].born if union.children else None
        first = (union.bond and union.bond.since) or born
        return first.toordinal() if first else 10**7, union.id

    def claim(self, union: Union, child: str) -> int:
        kinds = [found.by for found in union.children if found.id == child]
        return list(type(kinds[0])).index(kinds[0])

    def run(self) -> list[list[str]]:
        waiting = sorted(self.kin.order, key=lambda p: (p in self.cradle, self.kin.row[p], self.kin.order.index(p)))
        while waiting:
            person = waiting.pop(0)
            for sibling in self.beside(person):
                if sibling not in self.done:
                    self.place(sibling)
            waiting[:0] = [root for root in self.married_in() if root not in self.done]
        return [row[:-1] if row[-1].startswith(GAP) else row for row in self.rows]

    def beside(self, person: str) -> list[str]:
        """Brothers and sisters without parents here are placed together."""
        cradle = self.cradle.get(person)
        return [child.id for child in cradle.children] if cradle and not cradle.partners else [person]

    def married_in(self) -> list[str]:
        """Of the partners of those who are placed, whose own family comes next."""
        half = [union for union in self.kin.unions if len(self.done & set(union.partners)) == 1]
        return [self.root(partner) for union in half for partner in union.partners if partner not in self.done]

    def root(self, person: str) -> str:
        while (cradle := self.cradle.get(person)) and cradle.partners:
            person = cradle.partners[0]
        return person

    def place(self, person: str) -> None:
        """Put somebody with partners in the row, and their children below."""
        line = self.couple(person)
        self.rows[self.kin.row[person]].extend(line)
        for item in line:
            if (union := self.by_id.get(item)) and union.children:
                for child in union.children:
                    if child.id not in self.done and self.cradle[child.id] is union:
                        self.place(child.id)
                self.rows[self.kin.row[person] + 1].append(f"{GAP}{item}")

    def couple(self, person: str) -> list[str]:
        self.done.add(person)
        mine = [union for union in self.unions[person] if union.id not in self.done]
        left, right = mine[:-1], mine[-1:]
        is_woman = self.kin.network.person[person].sex == Sex.FEMALE
        if is_woman and len(mine) == 1 and len(mine[0].partners) == 2:
            left, right = right, left
        return [*reversed(list(self.outward(left[::-1]))), person, *self.outward(right)]

    def outward(self, unions: list[Union]) -> Iterator[str]:
        """Partners on one side, the nearest first; a partner with family here waits for the own siblings."""
        for union in unions:
            if union.id in self.done:
                continue
            self.done.add(union.id)
            yield union.id
            for mate in union.partners:
                if mate not in self.done and mate not in self.cradle:
                    self.done.add(mate)
                    yield mate
                    yield from self.outward(self.unions[mate])
