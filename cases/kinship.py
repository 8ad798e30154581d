"""Relations in words: what somebody is of somebody else, and how two people are connected. No database."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Certainty, Gender, Member, Relation, RelationKind

# Of each kind: what the first is of the second, and the second of the first; for a man, a woman, and else.
type Words = tuple[str, str, str]


def each(word: str) -> Words:
    return (word, word, word)


WORDS: dict[str, tuple[Words, Words]] = {
    RelationKind.PARENT: (("vader van", "moeder van", "ouder van"), ("zoon van", "dochter van", "kind van")),
    RelationKind.STEP_PARENT: (
        ("stiefvader van", "stiefmoeder van", "stiefouder van"),
        ("stiefzoon van", "stiefdochter van", "stiefkind van"),
    ),
    RelationKind.ADOPTIVE_PARENT: (
        ("adoptievader van", "adoptiemoeder van", "adoptieouder van"),
        ("adoptiezoon van", "adoptiedochter van", "adoptiekind van"),
    ),
    RelationKind.FOSTER_PARENT: (
        ("pleegvader van", "pleegmoeder van", "pleegouder van"),
        ("pleegzoon van", "pleegdochter van", "pleegkind van"),
    ),
    RelationKind.GUARDIAN: (each("voogd van"), each("pupil van")),
    RelationKind.MARRIED: (each("getrouwd met"), each("getrouwd met")),
    RelationKind.COHABITING: (each("samenwonend met"), each("samenwonend met")),
    RelationKind.PARTNER: (each("partner van"), each("partner van")),
    RelationKind.EX_PARTNER: (each("ex-partner van"), each("ex-partner van")),
    RelationKind.SIBLING: (("broer van", "zus van", "broer of zus van"),) * 2,
    RelationKind.HALF_SIBLING: (("halfbroer van", "halfzus van", "halfbroer of halfzus van"),) * 2,
    RelationKind.GRANDPARENT: (
        ("opa van", "oma van", "grootouder van"),
        ("kleinzoon van", "kleindochter van", "kleinkind van"),
    ),
    RelationKind.RELATIVE: (each("familie van"), each("familie van")),
    RelationKind.FRIEND: (each("vriend of contact van"), each("vriend of contact van")),
    RelationKind.BUSINESS: (each("zakelijk verbonden met"), each("zakelijk verbonden met")),
}
COLUMN: dict[str, int] = {Gender.MALE: 0, Gender.FEMALE: 1}


@dataclass(frozen=True, kw_only=True)
class Step:
    """From one person to the next: „Kevin is zoon van Petra, volgens opa”."""

    person: Member
    phrase: str
    other: Member
    relation: Relation

    @property
    def sentence(self) -> str:
        return f"{self.person.full_name} {verb_of(self.relation)} {self.phrase} {self.other.full_name}{self.doubt}."

    @property
    def doubt(self) -> str:
        return doubt_about(self.relation)


def verb_of(relation: Relation) -> str:
    return "was" if relation.is_over else "is"


def doubt_about(relation: Relation) -> str:
    match relation.certainty:
        case Certainty.STATED:
            return f" (volgens {relation.source})"
        case Certainty.PRESUMED:
            return " (vermoed)"
        case _:
            return ""


def steps_of(relation: Relation) -> tuple[Step, Step]:
    """A relation seen from both sides. Needs both people loaded."""
    first, second = WORDS[relation.kind]
    one, other = relation.from_member, relation.to_member
    return (
        Step(person=one, phrase=first[COLUMN.get(one.gender, 2)], other=other, relation=relation),
        Step(person=other, phrase=second[COLUMN.get(other.gender, 2)], other=one, relation=relation),
    )


def steps_by_person(relations: Iterable[Relation]) -> dict[int, list[Step]]:
    steps: dict[int, list[Step]] = {}
    for relation in relations:
        for step in steps_of(relation):
            steps.setdefault(step.person.pk, []).append(step)
    return steps


def lines_about(steps: Iterable[Step]) -> list[str]:
    """„Vader van Kevin, Demi en Lotte”; „Getrouwd met Petra (volgens oma)”: one line per kind of relation."""
    grouped: dict[str, list[str]] = {}
    for step in steps:
        phrase = f"was {step.phrase}" if step.relation.is_over else step.phrase
        grouped.setdefault(phrase, []).append(f"{step.other.given_name}{step.doubt}")
    return [f"{phrase[0].upper()}{phrase[1:]} {in_a_row(names)}" for phrase, names in grouped.items()]


def in_a_row(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} en {words[-1]}" if len(words) > 1 else "".join(words)


def path_between(one: Member, other: Member, relations: Iterable[Relation]) -> list[Step] | None:
    """The shortest way from the one to the other; None when nothing connects them."""
    steps = steps_by_person(relations)
    ways: dict[int, list[Step]] = {one.pk: []}
    ahead = deque([one.pk])
    while ahead:
        here = ahead.popleft()
        if here == other.pk:
            return ways[here]
        for step in steps.get(here, []):
            if step.other.pk not in ways:
                ways[step.other.pk] = [*ways[here], step]
                ahead.append(step.other.pk)
    return None
