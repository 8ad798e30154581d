"""From relations between two people to what is drawn: unions with their children, and ties."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from cases.genogram.generations import Generations
from cases.genogram.network import (
    LASTING,
    ONE_SIDED,
    PARENTHOODS,
    PARTNERSHIPS,
    Certainty,
    Kind,
    Network,
    Quality,
    Relation,
)


@dataclass(frozen=True, slots=True)
class Child:
    id: str
    by: Kind  # PARENT, ADOPTIVE_PARENT, FOSTER_PARENT, or SIBLING under parents who are not here
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Union:
    """Two partners, one known parent, or nobody above siblings whose parents are not here; with the children."""

    id: str
    partners: tuple[str, ...]
    bond: Relation | None  # None: parents of whom no partnership is recorded
    children: tuple[Child, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation that has its own line: one outside the unions, or one with a quality."""

    relation: Relation
    is_named: bool  # the kind does not show from the unions, so it is written beside the line

    @property
    def has_direction(self) -> bool:
        return self.relation.kind in ONE_SIDED


class Kin:
    """The unions, the ties and the rows of a network on a day."""

    def __init__(self, network: Network, today: date) -> None:
        self.network, self.today = network, today
        self.relations = [r for r in network.known_relations if r.kind in LASTING or not r.is_over(today)]
        self.order = list(network.person)
        self.generations = Generations(self.order)
        self.named: set[Relation] = set()
        self.parents = self._parents()
        self.bonds = self._bonds()
        self.unions = tuple(self._unions())
        self.ties = tuple(self._ties())
        self.row = self.generations.rows({key: person.born for key, person in network.person.items()})

    def of_kind(self, *kinds: Kind) -> list[Relation]:
        return [relation for relation in self.relations if relation.kind in kinds]

    def has_broken_off(self, bond: Relation) -> bool:
        """The partners parted; death does not part them in the picture."""
        deaths = [self.network.person[partner].died for partner in bond.pair]
        ended_by_death = any(day and bond.until and day <= bond.until for day in deaths)
        return bond.is_over(self.today) and not ended_by_death

    def _parents(self) -> dict[tuple[str, Kind], list[Relation]]:
        """Of each child the parents of one kind; one who would be their own ancestor becomes a named tie."""
        parents: dict[tuple[str, Kind], list[Relation]] = {}
        for relation in self.of_kind(*PARENTHOODS):
            if self.generations.below(relation.who, relation.whom):
                known = parents.setdefault((relation.whom, relation.kind), [])
                if relation.who not in {other.who for other in known}:
                    known.append(relation)
            else:
                self.named.add(relation)
        for relation in self.of_kind(Kind.GRANDPARENT):
            self.generations.below(relation.who, relation.whom, rows=2)
        for relation in self.of_kind(Kind.STEP_PARENT):
            self.generations.below(relation.who, relation.whom)
        return parents

    def _bonds(self) -> dict[frozenset[str], Relation]:
        """The partnership of two people that says most: one that lasts, else the latest."""
        found: dict[frozenset[str], Relation] = {}
        for relation in self.of_kind(*PARTNERSHIPS):
            best = found.get(relation.pair)
            if best is None or self._weight(relation) > self._weight(best):
                found[relation.pair] = relation
        self.named.update(r for r in found.values() if not self.generations.beside(r.who, r.whom))
        return {pair: relation for pair, relation in found.items() if relation not in self.named}

    def _weight(self, relation: Relation) -> tuple[bool, date, int]:
        lasts = not relation.is_over(self.today)
        return lasts, relation.since or date.min, -PARTNERSHIPS.index(relation.kind)

    def _unions(self) -> Iterator[Union]:
        children: dict[frozenset[str], dict[str, Child]] = {pair: {} for pair in self.bonds}
        doubts: dict[frozenset[str], list[Certainty]] = {}
        for (child, kind), parents in sorted(self.parents.items(), key=lambda item: item[0]):
            for group in self._couples(parents):
                pair = frozenset(parent.who for parent in group)
                doubt = max((parent.certainty for parent in group), key=lambda certainty: certainty.doubt)
                children.setdefault(pair, {}).setdefault(child, Child(child, kind, doubt))
                doubts.setdefault(pair, []).append(doubt)
        families = [(pair, list(under.values())) for pair, under in children.items()]
        families += [(frozenset(), siblings) for siblings in self._orphans()]
        for number, (pair, under) in enumerate(families):
            bond = self.bonds.get(pair)
            sure = min(doubts.get(pair, [Certainty.ESTABLISHED]), key=lambda certainty: certainty.doubt)
            yield Union(
                id=f"u{number}",
                partners=tuple(sorted(pair, key=self.order.index)),
                bond=bond,
                children=tuple(sorted(under, key=lambda child: self.order.index(child.id))),
                certainty=bond.certainty if bond else sure,
            )

    def _couples(self, parents: list[Relation]) -> list[list[Relation]]:
        """Which parents of a child stand together: partners before others, two at most, the rest alone."""
        pairs = sorted(
            combinations(parents, 2), key=lambda two: frozenset(parent.who for parent in two) not in self.bonds
        )
        for two in pairs:
            if self.generations.beside(two[0].who, two[1].who):
                return [list(two), *([parent] for parent in parents if parent not in two)]
        return [[parent] for parent in parents]

    def _orphans(self) -> Iterator[list[Child]]:
        """Brothers and sisters whose parents are not in the network: they hang together all the same."""
        has_parents = {child for child, _ in self.parents}
        groups: dict[str, dict[str, Certainty]] = {}
        for relation in self.of_kind(Kind.SIBLING):
            if relation.pair & has_parents or not self.generations.beside(relation.who, relation.whom):
                continue
            both = dict.fromkeys((relation.who, relation.whom), relation.certainty)
            joined = both | groups.get(relation.who, {}) | groups.get(relation.whom, {})
            groups |= dict.fromkeys(joined, joined)
        for siblings in {id(group): group for group in groups.values()}.values():
            yield [Child(key, Kind.SIBLING, certainty) for key, certainty in siblings.items()]

    def _ties(self) -> Iterator[Tie]:
        passed = {r for r in self.of_kind(*PARTNERSHIPS) if self.bonds.get(r.pair) != r} - self.named
        for relation in dict.fromkeys(self.relations):
            if relation in passed:  # an earlier partnership of the same two
                continue
            is_named = relation in self.named or self._needs_its_own_line(relation)
            if is_named or relation.quality not in {Quality.UNKNOWN, Quality.NEUTRAL}:
                yield Tie(relation, is_named)

    def _needs_its_own_line(self, relation: Relation) -> bool:
        match relation.kind:
            case Kind.SIBLING:
                return not any(relation.pair <= {child.id for child in union.children} for union in self.unions)
            case Kind.HALF_SIBLING:
                return not self._parents_of(relation.who) & self._parents_of(relation.whom)
            case Kind.GRANDPARENT:
                return not any(relation.who in self._parents_of(p) for p in self._parents_of(relation.whom))
            case Kind.STEP_PARENT:
                partners = {p for pair in self.bonds if relation.who in pair for p in pair}
                return not partners & self._parents_of(relation.whom) - {relation.who}
            case kind:
                return kind not in {*PARENTHOODS, *PARTNERSHIPS}

    def _parents_of(self, person: str) -> set[str]:
        return self._all_parents.get(person, set())

    @cached_property
    def _all_parents(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for (child, _), parents in self.parents.items():
            found.setdefault(child, set()).update(parent.who for parent in parents)
        return found
