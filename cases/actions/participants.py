"""Which organisations take part in a frame: they join and leave on a day, and are never rewritten."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import permissions
from cases.actions.frames import seats_without_a_right
from cases.models import FrameParticipant, LegalFrame
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.constraints import full_clean


class CannotTakePart(ValidationError):
    """This organisation cannot take part so; the text says why."""


@transaction.atomic
def add_participants(
    frame: LegalFrame,
    organisations: Iterable[Organisation],
    *,
    by: User,
    valid_from: date,
    today: date,
    valid_until: date | None = None,
) -> list[FrameParticipant]:
    """These signed: from that day on they may be asked, involved and given something under this frame."""
    added = [
        FrameParticipant(frame=frame, organisation=one, valid_from=valid_from, valid_until=valid_until)
        for one in organisations
    ]
    for participant in added:
        _check(participant, field="valid_until")
    FrameParticipant.objects.bulk_create(added)
    ids = [participant.pk for participant in added]
    record(EventType.CREATED, by=by, subject="frame_participant", subject_ids=ids)
    give_back(frame, {participant.organisation_id for participant in added}, by=by, today=today)
    return added


@transaction.atomic
def end_participation(participant: FrameParticipant, *, by: User, on: date | None, today: date) -> None:
    """After this day nobody of this organisation opens a case under the frame: the database shortens every right.

    A later day, or none, opens them again for who still sits at their tables.
    """
    participant = FrameParticipant.objects.select_for_update().get(pk=participant.pk)
    participant.valid_until = on
    _check(participant, field="on")
    participant.save(update_fields=["valid_until"])
    record(EventType.ENDED, by=by, subject="frame_participant", subject_ids=[participant.pk])
    give_back(participant.frame, {participant.organisation_id}, by=by, today=today)


def _check(participant: FrameParticipant, *, field: str) -> None:
    """The order of its days first, for the sentence at their field."""
    if participant.valid_until and participant.valid_until < participant.valid_from:
        raise CannotTakePart({field: "De laatste dag ligt voor de eerste dag."})
    full_clean(participant)


def give_back(frame: LegalFrame, organisations: set[int], *, by: User, today: date) -> None:
    """What the seats of these mean, where the right on it had ended with an earlier participation."""
    with acting_as(Errand.FRAMES):
        for seat in seats_without_a_right(frame, today=today).filter(organisation__in=organisations):
            permissions.grant_for(seat, by=by)
