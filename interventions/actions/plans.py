"""The course of a plan: written, laid before the partners, adopted, evaluated. An adopted version never changes."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from cases.actions import (
    locked,
    move_case,
    note_plan_adopted,
    note_plan_evaluated,
    recall,
    set_deadline,
    settle_deadline,
)
from cases.models import Case, CaseStage, DeadlineKind, InvolvementRole, PieceKind
from domains.gate import organisations_at_table
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_rows import row_to_lock
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean
from familienetwerk.locking import lock_unchanged
from interventions.actions.copies import copy_content
from interventions.actions.refusals import (
    CannotAdoptPlan,
    CannotProposePlan,
    CannotStartPlan,
    EvaluatedTooEarly,
    NotAtTheTable,
    PlanIsFixed,
    PlanIsNotInForce,
    PlanIsNotProposed,
    ReactionIsTooLate,
)
from interventions.models import ActionItem, Adoption, Intervention, Plan, PlanStatus
from interventions.readiness import obstacles_to_adopting_plan, obstacles_to_proposing_plan, voices_missing_in


def locked_plan(plan: Plan) -> Plan:
    """The plan as it is now, locked, with its case open to change."""
    locked(plan.case)
    return row_to_lock(plan, "case__legal_frame")


def locked_draft(plan: Plan) -> Plan:
    """The plan, locked and still in draft. Raises PlanIsFixed otherwise."""
    plan = locked_plan(plan)
    if plan.status != PlanStatus.DRAFT:
        raise PlanIsFixed
    return plan


@transaction.atomic
def start_plan(case: Case, *, by: User) -> Plan:
    """A draft of the next version: empty the first time, afterwards a copy of the plan in force."""
    case = locked(case)
    if case.is_in_intake:
        raise CannotStartPlan("De intake loopt nog. Beslis eerst samen over de intake.")
    if case.plans.being_written().exists():
        raise CannotStartPlan("Er ligt al een concept van het plan. Schrijf daarin verder.")
    previous = case.plans.adopted().first()
    plan = Plan.objects.create(
        case=case,
        version=(case.plans.aggregate(last=Max("version"))["last"] or 0) + 1,
        definition=case.definitions.fixed().first(),
        written_by=by,
        summary=previous.summary if previous else "",
        agreements=previous.agreements if previous else "",
    )
    if previous:
        copy_content(previous, plan)
    if case.stage == CaseStage.PROBLEM_DEFINED:
        move_case(case, CaseStage.PLAN_DRAFT)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="plan", subject_ids=[plan.pk])
    return plan


@transaction.atomic
def change_plan(
    plan: Plan,
    *,
    by: User,
    lock_version: int,
    summary: str,
    agreements: str,
    family_view: str,
    family_words: str,
    evaluate_on: date | None,
    interventions: Iterable[Intervention],
) -> Plan:
    """The words around the goals, and which interventions belong to it. Raises Conflict when somebody was first."""
    case = locked_draft(plan).case
    plan = lock_unchanged(plan, lock_version)
    plan.summary, plan.agreements = summary, agreements
    plan.family_view, plan.family_words, plan.evaluate_on = family_view, family_words, evaluate_on
    plan.lock_version += 1
    full_clean(plan)
    plan.save()
    plan.interventions.set(case.interventions.chosen().filter(pk__in=[chosen.pk for chosen in interventions]))
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="plan", subject_ids=[plan.pk])
    return plan


@transaction.atomic
def propose_plan(plan: Plan, *, by: User, on: date, answer_by: date) -> Plan:
    """Lay the draft before everybody at the table; each organisation is asked for its decision."""
    plan = locked_draft(plan)
    plan.case.reader = by
    plan.definition = plan.case.definitions.fixed().first()
    if obstacles := obstacles_to_proposing_plan(plan, today=on):
        raise CannotProposePlan(obstacles)
    plan.status, plan.proposed_on = PlanStatus.PROPOSED, on
    plan.save(update_fields=["definition", "status", "proposed_on"])
    for organisation in organisations_at_table(plan.case, today=on):
        set_deadline(plan.case, DeadlineKind.ADOPTION, subject_id=plan.pk, due_on=answer_by, organisation=organisation)
    record(EventType.SHARED, by=by, case_id=plan.case_id, subject="plan", subject_ids=[plan.pk])
    return plan


@transaction.atomic
def take_back_plan(plan: Plan, *, by: User, on: date) -> Plan:
    """Back to draft, to change it; what partners said of it is asked again."""
    plan = locked_plan(plan)
    if plan.status != PlanStatus.PROPOSED:
        raise PlanIsNotProposed
    plan.adoptions.all().delete()
    plan.status, plan.proposed_on = PlanStatus.DRAFT, None
    plan.save(update_fields=["status", "proposed_on"])
    settle_deadline(DeadlineKind.ADOPTION, subject_id=plan.pk, on=on)
    record(EventType.CHANGED, by=by, case_id=plan.case_id, subject="plan", subject_ids=[plan.pk])
    return plan


@transaction.atomic
def react_to_plan(plan: Plan, *, by: User, on: date, decision: str, remark: str = "") -> Adoption:
    """What this professional's organisation says of what lies before it; it may change its mind until adoption."""
    plan = locked_plan(plan)
    if plan.adopted_on:
        raise ReactionIsTooLate(plan.adopted_on)
    if plan.status != PlanStatus.PROPOSED:
        raise PlanIsNotProposed
    if by.organisation not in organisations_at_table(plan.case, today=on):
        raise NotAtTheTable
    adoption = plan.adoptions.filter(organisation=by.organisation_id).first()
    adoption = adoption or Adoption(plan=plan, organisation=by.organisation)
    adoption.decision, adoption.remark, adoption.given_by, adoption.given_on = decision, remark, by, on
    full_clean(adoption)
    adoption.save()
    settle_deadline(DeadlineKind.ADOPTION, subject_id=plan.pk, organisation=by.organisation, on=on)
    record(EventType.DECIDED, by=by, case_id=plan.case_id, subject="adoption", subject_ids=[plan.pk])
    return adoption


