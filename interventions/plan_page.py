"""Everything that the page of a plan shows, gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from cases.audience import Chip, Readers
from cases.closed import is_closed
from cases.models import Case, Reader
from cases.permissions import Access
from cases.visibility import View
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.written_once import Blanks
from familienetwerk.accounts.written_rows import rows_in_case, with_case
from familienetwerk.screen.due import Due
from interventions.goal_rows import GoalRow, goal_rows
from interventions.models import (
    ActionItem,
    Goal,
    Intervention,
    InterventionStatus,
    Plan,
    PlanStatus,
)
from interventions.reactions import Reaction, reactions_to, voices_around
from interventions.readiness import (
    obstacles_to_adopting_plan,
    obstacles_to_proposing_plan,
    warnings_about_help,
    warnings_about_plan,
)
from interventions.rules import Obstacle, Step
from interventions.ways_out import way_out_of

TONES: dict[str, str] = {
    PlanStatus.DRAFT: "start",
    PlanStatus.PROPOSED: "asks",
    PlanStatus.ADOPTED: "good",
    PlanStatus.SUPERSEDED: "quiet",
}
# Sentences for the steps of obstacles that are not there (any more).
type Solved = dict[tuple[Step, ...], str]
STEPS_SOLVED: Solved = {
    (Step.DEFINITION,): "De probleemdefinitie is vastgesteld.",
    (Step.GOAL, Step.ACTION): "Elk doel heeft een actie.",
    (Step.WORDS,): "De evaluatie en de mening van het gezin staan erin.",
}
NO_PLAN = 0  # a number that no row has
GATE = (Step.CONTRIBUTION, Step.AGREEMENT)
VOICES_SOLVED: Solved = {GATE: "Veiligheid en sociaal droegen bij en gaan akkoord."}


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """An action in its table: when it is due, as long as it is not finished, and who may tell how it goes."""

    action: ActionItem
    due: Due | None
    may_report: bool
    audience: Chip
    is_readable: bool
    is_closed: bool


@dataclass(frozen=True, kw_only=True)
class GoalSection:
    """A goal on the page, with its actions and its working goals."""

    goal: Goal
    actions: list[ActionLine]
    working_goals: list["GoalSection"]

    @property
    def needs_an_action(self) -> bool:
        return not self.actions and not self.working_goals


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """One version of the plan, beside the others; `plan` is None when there is none yet."""

    case: Case
    plan: Plan | None
    versions: list[Plan]
    goals: list[GoalRow]
    chosen: list[Intervention]
    left_out: list[Intervention]
    not_used: list[Intervention]
    reactions: list[Reaction]
    obstacles: list[dict[str, str]]
    warnings: list[str]
    user: User
    today: date
    readers: Readers

    @classmethod
    def of(cls, case: Case, plan: Plan | None, *, versions: list[Plan], user: User, today: date) -> Self:
        """`versions`: every plan of the case, the newest first, among which `plan`."""
        if plan:
            plan.case = case
        goals = goal_rows(plan, user=user) if plan else []
        weighed = interventions_beside(plan, case, today=today)
        voices = voices_around(plan, today=today) if plan else None
        return cls(
            case=case,
            plan=plan,
            versions=versions,
            goals=goals,
            chosen=[row for row in weighed if row.is_in_plan],  # type: ignore[attr-defined]
            left_out=left_out_of(plan, weighed),
            not_used=[row for row in weighed if row.is_not_used and not row.is_in_plan],  # type: ignore[attr-defined]
            reactions=reactions_to(plan, today=today, voices=voices) if plan and not plan.is_draft else [],
            obstacles=[
                way_out_of(obstacle, case, plan) for obstacle in obstacles_before(plan, goals, voices, today=today)
            ]
            if plan
            else [],
            warnings=warnings_about_plan(goals) + warnings_about_help(weighed) if plan and plan.is_open else [],
            user=user,
            today=today,
            readers=Readers.of(case),
        )

    @property
    def tone(self) -> str:
        return TONES[self.plan.status] if self.plan else ""

    @property
    def sections(self) -> list[GoalSection]:
        return [self.section_of(row) for row in self.goals]

    def section_of(self, row: GoalRow) -> GoalSection:
        return GoalSection(
            goal=row.goal,
            actions=[self.line_of(action) for action in sorted(row.actions, key=unread_last)],
            working_goals=[self.section_of(small) for small in row.working_goals],
        )

    def line_of(self, action: ActionItem) -> ActionLine:
        is_adopted = bool(self.plan and self.plan.is_adopted)
        return ActionLine(
            action=action,
            due=None if action.is_finished else Due(on=action.due_on, today=self.today),
            may_report=is_adopted and may_report(action, self.case.access, user=self.user),  # type: ignore[attr-defined]
            audience=self.readers.chip(action),
            is_readable=is_read(action),
            is_closed=is_closed(action),
        )

    @property
    def everything(self) -> list[GoalRow]:
        return [row for goal in self.goals for row in goal.with_working_goals()]

    @property
    def member_ids(self) -> list[int]:
        """Everybody who is named on the page."""
        named = [row.goal.member_id for row in self.everything]
        named += [intervention.member_id for intervention in [*self.chosen, *self.left_out, *self.not_used]]
        return sorted({member_id for member_id in named if member_id})

    @property
    def in_force(self) -> Plan | None:
        return next((version for version in self.versions if version.is_adopted), None)

    @property
    def being_written(self) -> Plan | None:
        return next((version for version in self.versions if version.is_open), None)

    @property
    def solved(self) -> list[str]:
        """What no longer stands in the way, beside what still does."""
        if not self.plan or not self.goals:
            return []
        open_steps = {obstacle["step"] for obstacle in self.obstacles}
        asked: Solved = VOICES_SOLVED if self.plan.is_proposed and not self.case.has_exception else {}
        return [sentence for steps, sentence in (STEPS_SOLVED | asked).items() if not open_steps.intersection(steps)]

    @property
    def shows_exception(self) -> bool:
        """That this version rests on the exception, or may do so when it is adopted."""
        return self.plan is not None and (self.plan.with_exception or (self.plan.is_open and self.case.has_exception))

    @property
    def exception_url(self) -> str:
        """For who may open the gate, as long as one of the two domains is missing."""
        asks = any(obstacle["step"] in GATE for obstacle in self.obstacles)
        may = self.case.access.directs and self.case.access.is_open  # type: ignore[attr-defined]
        return reverse("domains:record_exception", args=[self.case.pk]) if asks and may else ""

    @property
    def next_version(self) -> int:
        return self.versions[0].version + 1 if self.versions else 1

    @property
    def mine(self) -> Reaction | None:
        """The place of the reader's own organisation among the reactions."""
        own = (row for row in self.reactions if row.organisation.pk == self.user.organisation_id)
        return next(own, None)


