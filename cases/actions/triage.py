"""The triage of an intake: four criteria, a decision by people, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import deadlines, rules
from cases.actions.agenda import cancel_discussion
from cases.actions.course import move_case
from cases.actions.deadlines import set_deadline, set_member_deadlines, settle_all, settle_deadline
from cases.actions.invitations import ask_to_join, withdraw_invitation
from cases.actions.involvement import CannotInvolve, end_involvement, start_involvement
from cases.models import (
    Case,
    CaseStage,
    Criterion,
    CriterionAnswer,
    CriterionOutcome,
    DeadlineKind,
    InvolvementRole,
    Triage,
    TriageOutcome,
    Urgency,
)
from cases.readiness import obstacles_to_deciding_about
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.written_rows import row_to_lock
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean
from familienetwerk.locking import Conflict

STAGE_AFTER: dict[TriageOutcome, CaseStage] = {
    TriageOutcome.ACCEPTED: CaseStage.JOINT_ANALYSIS,
    TriageOutcome.REFERRED: CaseStage.REFERRED,
    TriageOutcome.REJECTED: CaseStage.REJECTED,
    TriageOutcome.PARKED: CaseStage.PARKED,
}


class IntakeIsDecided(ValidationError):
    """People decided about this intake already; the text says what, who and when."""

    def __init__(self, case: Case) -> None:
        triage = case.triages.standing().select_related("decided_by").first()
        who = f" {triage.decided_by} legde op {triage.decided_on:%d-%m-%Y} vast: {triage}." if triage else ""
        super().__init__(f"Over deze intake is al besloten.{who}")


class CannotDecide(ValidationError):
    """Triage cannot be decided now, for these reasons."""

    def __init__(self, obstacles: list[rules.Obstacle]) -> None:
        super().__init__([obstacle.text for obstacle in obstacles])


class NameIsNotNeutral(ValidationError):
    """The name of the case would say who the family is."""

    def __init__(self) -> None:
        sentence = "Deze naam bevat een achternaam uit het gezin. Kies een neutrale naam, zoals een boom."
        super().__init__({"name": sentence})


class IsNotParked(ValidationError):
    """Only a parked intake can be taken up again."""

    def __init__(self) -> None:
        super().__init__("Deze intake is niet geparkeerd. Misschien nam iemand anders hem net weer op.")


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """What must be known when an intake is accepted: who coordinates, and who comes to the table from the first day."""

    name: str
    urgency: Urgency
    process_coordinator: User
    case_coordinator: User
    invited: list[Organisation]
    invitation_reason: str
    invitation_due_on: date


def locked_in_intake(case: Case) -> Case:
    """The same case, locked for this transaction and not decided about. Raises IntakeIsDecided otherwise."""
    case = row_to_lock(case, "legal_frame")
    if not case.is_in_intake:
        raise IntakeIsDecided(case)
    return case


@transaction.atomic
def answer_criteria(
    case: Case,
    *,
    by: User,
    on: date,
    answers: Mapping[Criterion, tuple[CriterionOutcome, str]],
    lock_version: int,
) -> None:
    """Answer some or all of the four criteria, each with a reason. `lock_version`: the sum of what the user saw."""
    case = locked_in_intake(case)
    current = {Criterion(row.criterion): row for row in case.criteria.all()}
    if lock_version != sum(row.lock_version for row in current.values()):
        raise Conflict(case)
    changed = []
    for criterion, (outcome, reason) in answers.items():
        row = current.get(criterion) or CriterionAnswer(case=case, criterion=criterion, lock_version=0)
        if (row.outcome, row.reason) == (outcome, reason):
            continue
        row.outcome, row.reason, row.answered_by, row.answered_on = outcome, reason, by, on
        row.lock_version += 1
        full_clean(row)
        row.save()
        changed.append(row.pk)
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="criterion", subject_ids=changed)


@transaction.atomic
def decide_triage(
    case: Case,
    *,
    by: User,
    on: date,
    outcome: TriageOutcome,
    reason: str,
    deciders: list[Organisation],
    acceptance: Acceptance | None = None,
    look_again_on: date | None = None,
) -> Triage:
    """Record what people decided together. Acceptance opens the case; any other outcome lets it rest."""
    case = locked_in_intake(case)
    if obstacles := obstacles_to_deciding_about(case):
        raise CannotDecide(obstacles)
    triage = Triage(case=case, outcome=outcome, reason=reason, decided_on=on, decided_by=by)
    triage.look_again_on = look_again_on if outcome == TriageOutcome.PARKED else None
    full_clean(triage)
    triage.save()
    triage.deciders.set(deciders)
    if outcome == TriageOutcome.ACCEPTED:
        assert acceptance, "an acceptance names the coordinators"
        _open_case(case, acceptance, by=by, on=on)
    else:
        _let_rest(case, triage, by=by, on=on)
    record(EventType.DECIDED, by=by, case_id=case.pk, subject="triage", subject_ids=[triage.pk])
    return triage


@transaction.atomic
def resume_parked(case: Case, *, by: User, on: date) -> None:
    """Take a parked intake up again: it waits for a new decision, and open questions get a new date."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    triage = case.triages.standing().filter(outcome=TriageOutcome.PARKED).first()
    if triage is None:
        raise IsNotParked
    triage.resumed_on, triage.resumed_by = on, by
    triage.save(update_fields=["resumed_on", "resumed_by"])
    move_case(case, CaseStage.INTAKE)
    set_triage_deadline(case, user=by, due_on=deadlines.working_days_after(on, deadlines.TRIAGE))
    for question in case.questions.unanswered().select_related("organisation"):
        question.due_on = max(question.due_on, deadlines.working_days_after(on, deadlines.ANSWERING))
        question.save(update_fields=["due_on"])
        set_deadline(
            case,
            DeadlineKind.QUESTION,
            subject_id=question.pk,
            due_on=question.due_on,
            organisation=question.organisation,
        )
    for member in case.members.current():
        set_member_deadlines(member, user=by)
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="triage", subject_ids=[triage.pk])


