"""Everybody who was asked, joined or contributed in a case: read once, for the table, the gaps and the timeline."""

from dataclasses import dataclass
from typing import Self

from cases.models import Case, FirstContribution, IntakeQuestion, Involvement, InvolvementRole


@dataclass(frozen=True, kw_only=True)
class Presence:
    involvements: list[Involvement]
    questions: list[IntakeQuestion]
    contributions: list[FirstContribution]

    @classmethod
    def of(cls, case: Case) -> Self:
        """Three queries."""
        return cls(
            involvements=involvements_of(case),
            questions=list(
                IntakeQuestion.objects.filter(case=case, withdrawn_on=None)
                .select_related("organisation", "answered_by")
                .order_by("pk")
            ),
            contributions=list(
                FirstContribution.objects.filter(case=case).select_related("organisation").order_by("pk")
            ),
        )

    @property
    def running(self) -> list[Involvement]:
        return [row for row in self.involvements if row.since and not row.is_ended]

    @property
    def coordinators(self) -> list[Involvement]:
        """Process first, then case."""
        order = InvolvementRole.coordinating()
        return sorted(
            (row for row in self.running if row.role in order), key=lambda row: order.index(InvolvementRole(row.role))
        )


def involvements_of(case: Case) -> list[Involvement]:
    """Each with its organisation, its professional and whom of the family it is for. One query."""
    seats = Involvement.objects.filter(case=case).with_member_ids(case.reader).select_related("organisation", "user")
    return list(seats.order_by("pk"))
