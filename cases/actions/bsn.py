"""The BSN of a member: noting it, and showing it to who says what for."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions.course import locked
from cases.actions.family import MemberHasLeft
from cases.models import Bsn, BsnPurpose, Case, Member
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.locking import Conflict


class CannotNoteBsn(ValidationError):
    """No ground, or no such number."""


@transaction.atomic
def note_bsn(member: Member, *, by: User, number: str, lock_version: int) -> Bsn:
    """Note or correct it. `lock_version`: which one the user saw, 0 for none. Raises Conflict when that changed."""
    case = locked(member.case)
    if obstacle := obstacle_to_bsn(case, member, number):
        raise CannotNoteBsn(obstacle)
    current = Bsn.objects.select_for_update().filter(member=member).first()
    if (current.lock_version if current else 0) != lock_version:
        raise Conflict(current or member)
    bsn = current or Bsn(member=member, case=case, lock_version=0)
    bsn.hold(number)
    bsn.noted_by = by
    bsn.lock_version += 1
    bsn.save()
    event = EventType.CHANGED if current else EventType.CREATED
    record(event, by=by, case_id=case.pk, subject="bsn", subject_ids=[member.pk])
    return bsn


@transaction.atomic
def reveal_bsn(bsn: Bsn, *, by: User, purpose: BsnPurpose) -> str:
    """The figures, for this purpose; the log keeps who and what for, never the figures."""
    record(
        EventType.PERSONS_VIEWED,
        by=by,
        case_id=bsn.case_id,
        subject="bsn",
        subject_ids=[bsn.member_id],
        page="reveal_bsn",
        purpose=str(purpose.label),
    )
    return bsn.figures


def obstacle_to_bsn(case: Case, member: Member, number: str) -> str:
    """Empty: it may."""
    if member.ended_on:
        return str(MemberHasLeft().message)
    if not case.legal_frame.allows_bsn:
        return "Het kader van deze casus heeft geen grondslag voor het BSN."
    return "" if rules.is_bsn(number) else "Dit is geen BSN. Kijk de cijfers na."
