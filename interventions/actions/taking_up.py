"""Putting what was chosen in a case into the draft of its plan."""

from collections.abc import Iterable

from django.db import transaction

from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from interventions.actions.plans import locked_draft
from interventions.models import Intervention, Plan


@transaction.atomic
def take_up_interventions(plan: Plan, *, by: User, interventions: Iterable[Intervention]) -> Plan:
    """Beside what is in the draft already. Who is writing in it meanwhile, sees a conflict and loses nothing."""
    plan = locked_draft(plan)
    wanted = [chosen.pk for chosen in interventions]
    plan.interventions.add(*plan.case.interventions.in_use().filter(pk__in=wanted))
    plan.lock_version += 1
    plan.save(update_fields=["lock_version"])
    record(EventType.CHANGED, by=by, case_id=plan.case_id, subject="plan", subject_ids=[plan.pk])
    return plan
