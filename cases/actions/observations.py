"""Disputing what was written: the words of who disputes stay beside it, wherever it goes."""

from datetime import date

from django.db import transaction

from cases.actions.course import locked
from cases.models import Observation
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record


@transaction.atomic
def dispute_observation(observation: Observation, *, by: User, on: date, disputed_by: str, text: str) -> Observation:
    """Somebody says that it is not so; the text itself is never struck out (FR-057, AVG 16)."""
    case = locked(observation.case)
    observation = Observation.objects.select_for_update().get(pk=observation.pk)
    observation.disputed_on, observation.disputed_by, observation.disputed_text = on, disputed_by, text
    observation.full_clean()
    observation.save(update_fields=["disputed_on", "disputed_by", "disputed_text"])
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="observation", subject_ids=[observation.pk])
    return observation
