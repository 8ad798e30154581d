"""The family page: who is in the network, who lives where, who works with whom; in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from cases.kinship import Step, lines_about, steps_by_person, steps_of
from cases.known import known_homes, known_members, known_relations, known_residences
from cases.models import Case, Household, Involvement, Member, MembershipReason, Relation, Residence
from cases.presence import Presence, involvements_of
from familienetwerk.screen.due import Due


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    """One person in the table."""

    member: Member
    age: int | None
    is_minor: bool
    relations: list[str]
    workers: list[str]
    review: Due
    also_in: list[str]

    @property
    def born(self) -> str:
        """14-05-2003, 23 jaar"""
        member = self.member
        if not member.birth_date:
            return "geboortedatum onbekend"
        about = "ongeveer " if member.is_birth_date_estimated else ""
        died = f", overleden {member.died_on:%d-%m-%Y}" if member.died_on else ""
        return f"{about}{member.birth_date:%d-%m-%Y}, {self.age} jaar{died}"


@dataclass(frozen=True, kw_only=True)
class Group:
    """A household with who lives there now, or everybody without one."""

    household: Household | None
    rows: list[MemberRow]

    @property
    def count(self) -> str:
        return people(len(self.rows))


@dataclass(frozen=True, kw_only=True)
class Family:
    """All members, households, residences and relations of a case."""

    case: Case
    today: date
    members: list[Member]
    households: list[Household]
    residences: list[Residence]
    relations: list[Relation]
    involvements: list[Involvement]

    @classmethod
    def of(cls, case: Case, *, today: date, presence: Presence | None = None) -> Self:
        """Five queries; four when it is read who is present. Each person and house is read once, wherever it stands."""
        seats = presence.involvements if presence else involvements_of(case)
        running = [row for row in seats if row.period and today in row.period]
        members = {member.pk: member for member in known_members(case, case.reader)}
        homes = {home.pk: home for home in known_homes(case)}
        residences = [residence for residence in known_residences(case) if residence.household_id in homes]
        for residence in residences:
            residence.household, residence.member = homes[residence.household_id], members[residence.member_id]
        relations = known_relations(case)
        for relation in relations:
            relation.from_member, relation.to_member = members[relation.from_member_id], members[relation.to_member_id]
        return cls(
            case=case,
            today=today,
            members=list(members.values()),
            households=list(homes.values()),
            residences=residences,
            relations=relations,
            involvements=sorted(running, key=lambda row: (row.organisation.name, row.pk)),
        )

    @property
    def current(self) -> list[Member]:
        return [member for member in self.members if member.ended_on is None]

    @property
    def left(self) -> list[Member]:
        return [member for member in self.members if member.ended_on is not None]

    @property
    def children(self) -> list[Member]:
        return [member for member in self.current if member.is_minor(self.today)]

    @property
    def headcount(self) -> str:
        """12 personen, van wie 4 onder 18 jaar"""
        minors = f", van wie {len(self.children)} onder 18 jaar" if self.children else ""
        return f"{people(len(self.current))}{minors}"

    @property
    def residents(self) -> dict[int, list[Member]]:
        """Of each household who lives there now, eldest first."""
        living = {(residence.household_id, residence.member_id) for residence in self.running_residences}
        return {
            household.pk: [member for member in self.current if (household.pk, member.pk) in living]
            for household in self.households
        }

    @property
    def running_residences(self) -> list[Residence]:
        return [residence for residence in self.residences if residence.is_running(self.today)]

    @property
    def groups(self) -> list[Group]:
        steps = steps_by_person(self.relations)
        homes = self.residents
        groups = [
            Group(household=household, rows=[self.row(member, steps, household) for member in homes[household.pk]])
            for household in sorted(self.households, key=lambda household: rank_of(homes[household.pk]))
        ]
        housed = {member.pk for members in homes.values() for member in members}
        others = [self.row(member, steps, None) for member in self.current if member.pk not in housed]
        return [*groups, Group(household=None, rows=others)] if others else groups

    def row(self, member: Member, steps: dict[int, list[Step]], household: Household | None) -> MemberRow:
        homes = [residence.household for residence in self.running_residences if residence.member_id == member.pk]
        return MemberRow(
            member=member,
            age=member.age(self.today),
            is_minor=member.is_minor(self.today),
            relations=lines_about(steps.get(member.pk, [])),
            workers=self.workers_of(member),
            review=Due(on=member.review_on, today=self.today),
            also_in=[home.name for home in homes if home != household],
        )

    def workers_of(self, member: Member) -> list[str]:
        """Organisations that work with this person in particular."""
        names = [str(involvement.organisation) for involvement in self.involvements if works_with(involvement, member)]
        return list(dict.fromkeys(names))

    @property
    def relation_steps(self) -> list[Step]:
        """Each relation once, from its first person."""
        return [steps_of(relation)[0] for relation in self.relations]


def people(number: int) -> str:
    return f"{number} {'persoon' if number == 1 else 'personen'}"


def rank_of(members: list[Member]) -> tuple[bool, int]:
    """The home of who the case is about first, then the fullest."""
    return all(member.reason != MembershipReason.INDEX for member in members), -len(members)


def works_with(involvement: Involvement, member: Member) -> bool:
    return member.pk in involvement.member_ids  # type: ignore[attr-defined]
