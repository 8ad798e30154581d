"""Giving pieces of a case to somebody outside it, and telling who received a piece that it was corrected."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions.course import locked
from cases.actions.deadlines import set_deadline, settle_deadline
from cases.models import Case, DeadlineKind, Recall, Regime, SharedPiece, Sharing
from cases.participants import why_not_under
from cases.permissions import coordinates
from cases.shareable import Piece, pieces_for
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.constraints import full_clean

TELL_WITHIN = timedelta(days=7)  # AVG 19 says “without undue delay”


class CannotShare(ValidationError):
    """With its reasons, for the form."""


@transaction.atomic
def share(
    case: Case,
    *,
    by: User,
    keys: Sequence[str],
    recipient: Organisation | None = None,
    recipient_name: str = "",
    ground: str,
    reason: str,
    on: date,
) -> Sharing:
    """Record what was given. Only what this user may read, and only what its source lets go."""
    case = locked(case)
    if on < case.started_on:
        raise CannotShare({"on": f"Deze casus begon op {case.started_on:%d-%m-%Y}. Kies een dag vanaf die dag."})
    if recipient and (why := why_not_under(case.legal_frame, [recipient])):
        raise CannotShare({"recipient": why})
    chosen = [piece for piece in pieces_for(case, by) if piece.key in keys]
    if refusals := obstacles_to_sharing(chosen, by=by, coordinates_case=coordinates(by, case), wanted=len(set(keys))):
        raise CannotShare({"keys": refusals})
    sharing = Sharing(
        case=case,
        organisation=by.organisation,
        recipient=recipient,
        recipient_name=recipient_name,
        ground=ground,
        reason=reason,
        shared_on=on,
        shared_by=by,
    )
    full_clean(sharing)
    sharing.save(force_insert=True)
    SharedPiece.objects.bulk_create(shared(piece, sharing) for piece in chosen)
    record(EventType.SHARED, by=by, case_id=case.pk, subject="sharing", subject_ids=[sharing.pk])
    return sharing


def obstacles_to_sharing(pieces: Sequence[Piece], *, by: User, coordinates_case: bool, wanted: int) -> list[str]:
    facts = [
        rules.PieceFacts(
            title=piece.title,
            is_own=piece.organisation_id == by.organisation_id,
            is_of_all=piece.organisation_id is None,
            is_source_bound=piece.regime != Regime.AVG,
        )
        for piece in pieces
    ]
    return rules.obstacles_to_sharing(facts, coordinates=coordinates_case, is_complete=len(pieces) == wanted)


def shared(piece: Piece, sharing: Sharing) -> SharedPiece:
    return SharedPiece(
        sharing=sharing,
        kind=piece.kind,
        subject_id=piece.pk,
        title=piece.title,
        digest=piece.digest,
        organisation_id=piece.organisation_id,
        sharer=sharing.organisation,
        regime=piece.regime,
    )


def recall(case: Case, kind: str, *, subject_id: int, by: User, on: date, reason: str) -> int:
    """Whoever received this piece must hear that it changed: work for who shared it. How many that are.

    Called inside the transaction of the action that corrected the piece (AVG 16 and 19), also by somebody who may not
    know that it was shared.
    """
    with acting_as(Errand.RECALLING):
        ids = _recalled(case, kind, subject_id=subject_id, on=on, reason=reason)
    if ids:
        record(EventType.CHANGED, by=by, case_id=case.pk, subject="recall", subject_ids=ids)
    return len(ids)


def _recalled(case: Case, kind: str, *, subject_id: int, on: date, reason: str) -> list[int]:
    given = SharedPiece.objects.filter(sharing__case=case, kind=kind, subject_id=subject_id)
    recalls = [
        Recall.objects.create(piece=piece, changed_on=on, reason=reason)
        for piece in given.select_related("sharing__organisation", "sharing__shared_by")
    ]
    for one in recalls:
        sharing = one.piece.sharing
        set_deadline(
            case,
            DeadlineKind.RECALL,
            subject_id=one.pk,
            due_on=on + TELL_WITHIN,
            organisation=sharing.organisation,
            user=sharing.shared_by if sharing.shared_by.is_active else None,
        )
    return [one.pk for one in recalls]


@transaction.atomic
def tell_recipient(told: Recall, *, by: User, on: date) -> None:
    """The recipient was told. A second time changes nothing."""
    told = Recall.objects.select_for_update(of=["self"]).select_related("piece__sharing").get(pk=told.pk)
    if told.is_told:
        return
    told.told_on, told.told_by = on, by
    full_clean(told)
    told.save(update_fields=["told_on", "told_by"])
    settle_deadline(DeadlineKind.RECALL, subject_id=told.pk, on=on)
    record(EventType.SHARED, by=by, case_id=told.piece.sharing.case_id, subject="recall", subject_ids=[told.pk])