def set_triage_deadline(case: Case, *, user: User, due_on: date) -> None:
    set_deadline(
        case, DeadlineKind.TRIAGE, subject_id=case.pk, due_on=due_on, organisation=user.organisation, user=user
    )


def _open_case(case: Case, acceptance: Acceptance, *, by: User, on: date) -> None:
    family_names = list(case.members.current().values_list("family_name", flat=True))
    if rules.names_the_family(acceptance.name, family_names):
        raise NameIsNotNeutral
    case.name, case.urgency, case.opened_on = acceptance.name, acceptance.urgency, on
    case.save(update_fields=["name", "urgency", "opened_on"])
    move_case(case, STAGE_AFTER[TriageOutcome.ACCEPTED])
    settle_deadline(DeadlineKind.TRIAGE, subject_id=case.pk, on=on)
    case.deadlines.open().filter(kind=DeadlineKind.QUESTION).update(settled_on=on)
    _appoint(case, acceptance, by=by, on=on)
    seated = {acceptance.process_coordinator.organisation_id, acceptance.case_coordinator.organisation_id}
    for organisation in (organisation for organisation in acceptance.invited if organisation.pk not in seated):
        ask_to_join(
            case,
            organisation,
            by=by,
            on=on,
            due_on=acceptance.invitation_due_on,
            reason=acceptance.invitation_reason,
        )


def _appoint(case: Case, acceptance: Acceptance, *, by: User, on: date) -> None:
    """Who directs the process from now on, and who coordinates the case: that one also watches over the members."""
    process, coordinator = acceptance.process_coordinator, acceptance.case_coordinator
    reason = "Aangewezen bij het aannemen van de intake"
    running = case.involvements.running(on).in_role(InvolvementRole.PROCESS_COORDINATOR).first()
    if running and running.user_id != process.pk:
        if running.since == on:
            raise CannotInvolve("De procesregie begon vandaag. Overdragen kan vanaf morgen.")
        end_involvement(running, by=by, on=on, reason="Procesregie overgedragen bij het aannemen van de intake")
        running = None
    if running is None:
        start_involvement(case, process, by=by, on=on, reason=reason, role=InvolvementRole.PROCESS_COORDINATOR)
    start_involvement(case, coordinator, by=by, on=on, reason=reason, role=InvolvementRole.CASE_COORDINATOR)
    case.deadlines.open().filter(kind__in=[DeadlineKind.MEMBER_REVIEW, DeadlineKind.INFORMING]).update(
        user=coordinator, organisation=coordinator.organisation
    )


def _let_rest(case: Case, triage: Triage, *, by: User, on: date) -> None:
    """Nothing is due any more, but a parked intake comes back on its day, and who sits there waits for it."""
    if triage.outcome != TriageOutcome.PARKED:
        _clear_the_table(case, by=by, on=on)
    move_case(case, STAGE_AFTER[TriageOutcome(triage.outcome)])
    settle_all(case, on=on)
    if triage.look_again_on:
        set_triage_deadline(case, user=by, due_on=triage.look_again_on)


def _clear_the_table(case: Case, *, by: User, on: date) -> None:
    """What came to nothing is for its coordinators and the privacy officer (FR-130): nobody sits, comes or is asked."""
    why = "De intake is niet aangenomen"
    for item in case.agenda_items.standing():
        if item.may_change:
            cancel_discussion(item, by=by, reason=why)
    for invitation in case.involvements.asked():
        withdraw_invitation(invitation, by=by, on=on, reason=why)
    for seat in case.involvements.seated().exclude(role__in=InvolvementRole.coordinating()):
        end_involvement(seat, by=by, on=on, reason=why)
