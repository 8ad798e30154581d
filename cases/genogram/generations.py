"""In which row everybody stands: partners beside each other, children below their parents."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from statistics import fmean


class Generations:
    """Takes wishes one by one and refuses each that contradicts an earlier one, so that no data can tie a knot."""

    def __init__(self, people: Iterable[str]) -> None:
        self.people = list(people)
        self.group = {person: person for person in self.people}  # who stands in one row, by the name of one of them
        self.under: dict[str, dict[str, int]] = {person: {} for person in self.people}  # group to lower group: rows

    def below(self, upper: str, lower: str, *, rows: int = 1) -> bool:
        """Put `lower` at least so many rows under `upper`. False when that cannot be."""
        high, low = self.group[upper], self.group[lower]
        if self._leads(low, high):
            return False
        self.under[high][low] = max(rows, self.under[high].get(low, 0))
        return True

    def beside(self, one: str, other: str) -> bool:
        """Put two people in one row. False when that cannot be."""
        keeper, goer = self.group[one], self.group[other]
        if keeper == goer:
            return True
        if self._leads(keeper, goer) or self._leads(goer, keeper):
            return False
        self.group = {person: keeper if group == goer else group for person, group in self.group.items()}
        for low, rows in self.under.pop(goer).items():
            self.under[keeper][low] = max(rows, self.under[keeper].get(low, 0))
        for lower in self.under.values():
            if goer in lower:
                lower[keeper] = max(lower.pop(goer), lower.get(keeper, 0))
        return True

    def _leads(self, start: str, goal: str) -> bool:
        """Whether one comes from the first group down to the second; a group leads to itself."""
        ahead, seen = [start], {start}
        while ahead:
            here = ahead.pop()
            if here == goal:
                return True
            ahead += [low for low in self.under[here] if low not in seen]
            seen.update(self.under[here])
        return False

    def rows(self, born: Mapping[str, date | None]) -> dict[str, int]:
        """Everybody's row from the top. Families that are not connected stand beside those of their own age."""
        row = self._levels()
        families = self._families()
        if not families:
            return {}
        first, *others = families
        years = _years(first, row, born)
        for family in others:
            down = _shift(_years(family, row, born), years, depth=max(row[person] for person in first))
            row |= {person: row[person] + down for person in family}
        taken = sorted(set(row.values()))  # no empty rows
        return {person: taken.index(row[person]) for person in self.people}

    def _levels(self) -> dict[str, int]:
        """As high as may be; but whoever has no parents here stands just above the children."""
        order = self._from_above()
        level = dict.fromkeys(order, 0)
        for high in order:
            for low, rows in self.under[high].items():
                level[low] = max(level[low], level[high] + rows)
        lowest = set(chain.from_iterable(self.under.values()))
        for high in order:
            if high not in lowest and self.under[high]:
                level[high] = min(level[low] - rows for low, rows in self.under[high].items())
        return {person: level[self.group[person]] for person in self.people}

    def _from_above(self) -> list[str]:
        """The groups, each after those above it."""
        above = dict.fromkeys(self.under, 0)
        for low in chain.from_iterable(self.under.values()):
            above[low] += 1
        order = [group for group, count in above.items() if not count]
        for group in order:  # grows while we walk
            for low in self.under[group]:
                above[low] -= 1
                if not above[low]:
                    order.append(low)
        return order

    def _families(self) -> list[list[str]]:
        """People who are connected, the largest family first."""
        family = {group: {group} for group in self.under}
        for high, lower in self.under.items():
            for low in lower:
                if family[high] is not family[low]:
                    family[high] |= family[low]
                    family |= dict.fromkeys(family[high], family[high])
        members: dict[int, list[str]] = {}
        for person in self.people:
            members.setdefault(id(family[self.group[person]]), []).append(person)
        return sorted(members.values(), key=len, reverse=True)


def _years(family: list[str], row: Mapping[str, int], born: Mapping[str, date | None]) -> dict[int, float]:
    """Of each row the mean year of birth."""
    years: dict[int, list[int]] = {}
    for person in family:
        if day := born[person]:
            years.setdefault(row[person], []).append(day.year)
    return {number: fmean(found) for number, found in years.items()}


def _shift(own: Mapping[int, float], others: Mapping[int, float], *, depth: int) -> int:
    """How many rows down this family stands best beside the other."""

    def distance(down: int) -> float:
        gaps = [abs(year - others[number + down]) for number, year in own.items() if number + down in others]
        return fmean(gaps) if gaps else float("inf")

    return min(range(depth + 1), key=distance)
