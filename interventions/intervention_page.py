"""What the pages of interventions in a case show: the list, and one of them with its card of the catalogue."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from cases.models import Case
from cases.permissions import Access
from interventions.models import Intervention, InterventionStatus, InterventionType, Plan, PlanStatus

TONES: dict[str, str] = {
    InterventionStatus.CONSIDERED: "start",
    InterventionStatus.CHOSEN: "asks",
    InterventionStatus.RUNNING: "good",
    InterventionStatus.ENDED: "quiet",
    InterventionStatus.NOT_USED: "quiet",
}


@dataclass(frozen=True, kw_only=True)
class InterventionsPage:
    """Every intervention of a case, as it stands."""

    chosen: list[Intervention]
    considered: list[Intervention]
    not_used: list[Intervention]
    today: date

    @classmethod
    def of(cls, case: Case, *, today: date) -> Self:
        related = ("type", "member", "household", "organisation", "owner", "not_used_reason")
        rows = list(case.interventions.known_to(case.reader).select_related(*related).newest_first())
        return cls(
            chosen=[row for row in rows if not (row.is_considered or row.is_not_used)],
            considered=[row for row in rows if row.is_considered],
            not_used=[row for row in rows if row.is_not_used],
            today=today,
        )

    @property
    def member_ids(self) -> list[int]:
        rows = [*self.chosen, *self.considered, *self.not_used]
        return sorted({row.member_id for row in rows if row.member_id})

    @property
    def is_empty(self) -> bool:
        return not (self.chosen or self.considered or self.not_used)


@dataclass(frozen=True, kw_only=True)
class InterventionPage:
    """One intervention, with what its card says and what may be done with it now."""

    intervention: Intervention
    type: InterventionType
    lines: dict[str, list[str]]
    plans: list[Plan]
    draft: Plan | None
    may_change: bool
    may_choose: bool
    may_start: bool
    may_end: bool
    may_drop: bool
    may_reconsider: bool
    today: date

    @classmethod
    def of(cls, intervention: Intervention, *, access: Access, today: date) -> Self:
        type_ = InterventionType.objects.with_card().get(pk=intervention.type_id)
        drops = access.changes if intervention.status == InterventionStatus.CHOSEN else access.adds
        return cls(
            intervention=intervention,
            type=type_,
            lines=type_.lines_by_heading(),
            plans=list(intervention.plans.newest_first()),
            draft=draft_without(intervention) if access.changes and intervention.is_in_use else None,
            may_change=access.adds and not (intervention.is_ended or intervention.is_not_used),
            may_choose=access.changes and intervention.may_become(InterventionStatus.CHOSEN),
            may_start=access.changes and intervention.may_become(InterventionStatus.RUNNING),
            may_end=access.changes and intervention.may_become(InterventionStatus.ENDED),
            may_drop=drops and intervention.may_become(InterventionStatus.NOT_USED),
            may_reconsider=access.adds and intervention.may_become(InterventionStatus.CONSIDERED),
            today=today,
        )

    @property
    def tone(self) -> str:
        return TONES[self.intervention.status]

    @property
    def stands(self) -> bool:
        """In a plan that no longer changes."""
        return any(not plan.is_draft for plan in self.plans)

    @property
    def is_about_a_minor(self) -> bool:
        return bool(self.intervention.member and self.intervention.member.is_minor(self.today))

    @property
    def member_ids(self) -> list[int]:
        return [self.intervention.member_id] if self.intervention.member_id else []


def draft_without(intervention: Intervention) -> Plan | None:
    """The draft that this intervention still can go into."""
    drafts = Plan.objects.filter(case=intervention.case_id, status=PlanStatus.DRAFT)
    return drafts.exclude(interventions=intervention).first()