def is_read(action: ActionItem) -> bool:
    """By whom it was asked for, with `view`."""
    return bool(action.view == View.CONTENT)  # type: ignore[attr-defined]


def unread_last(action: ActionItem) -> tuple[bool, int]:
    """Where it stands among the others would say when it is due."""
    return (False, 0) if is_read(action) else (True, action.pk)


def may_report(action: ActionItem, access: Access, *, user: User) -> bool:
    """How an action of the plan in force goes: its own organisation says so, and who leads the case."""
    is_own = access.adds and action.organisation_id == user.organisation_id
    return is_read(action) and (is_own or access.changes)


def obstacles_before(
    plan: Plan, goals: Sequence[GoalRow], voices: list[Organisation] | None, *, today: date
) -> list[Obstacle]:
    """Before the next step of what is being written: laying it before the partners, or adopting it."""
    if not plan.is_open:
        return []
    if plan.is_draft:
        return obstacles_to_proposing_plan(plan, today=today, goals=goals)
    return obstacles_to_adopting_plan(plan, today=today, goals=goals, organisations=voices)


def left_out_of(plan: Plan | None, weighed: Sequence[Intervention]) -> list[Intervention]:
    """In use in the case and not in this version. Of what was replaced nobody asks it any more."""
    if plan is None or plan.status == PlanStatus.SUPERSEDED:
        return []
    return [row for row in weighed if row.is_in_use and not row.is_in_plan]  # type: ignore[attr-defined]


def interventions_beside(plan: Plan | None, case: Case, *, today: date) -> list[Intervention]:
    """What is in this version, by the day it begins, and what is in use or was not used beside it. One query."""
    return rows_in_case(interventions_in, case.reader, today, case=case.pk, plan=plan.pk if plan else NO_PLAN)


def interventions_in(reader: Reader, today: date) -> QuerySet[Intervention]:
    in_plan = Exists(Plan.interventions.through.objects.filter(plan=Blanks("plan"), intervention=OuterRef("pk")))
    beside = Q(status__in=[InterventionStatus.CHOSEN, InterventionStatus.RUNNING, InterventionStatus.NOT_USED])
    related = ("type", "member", "household", "organisation", "owner", "not_used_reason")
    known = Intervention.objects.filter(case=Blanks("case")).known_to(reader)
    weighed = known.with_whether_help_is_lacking(reader, today=today).annotate(is_in_plan=in_plan)
    return weighed.filter(beside | Q(is_in_plan=True)).select_related(*related).order_by("starts_on", "pk")


def versions_of(case: Case) -> list[Plan]:
    return with_case(rows_in_case(plans_in, None, case=case.pk), case)


def plans_in(_reader: None) -> QuerySet[Plan]:
    rows = Plan.objects.filter(case=Blanks("case")).select_related("definition", "adopted_by", "written_by")
    return rows.with_document().newest_first()


def page_context(page: PlanPage) -> dict[str, Any]:
    return {"case": page.case, "active_tab": "plan", "page": page, "plan": page.plan}
