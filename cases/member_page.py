"""All about one person: homes, relations, who works with this person, and what was written."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from cases.audience import Readers
from cases.kinship import Step, steps_of
from cases.models import Bsn, Involvement, Member, Observation, Relation, Residence
from cases.said import Said, said_of, unseen_lines
from familienetwerk.accounts.models import User
from familienetwerk.screen.due import Due


@dataclass(frozen=True, kw_only=True)
class MemberPage:
    age: int | None
    is_minor: bool
    review: Due
    residences: list[Residence]
    steps: list[Step]
    involvements: list[Involvement]
    said: list[Said]
    unseen: list[str]
    known_to: list[str]  # by name, beside the coordinators; nobody when everybody may know
    bsn: str  # masked; empty when there is none, or none for this reader

    @classmethod
    def of(cls, member: Member, *, user: User, today: date) -> Self:
        written = list(Observation.objects.filter(members=member).for_reader(user))
        readers = Readers.of(member.case)
        relations = Relation.objects.standing().known_to(user).about(member).with_people().in_order()
        return cls(
            age=member.age(today),
            is_minor=member.is_minor(today),
            review=Due(on=member.review_on, today=today),
            residences=list(member.residences.known_to(user).select_related("household").order_by("-period")),
            steps=[own_side(relation, member) for relation in relations],
            involvements=list(
                Involvement.objects.running(today).filter(members=member).select_related("organisation", "user")
            ),
            said=said_of(written, readers, today=today),
            unseen=unseen_lines(written),
            known_to=known_to(member, readers),
            bsn=masked_bsn_of(member, user),
        )


def known_to(member: Member, readers: Readers) -> list[str]:
    if not member.is_restricted:
        return []
    return [str(member.restricted_by), *readers.present.names(frozenset(member.restricted_to or []))]


def masked_bsn_of(member: Member, user: User) -> str:
    if not member.case.legal_frame.allows_bsn:
        return ""
    bsn = Bsn.objects.visible_to(user).filter(pk=member.pk).first()
    return bsn.masked if bsn else ""


def own_side(relation: Relation, member: Member) -> Step:
    first, second = steps_of(relation)
    return first if first.person == member else second