@transaction.atomic
def adopt_plan(plan: Plan, *, by: User, on: date) -> Plan:
    """Fix this version: the previous one is superseded, its actions and evaluation become due."""
    plan = locked_plan(plan)
    plan.case.reader = by
    if obstacles := obstacles_to_adopting_plan(plan, today=on):
        raise CannotAdoptPlan(obstacles)
    _supersede(plan.case, by=by, on=on)
    plan.with_exception = bool(voices_missing_in(plan))
    plan.status, plan.adopted_on, plan.adopted_by = PlanStatus.ADOPTED, on, by
    plan.save(update_fields=["status", "adopted_on", "adopted_by", "with_exception"])
    settle_deadline(DeadlineKind.ADOPTION, subject_id=plan.pk, on=on)
    _set_deadlines(plan, on=on)
    assert plan.evaluate_on
    note_plan_adopted(plan.case, on=on, evaluate_on=plan.evaluate_on)
    record(EventType.DECIDED, by=by, case_id=plan.case_id, subject="plan", subject_ids=[plan.pk])
    return plan


@transaction.atomic
def evaluate_plan(plan: Plan, *, by: User, on: date, evaluation: str) -> Plan:
    """What came of the plan, in words; the next step is a new version, going on, or closing."""
    plan = locked_plan(plan)
    if plan.status != PlanStatus.ADOPTED:
        raise PlanIsNotInForce
    if plan.adopted_on and on < plan.adopted_on:
        raise EvaluatedTooEarly(plan.adopted_on)
    plan.evaluated_on, plan.evaluation = on, evaluation
    plan.save(update_fields=["evaluated_on", "evaluation"])
    settle_deadline(DeadlineKind.EVALUATION, subject_id=plan.pk, on=on)
    note_plan_evaluated(plan.case, on=on)
    record(EventType.DECIDED, by=by, case_id=plan.case_id, subject="evaluation", subject_ids=[plan.pk])
    return plan


def _supersede(case: Case, *, by: User, on: date) -> None:
    for previous in case.plans.adopted():
        previous.status = PlanStatus.SUPERSEDED
        previous.save(update_fields=["status"])
        settle_deadline(DeadlineKind.EVALUATION, subject_id=previous.pk, on=on)
        recall(
            case, PieceKind.PLAN, subject_id=previous.pk, by=by, on=on, reason="Er is een nieuwe versie vastgesteld."
        )
        for action_id in ActionItem.objects.filter(goal__plan=previous).values_list("pk", flat=True):
            settle_deadline(DeadlineKind.ACTION, subject_id=action_id, on=on)


def _set_deadlines(plan: Plan, *, on: date) -> None:
    for action in (
        ActionItem.objects.filter(goal__plan=plan).unfinished().select_related("organisation", "owner", "words")
    ):
        set_deadline(
            plan.case,
            DeadlineKind.ACTION,
            subject_id=action.pk,
            due_on=action.due_on,
            organisation=action.organisation,
            user=action.owner,
            about=action.for_everybody,
        )
    coordinator = (
        plan.case.involvements.running(on)
        .in_role(InvolvementRole.CASE_COORDINATOR)
        .select_related("organisation", "user")
        .first()
    )
    if coordinator and plan.evaluate_on:
        set_deadline(
            plan.case,
            DeadlineKind.EVALUATION,
            subject_id=plan.pk,
            due_on=plan.evaluate_on,
            organisation=coordinator.organisation,
            user=coordinator.user,
        )
