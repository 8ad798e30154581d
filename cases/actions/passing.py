"""Letting what one gave for one frame be read in another, taking that back; and moving a case to another frame."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases import permissions
from cases.actions.course import locked
from cases.models import Case, FrameMove, Involvement, Item, LegalFrame, Passing, Regime
from cases.participants import why_not_under
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.constraints import full_clean


class NotYoursToPassOn(ValidationError):
    """Only the organisation that something came from lets it go to another frame, or takes that back."""

    def __init__(self) -> None:
        super().__init__("Alleen de organisatie die dit inbracht, kan het vrijgeven of terugnemen.")


class NothingToPassOn(ValidationError):
    """It is for the frame of the case already, or for everybody."""

    def __init__(self) -> None:
        super().__init__("Dit is al te lezen onder het kader van deze casus.")


class FrameDoesNotAllow(ValidationError):
    """The partners of this frame did not agree to share this kind of data (FR-132)."""

    def __init__(self, frame: LegalFrame, regime: Regime) -> None:
        super().__init__(f"Het kader “{frame}” laat deze gegevens niet toe: {regime.label}.")


class FrameCannotFollow(ValidationError):
    """The case cannot run under this frame now."""

    def __init__(self) -> None:
        super().__init__({"frame": "Kies een ander kader, dat vandaag geldt in deze gemeente."})


@transaction.atomic
def pass_on(case: Case, items: Sequence[Item], *, by: User, ground: str) -> list[Passing]:
    """Each of these may be read under the frame that the case runs under now, by the audience that it has."""
    case = locked(case)
    for item in items:
        _refuse_to_pass_on(item, case, by=by)
    passings = [
        Passing(
            case=case,
            organisation=by.organisation,
            subject=item._meta.model_name or "",
            subject_id=item.pk,
            frame=case.legal_frame,
            ground=ground,
            passed_by=by,
        )
        for item in items
    ]
    for passing in passings:
        full_clean(passing)
    Passing.objects.bulk_create(passings)
    ids = [passing.pk for passing in passings]
    record(EventType.SHARED, by=by, case_id=case.pk, subject="passing", subject_ids=ids)
    return passings


def _refuse_to_pass_on(item: Item, case: Case, *, by: User) -> None:
    if item.organisation_id != by.organisation_id:
        raise NotYoursToPassOn
    regime = Regime(item.regime)
    if item.case_id != case.pk or item.is_draft or not regime.is_source_bound or item.frame_id == case.legal_frame_id:
        raise NothingToPassOn
    if not case.legal_frame.allows(regime):
        raise FrameDoesNotAllow(case.legal_frame, regime)


@transaction.atomic
def take_back(passing: Passing, *, by: User, reason: str) -> Passing:
    """From now on nobody else reads it under that frame; who read it, the log tells."""
    locked(passing.case)
    passing = Passing.objects.select_for_update().running().get(pk=passing.pk)
    if passing.organisation_id != by.organisation_id:
        raise NotYoursToPassOn
    passing.taken_back_at, passing.taken_back_by, passing.taken_back_reason = timezone.now(), by, reason
    full_clean(passing)
    passing.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
    record(EventType.REVOKED, by=by, case_id=passing.case_id, subject="passing", subject_ids=[passing.pk])
    return passing


@transaction.atomic
def change_frame(case: Case, *, by: User, on: date, frame: LegalFrame, reason: str) -> Case:
    """The case runs under another frame: every right rests on that ground now, and ends with that frame.

    What is bound to its source stays behind until that source passes it on.
    """
    case = locked(case)
    may_follow = (
        LegalFrame.objects.in_force(on).filter(municipality=case.municipality_id).exclude(pk=case.legal_frame_id)
    )
    if not may_follow.filter(pk=frame.pk).exists():
        raise FrameCannotFollow
    involved = case.involvements.filter(Q(pk__in=case.involvements.seated()) | Q(pk__in=case.involvements.asked()))
    if why := why_not_under(frame, Organisation.objects.filter(pk__in=involved.values("organisation"))):
        raise ValidationError({"frame": f"{why} Of beëindig eerst hun betrokkenheid."})
    move = FrameMove(case=case, before=case.legal_frame, after=frame, on=on, by=by, reason=reason)
    full_clean(move)
    move.save()
    case.legal_frame = frame
    case.save(update_fields=["legal_frame"])
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="legal_frame", subject_ids=[frame.pk])
    with acting_as(Errand.FRAMES):  # for a moment nobody has a right on this case
        for seat in Involvement.objects.filter(case=case).seated().select_related("case__legal_frame"):
            permissions.revoke_for(seat, by=by)
            permissions.grant_for(seat, by=by)
        permissions.rest_on_frame_of(case, by=by)
    return case
