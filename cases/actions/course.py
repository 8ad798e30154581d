"""The course of a case: from stage to stage, and what apps above conclude about it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions.deadlines import settle_all
from cases.models import Case, CaseStage, FirstContribution, may_move
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.written_rows import row_to_lock
from familienetwerk.audit.models import EventType, record


class CaseIsAtRest(Exception):
    """Nothing changes any more in this case."""

    def __init__(self) -> None:
        super().__init__("Deze casus is afgesloten. U kunt niets meer wijzigen.")


class CannotMoveCase(Exception):
    """The case cannot go from this stage to that one."""

    def __init__(self, before: CaseStage, after: CaseStage) -> None:
        super().__init__(f"Van “{before.label}” kan een casus niet naar “{after.label}”.")


class CannotCloseCase(Exception):
    """The case cannot be closed, for these reasons."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


def locked(case: Case) -> Case:
    """The same case, locked for this transaction and open to change. Raises CaseIsAtRest otherwise."""
    case = row_to_lock(case, "legal_frame")
    if case.is_read_only:
        raise CaseIsAtRest
    return case


def move_case(case: Case, stage: CaseStage) -> None:
    """Change the stage of a locked case, if it may go there. Staying where it is is no move."""
    before = CaseStage(case.stage)
    if before == stage:
        return
    if not may_move(before, stage):
        raise CannotMoveCase(before, stage)
    case.stage = stage
    case.save(update_fields=["stage"])


@transaction.atomic
def note_first_contribution(case: Case, organisation: Organisation, *, on: date) -> None:
    """Start the clock of this organisation, once; the first day stays."""
    FirstContribution.objects.get_or_create(case=case, organisation=organisation, defaults={"on": on})


@transaction.atomic
def note_definition_fixed(case: Case, *, on: date) -> None:
    """The first joint definition stands: the case goes on. Later versions leave the date as it was."""
    case = locked(case)
    if case.definition_fixed_on is None:
        case.definition_fixed_on = on
        case.save(update_fields=["definition_fixed_on"])
    if case.stage == CaseStage.JOINT_ANALYSIS:
        move_case(case, CaseStage.PROBLEM_DEFINED)


@transaction.atomic
def note_plan_adopted(case: Case, *, on: date, evaluate_on: date) -> None:
    """A plan was adopted: the case is in execution, and the next evaluation is known."""
    case = locked(case)
    case.first_plan_on = case.first_plan_on or on
    case.next_evaluation_on, case.plan_evaluated_on = evaluate_on, None
    case.save(update_fields=["first_plan_on", "next_evaluation_on", "plan_evaluated_on"])
    for stage in (CaseStage.PLAN_DRAFT, CaseStage.IN_EXECUTION):
        if may_move(CaseStage(case.stage), stage):
            move_case(case, stage)


@transaction.atomic
def note_plan_evaluated(case: Case, *, on: date) -> None:
    """The plan was looked at together; people decide how it goes on."""
    case = locked(case)
    case.plan_evaluated_on, case.next_evaluation_on = on, None
    case.save(update_fields=["plan_evaluated_on", "next_evaluation_on"])
    if may_move(CaseStage(case.stage), CaseStage.IN_EVALUATION):
        move_case(case, CaseStage.IN_EVALUATION)


@transaction.atomic
def go_on(case: Case, stage: CaseStage, *, by: User) -> None:
    """After an evaluation: further with the plan, or aftercare."""
    case = locked(case)
    move_case(case, stage)
    record(EventType.DECIDED, by=by, case_id=case.pk, subject="stage", page=stage.value)


@transaction.atomic
def record_exception(case: Case, *, by: User, on: date, reason: str) -> None:
    """The process coordinator opens the two-domain gate, once, with a reason that stays on case and plan (FR-060)."""
    case = locked(case)
    if case.has_exception:
        raise ValidationError(f"Op {case.exception_on:%d-%m-%Y} is al een uitzondering vastgelegd. Die blijft staan.")
    case.exception_on, case.exception_by, case.exception_reason = on, by, reason
    case.save(update_fields=["exception_on", "exception_by", "exception_reason"])
    record(EventType.DECIDED, by=by, case_id=case.pk, subject="exception")


def obstacles_to_closing(case: Case, *, by: User, on: date) -> list[str]:
    """Sentences; an empty list means that this user can close the case."""
    return rules.obstacles_to_closing(
        rules.ClosingFacts(
            is_in_intake=case.stage == CaseStage.INTAKE,
            running_involvements=case.involvements.running(on).exclude(user=by).count(),
            plan_waits_for_evaluation=case.first_plan_on is not None and case.plan_evaluated_on is None,
        )
    )


@transaction.atomic
def close_case(case: Case, *, by: User, on: date, reason: str) -> None:
    case = locked(case)
    if obstacles := obstacles_to_closing(case, by=by, on=on):
        raise CannotCloseCase(obstacles)
    move_case(case, CaseStage.CLOSED)
    case.closed_on, case.closed_by, case.closing_reason = on, by, reason
    case.save(update_fields=["closed_on", "closed_by", "closing_reason"])
    settle_all(case, on=on)
    record(EventType.DECIDED, by=by, case_id=case.pk, subject="closing")
