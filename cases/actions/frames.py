"""On which ground partners may work together: added and ended, never rewritten, since cases rest on it."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from cases import permissions
from cases.models import Grant, Involvement, LegalFrame
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.constraints import full_clean


@transaction.atomic
def add_frame(*, by: User, **fields: Any) -> LegalFrame:
    """A frame under which intakes may start from `valid_from` on, once it has a DPIA (FR-155)."""
    frame = LegalFrame(**fields)
    full_clean(frame)
    frame.save()
    record(EventType.CREATED, by=by, subject="legal_frame", subject_ids=[frame.pk])
    return frame


@transaction.atomic
def renew_papers(
    frame: LegalFrame,
    *,
    by: User,
    agreement: str,
    agreement_valid_until: date | None,
    dpia_reference: str,
    dpia_on: date | None,
    dpia_valid_until: date | None,
) -> LegalFrame:
    """A new agreement or DPIA takes the place of what ends: intakes can start again. What was, its history keeps."""
    frame = LegalFrame.objects.select_for_update().get(pk=frame.pk)
    frame.agreement, frame.agreement_valid_until = agreement, agreement_valid_until
    frame.dpia_reference, frame.dpia_on, frame.dpia_valid_until = dpia_reference, dpia_on, dpia_valid_until
    full_clean(frame)
    frame.save(update_fields=["agreement", "agreement_valid_until", "dpia_reference", "dpia_on", "dpia_valid_until"])
    record(EventType.CHANGED, by=by, subject="legal_frame", subject_ids=[frame.pk], page="renew_papers")
    return frame


@transaction.atomic
def end_frame(frame: LegalFrame, *, by: User, on: date, today: date) -> LegalFrame:
    """No intake starts under it after this day, and nobody opens its cases: the database shortens every right on them.

    A later day opens them again, also after the frame had ended, for who still sits at their tables.
    """
    frame = LegalFrame.objects.select_for_update().get(pk=frame.pk)
    frame.valid_until = on
    full_clean(frame)
    frame.save(update_fields=["valid_until"])
    record(EventType.ENDED, by=by, subject="legal_frame", subject_ids=[frame.pk])
    with acting_as(Errand.FRAMES):
        for involvement in seats_without_a_right(frame, today=today):
            permissions.grant_for(involvement, by=by)
    return frame


def seats_without_a_right(frame: LegalFrame, *, today: date) -> models.QuerySet[Involvement]:
    """Of cases whose frame had ended and holds again, of who takes part in it. None as long as it does not."""
    if frame.valid_until and frame.valid_until < today:
        return Involvement.objects.none()
    has_right = Exists(Grant.objects.not_over().filter(involvement=OuterRef("pk")))
    not_over = Q(period__contains=today) | Q(period__startswith__gt=today)
    takes_part = Exists(frame.participants.running(today).filter(organisation=OuterRef("organisation")))
    seats = Involvement.objects.seated().filter(not_over, takes_part, ~has_right, case__legal_frame=frame)
    return seats.select_related("case__legal_frame", "organisation").order_by("pk")
