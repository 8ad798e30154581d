"""Relations as steps from one member to another, in the words of the picture."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.genogram.network import Kind, Sex
from cases.genogram.words import COLUMN, WORDS, in_a_row
from cases.models import Certainty, Member, Relation, RelationKind


@dataclass(frozen=True, kw_only=True)
class Step:
    """What one person is of another: “zoon van Petra (volgens opa)”."""

    person: Member
    phrase: str
    other: Member
    relation: Relation

    @property
    def doubt(self) -> str:
        match self.relation.certainty:
            case Certainty.STATED:
                return f" (volgens {self.relation.source})"
            case Certainty.PRESUMED:
                return " (vermoed)"
            case _:
                return ""

    @property
    def was(self) -> bool:
        """Over; but an ex is still an ex."""
        return self.relation.is_over and self.relation.kind != RelationKind.EX_PARTNER


def steps_of(relation: Relation) -> tuple[Step, Step]:
    """A relation seen from both sides. Needs both people loaded."""
    first, second = WORDS[Kind(relation.kind)]
    one, other = relation.from_member, relation.to_member
    return (
        Step(person=one, phrase=first[column_of(one)], other=other, relation=relation),
        Step(person=other, phrase=second[column_of(other)], other=one, relation=relation),
    )


def column_of(member: Member) -> int:
    return COLUMN.get(Sex(member.gender), 2)


def steps_by_person(relations: Iterable[Relation]) -> dict[int, list[Step]]:
    steps: dict[int, list[Step]] = {}
    for relation in relations:
        for step in steps_of(relation):
            steps.setdefault(step.person.pk, []).append(step)
    return steps


def lines_about(steps: Iterable[Step]) -> list[str]:
    """“Vader van Kevin, Demi en Lotte”; “Getrouwd met Petra (volgens oma)”: one line per kind of relation."""
    grouped: dict[str, list[str]] = {}
    for step in steps:
        phrase = f"was {step.phrase}" if step.was else step.phrase
        grouped.setdefault(phrase, []).append(f"{step.other.given_name}{step.doubt}")
    return [f"{phrase[0].upper()}{phrase[1:]} {in_a_row(names)}" for phrase, names in grouped.items()]
