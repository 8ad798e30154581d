"""On which ground partners may work together: added and ended, never rewritten, since cases rest on it."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.models import LegalFrame
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record


@transaction.atomic
def add_frame(*, by: User, **fields: Any) -> LegalFrame:
    """A frame under which intakes may start from `valid_from` on, once it has a DPIA (FR-155)."""
    frame = LegalFrame(**fields)
    frame.full_clean()
    frame.save()
    record(EventType.CREATED, by=by, subject="legal_frame", subject_ids=[frame.pk])
    return frame


@transaction.atomic
def end_frame(frame: LegalFrame, *, by: User, on: date) -> LegalFrame:
    """No intake starts under it after this day; cases that rest on it go on."""
    frame = LegalFrame.objects.select_for_update().get(pk=frame.pk)
    frame.valid_until = on
    frame.full_clean()
    frame.save(update_fields=["valid_until"])
    record(EventType.ENDED, by=by, subject="legal_frame", subject_ids=[frame.pk])
    return frame
