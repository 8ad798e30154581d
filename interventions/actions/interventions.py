"""Weighing, choosing, starting and ending an intervention, or recording why it was not used."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.actions import check_may_know, locked, set_deadline, settle_deadline
from cases.models import Case, DeadlineKind
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_rows import row_to_lock
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean
from familienetwerk.locking import lock_unchanged
from interventions.models import INTERVENTION_TRANSITIONS, Intervention, InterventionStatus, NotUsedReason

# What an adopted plan says of an intervention. It stands with that plan; who does it and when may still move.
WHAT_THE_PLAN_SAYS = ("type", "member", "household", "reason", "flanking_care")
# What ends or is weighed anew leaves its owner nothing to do, who may have lost the right to know whom it is about.
GIVES_WORK = (InterventionStatus.CHOSEN, InterventionStatus.RUNNING)


class CannotMoveIntervention(ValidationError):
    """The intervention cannot go from this stand to that one."""

    def __init__(self, before: InterventionStatus, after: InterventionStatus) -> None:
        super().__init__(f"Van “{before.label}” kan een interventie niet naar “{after.label}”.")


class InterventionStandsInPlan(ValidationError):
    """What the partners agreed on does not change under their hands."""

    def __init__(self) -> None:
        super().__init__(
            "Deze interventie staat in een plan dat voorligt of vastligt. Wie, wat en waarom veranderen niet meer. "
            "Overweeg haar opnieuw als iets nieuws en zet die in de volgende versie."
        )


@transaction.atomic
def consider_intervention(case: Case, *, by: User, on: date, **fields: Any) -> Intervention:
    """Put an instrument of the catalogue on the table for somebody, a household or the network."""
    case = locked(case)
    intervention = Intervention(case=case, recorded_by=by, recorded_on=on, **fields)
    _check_owner(intervention)
    full_clean(intervention)
    intervention.save()
    record(EventType.CREATED, by=by, case_id=case.pk, subject="intervention", subject_ids=[intervention.pk])
    return intervention


def _check_owner(intervention: Intervention) -> None:
    check_may_know(
        intervention.owner,
        case_id=intervention.case_id,
        organisation=intervention.organisation,
        member_id=intervention.member_id,
        household_id=intervention.household_id,
    )


@transaction.atomic
def change_intervention(
    intervention: Intervention, *, by: User, on: date, lock_version: int, **fields: Any
) -> Intervention:
    """Raises Conflict when somebody else saved it meanwhile, and refuses what an adopted plan says of it."""
    case = locked(intervention.case)
    intervention = lock_unchanged(intervention, lock_version)
    changes = {name for name, value in fields.items() if getattr(intervention, name) != value}
    if changes.intersection(WHAT_THE_PLAN_SAYS) and intervention.stands_in_a_plan:
        raise InterventionStandsInPlan
    for name, value in fields.items():
        setattr(intervention, name, value)
    _check_owner(intervention)
    intervention.lock_version += 1
    full_clean(intervention)
    intervention.save()
    record(
        EventType.CHANGED, by=by, case_id=intervention.case_id, subject="intervention", subject_ids=[intervention.pk]
    )
    _set_next_look(case, intervention, on=on)
    return intervention


def choose_intervention(intervention: Intervention, *, by: User, on: date) -> Intervention:
    return _move(intervention, InterventionStatus.CHOSEN, by=by, on=on)


def start_intervention(
    intervention: Intervention, *, by: User, on: date, starts_on: date, ends_on: date | None
) -> Intervention:
    return _move(intervention, InterventionStatus.RUNNING, by=by, on=on, starts_on=starts_on, ends_on=ends_on)


def end_intervention(intervention: Intervention, *, by: User, on: date, ends_on: date) -> Intervention:
    return _move(intervention, InterventionStatus.ENDED, by=by, on=on, ends_on=ends_on)


def record_not_used(
    intervention: Intervention, *, by: User, on: date, reason: NotUsedReason, text: str, look_again_on: date | None
) -> Intervention:
    """Considered, not used: with a coded reason, so that hesitance can be seen (FR-093)."""
    return _move(
        intervention,
        InterventionStatus.NOT_USED,
        by=by,
        on=on,
        not_used_reason=reason,
        not_used_text=text,
        look_again_on=look_again_on,
    )


def reconsider_intervention(intervention: Intervention, *, by: User, on: date) -> Intervention:
    """Weigh it again: why it was not used stays in the log and in the plans that said so."""
    return _move(
        intervention,
        InterventionStatus.CONSIDERED,
        by=by,
        on=on,
        not_used_reason=None,
        not_used_text="",
        look_again_on=None,
    )


@transaction.atomic
def _move(intervention: Intervention, after: InterventionStatus, *, by: User, on: date, **fields: Any) -> Intervention:
    case = locked(intervention.case)
    intervention = row_to_lock(intervention, "organisation", "owner")
    before = InterventionStatus(intervention.status)
    if after not in INTERVENTION_TRANSITIONS[before]:
        raise CannotMoveIntervention(before, after)
    intervention.status = after
    for name, value in fields.items():
        setattr(intervention, name, value)
    if after in GIVES_WORK or intervention.look_again_on:
        _check_owner(intervention)
    intervention.lock_version += 1
    full_clean(intervention)
    intervention.save()
    _set_next_look(case, intervention, on=on)
    record(EventType.DECIDED, by=by, case_id=case.pk, subject="intervention", subject_ids=[intervention.pk])
    return intervention


def _set_next_look(case: Case, intervention: Intervention, *, on: date) -> None:
    """When somebody must look again: at the end of what runs, or on the chosen day for what was not used."""
    day = intervention.look_again_on if intervention.is_not_used else intervention.ends_on
    settle_deadline(DeadlineKind.INTERVENTION, subject_id=intervention.pk, on=on)
    if day and not (intervention.is_considered or intervention.is_ended):
        set_deadline(
            case,
            DeadlineKind.INTERVENTION,
            subject_id=intervention.pk,
            due_on=day,
            organisation=intervention.organisation,
            user=intervention.owner,
            about=intervention.type.name,
        )
