"""When a seat at the table ends by itself: an end that is set or moved, and a guest for one agenda item."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cases import permissions
from cases.actions.course import locked
from cases.actions.involvement import (
    CannotInvolve,
    check_is_another,
    check_lies_ahead,
    locked_and_running,
    save_checked,
    start_involvement,
)
from cases.models import Case, Involvement, InvolvementRole
from cases.periods import period_of
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record

MOST_DAYS_OF_A_GUEST = 14


@transaction.atomic
def set_end(involvement: Involvement, *, by: User, ends_at: datetime | None) -> Involvement:
    """From this moment on the case is closed for this professional, without anybody doing anything. None: no end."""
    locked(involvement.case)
    involvement = locked_and_running(involvement)
    check_lies_ahead(ends_at)
    _check_is_not_ones_own_extension(involvement, ends_at, by=by)
    if involvement.role == InvolvementRole.GUEST:
        _check_is_short(ends_at)
    if involvement.begins_at:
        raise CannotInvolve({"until": "Dit is voor één bespreking. Verplaats de bespreking, of trek de toegang in."})
    assert involvement.period
    involvement.ends_at, involvement.period = ends_at, period_of(involvement.period.lower, ends_at)
    save_checked(involvement)
    permissions.set_end_for(involvement, by=by)
    record(EventType.CHANGED, by=by, case_id=involvement.case_id, subject="involvement", subject_ids=[involvement.pk])
    return involvement


@transaction.atomic
def invite_guest(case: Case, user: User, *, by: User, ends_at: datetime, agenda_item: str, reason: str) -> Involvement:
    """Somebody of outside the table is there for one agenda item: reads along until a moment, and adds nothing."""
    check_is_another(user, by=by)
    _check_is_short(ends_at)
    return start_involvement(
        case,
        user,
        by=by,
        on=timezone.localdate(),
        reason=reason,
        role=InvolvementRole.GUEST,
        task=agenda_item,
        ends_at=ends_at,
    )


@transaction.atomic
def move_seat(involvement: Involvement, *, by: User, begins_at: datetime, ends_at: datetime, task: str) -> None:
    """Of who is there for some hours only, to other hours: the right ends, and begins anew with them."""
    involvement = locked_and_running(involvement)
    permissions.revoke_for(involvement, by=by)
    involvement.begins_at, involvement.ends_at, involvement.task = begins_at, ends_at, task
    involvement.period = period_of(timezone.localdate(begins_at), ends_at)
    save_checked(involvement)
    permissions.grant_for(involvement, by=by)
    record(EventType.CHANGED, by=by, case_id=involvement.case_id, subject="involvement", subject_ids=[involvement.pk])


def _check_is_short(ends_at: datetime | None) -> None:
    if ends_at is None or ends_at > timezone.now() + timedelta(days=MOST_DAYS_OF_A_GUEST):
        raise CannotInvolve({"until": f"Een gast doet hoogstens {MOST_DAYS_OF_A_GUEST} dagen mee."})


def _check_is_not_ones_own_extension(involvement: Involvement, ends_at: datetime | None, *, by: User) -> None:
    """What somebody else limited, one does not lengthen for oneself."""
    before = involvement.ends_at
    if by.pk == involvement.user_id and before and (ends_at is None or ends_at > before):
        raise CannotInvolve({"until": "Uw eigen toegang verlengt een andere regisseur."})
