"""The course of a plan: written, laid before the partners, adopted, evaluated. An adopted version never changes."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from cases.actions import locked, move_case, note_plan_adopted, note_plan_evaluated, set_deadline, settle_deadline
from cases.models import Case, CaseStage, DeadlineKind, InvolvementRole
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.locking import lock_unchanged
from interventions.models import (
    ActionItem,
    ActionStatus,
    Adoption,
    Goal,
    Intervention,
    Plan,
    PlanStatus,
)
from interventions.readiness import obstacles_to_adopting_plan, obstacles_to_proposing_plan


class PlanIsFixed(Exception):
    """This version no longer changes."""

    def __init__(self) -> None:
        super().__init__("Deze versie ligt vast. Maak een nieuwe versie om iets te wijzigen.")


class CannotProposePlan(Exception):
    """The plan cannot be laid before the partners, for these reasons."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


class CannotAdoptPlan(Exception):
    """The plan cannot be adopted, for these reasons."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


def locked_draft(plan: Plan) -> Plan:
    """The plan, locked and still in draft, with its case open to change. Raises PlanIsFixed otherwise."""
    locked(plan.case)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    if plan.status != PlanStatus.DRAFT:
        raise PlanIsFixed
    return plan


@transaction.atomic
def start_plan(case: Case, *, by: User) -> Plan:
    """A draft of the next version: empty the first time, afterwards a copy of the plan in force."""
    case = locked(case)
    previous = case.plans.adopted().first()
    version = (case.plans.aggregate(last=Max("version"))["last"] or 0) + 1
    plan = Plan(
        case=case,
        version=version,
        definition=case.definitions.fixed().first(),
        written_by=by,
        summary=previous.summary if previous else "",
        agreements=previous.agreements if previous else "",
    )
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError as error:
        raise PlanIsFixed from error
    if previous:
        _copy_content(previous, plan)
    if case.stage == CaseStage.PROBLEM_DEFINED:
        move_case(case, CaseStage.PLAN_DRAFT)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="plan", subject_ids=[plan.pk])
    return plan


def _copy_content(previous: Plan, plan: Plan) -> None:
    """Goals, the actions that are not finished, and the interventions go along to the next version."""
    plan.interventions.set(previous.interventions.all())
    copies: dict[int, Goal] = {}
    for goal in previous.goals.order_by("parent_id", "position", "pk"):
        actions = list(goal.actions.filter(status__in=[ActionStatus.OPEN, ActionStatus.RUNNING]))
        old = goal.pk
        goal.pk, goal.plan = None, plan
        goal.parent = copies[goal.parent_id] if goal.parent_id else None
        goal._state.adding = True
        goal.save()
        copies[old] = goal
        for action in actions:
            action.pk, action.goal = None, goal
            action._state.adding = True
        ActionItem.objects.bulk_create(actions)


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
    interventions: list[Intervention],
) -> Plan:
    plan = locked_draft(plan)
    plan = lock_unchanged(plan, lock_version)
    plan.summary, plan.agreements = summary, agreements
    plan.family_view, plan.family_words, plan.evaluate_on = family_view, family_words, evaluate_on
    plan.definition = plan.case.definitions.fixed().first()
    plan.lock_version += 1
    plan.save()
    plan.interventions.set(interventions)
    record(EventType.CHANGED, by=by, case_id=plan.case_id, subject="plan", subject_ids=[plan.pk])
    return plan


@transaction.atomic
def propose_plan(plan: Plan, *, by: User, on: date, answer_by: date) -> Plan:
    """Lay the draft before everybody at the table; each organisation is asked for its decision."""
    plan = locked_draft(plan)
    if obstacles := obstacles_to_proposing_plan(plan, today=on):
        raise CannotProposePlan(obstacles)
    plan.status, plan.proposed_on = PlanStatus.PROPOSED, on
    plan.save(update_fields=["status", "proposed_on"])
    for organisation in organisations_at_table(plan.case, today=on):
        set_deadline(plan.case, DeadlineKind.ADOPTION, subject_id=plan.pk, due_on=answer_by, organisation=organisation)
    record(EventType.SHARED, by=by, case_id=plan.case_id, subject="plan", subject_ids=[plan.pk])
    return plan


@transaction.atomic
def take_back_plan(plan: Plan, *, by: User, on: date) -> Plan:
    """Back to draft, to change it; what partners said of it is asked again."""
    locked(plan.case)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    if plan.status != PlanStatus.PROPOSED:
        raise PlanIsFixed
    plan.adoptions.all().delete()
    plan.status, plan.proposed_on = PlanStatus.DRAFT, None
    plan.save(update_fields=["status", "proposed_on"])
    settle_deadline(DeadlineKind.ADOPTION, subject_id=plan.pk, on=on)
    record(EventType.CHANGED, by=by, case_id=plan.case_id, subject="plan", subject_ids=[plan.pk])
    return plan


@transaction.atomic
def react_to_plan(plan: Plan, *, by: User, on: date, decision: str, remark: str = "") -> Adoption:
    """What the organisation of this professional says of the proposed version; it may change its mind until adoption."""
    locked(plan.case)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    if plan.status != PlanStatus.PROPOSED:
        raise PlanIsFixed
    adoption, _ = Adoption.objects.update_or_create(
        plan=plan,
        organisation=by.organisation,
        defaults={"decision": decision, "remark": remark, "given_by": by, "given_on": on},
    )
    settle_deadline(DeadlineKind.ADOPTION, subject_id=plan.pk, organisation=by.organisation, on=on)
    record(EventType.DECIDED, by=by, case_id=plan.case_id, subject="plan", subject_ids=[plan.pk])
    return adoption


@transaction.atomic
def adopt_plan(plan: Plan, *, by: User, on: date) -> Plan:
    """Fix this version: the previous one is superseded, its actions and evaluation become due."""
    case = locked(plan.case)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    if obstacles := obstacles_to_adopting_plan(plan, today=on):
        raise CannotAdoptPlan(obstacles)
    _supersede(case, on=on)
    plan.status, plan.adopted_on, plan.adopted_by = PlanStatus.ADOPTED, on, by
    plan.with_exception = case.has_exception
    plan.save(update_fields=["status", "adopted_on", "adopted_by", "with_exception"])
    settle_deadline(DeadlineKind.ADOPTION, subject_id=plan.pk, on=on)
    _set_deadlines(plan, on=on)
    assert plan.evaluate_on
    note_plan_adopted(case, on=on, evaluate_on=plan.evaluate_on)
    record(EventType.DECIDED, by=by, case_id=case.pk, subject="plan", subject_ids=[plan.pk])
    return plan


@transaction.atomic
def evaluate_plan(plan: Plan, *, by: User, on: date, evaluation: str) -> Plan:
    """What came of the plan, in words; the next step is a new version, going on, or closing."""
    case = locked(plan.case)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.status != PlanStatus.ADOPTED:
        raise PlanIsFixed
    plan.evaluated_on, plan.evaluation = on, evaluation
    plan.save(update_fields=["evaluated_on", "evaluation"])
    settle_deadline(DeadlineKind.EVALUATION, subject_id=plan.pk, on=on)
    note_plan_evaluated(case, on=on)
    record(EventType.DECIDED, by=by, case_id=case.pk, subject="evaluation", subject_ids=[plan.pk])
    return plan


def organisations_at_table(case: Case, *, today: date) -> list[Organisation]:
    """Every organisation with a running involvement other than reading along, in table order."""
    seats = case.involvements.running(today).exclude(role=InvolvementRole.READER)
    return list(Organisation.objects.filter(pk__in=seats.values("organisation")).by_table_order())


def _supersede(case: Case, *, on: date) -> None:
    for previous in case.plans.adopted():
        previous.status = PlanStatus.SUPERSEDED
        previous.save(update_fields=["status"])
        settle_deadline(DeadlineKind.EVALUATION, subject_id=previous.pk, on=on)
        for action in ActionItem.objects.filter(goal__plan=previous):
            settle_deadline(DeadlineKind.ACTION, subject_id=action.pk, on=on)


def _set_deadlines(plan: Plan, *, on: date) -> None:
    for action in ActionItem.objects.filter(goal__plan=plan).unfinished().select_related("organisation", "owner"):
        set_deadline(
            plan.case,
            DeadlineKind.ACTION,
            subject_id=action.pk,
            due_on=action.due_on,
            organisation=action.organisation,
            user=action.owner,
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
