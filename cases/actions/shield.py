"""Shielding the names of who works on a case, and ending that."""

from datetime import date

from django.db import transaction

from cases.actions.restrictions import moment_in
from cases.models import Case, Shield
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean


@transaction.atomic
def shield_workers(case: Case, *, by: User, on: date, reason: str) -> Shield:
    """From now on papers and overviews name function and organisation only (FR-194). Of a case at rest too."""
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)  # paper is kept before this moment, or made anew
    shield = Shield(case=case, set_by=by, set_on=on, set_at=moment_in(case), reason=reason)
    full_clean(shield)
    shield.save()
    record(EventType.CREATED, by=by, case_id=case.pk, subject="shield", subject_ids=[shield.pk])
    return shield


@transaction.atomic
def end_shield(shield: Shield, *, by: User, on: date, reason: str) -> Shield:
    """Names may stand on paper again."""
    shield = Shield.objects.select_for_update().get(pk=shield.pk)
    shield.ended_on, shield.ended_by, shield.ended_reason = on, by, reason
    full_clean(shield)
    shield.save(update_fields=["ended_on", "ended_by", "ended_reason"])
    record(EventType.ENDED, by=by, case_id=shield.case_id, subject="shield", subject_ids=[shield.pk])
    return shield
