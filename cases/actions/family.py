"""Who is in the network of a case: adding, changing, looking again, informing, and ending with a reason."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases import rules
from cases.actions.course import locked
from cases.actions.deadlines import set_member_deadlines, set_of_member, settle_deadline
from cases.actions.households import live_in
from cases.actions.relations import check_birthdays_around
from cases.models import Case, DeadlineKind, Household, Member, Residence
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean
from familienetwerk.locking import lock_unchanged


class MemberHasLeft(ValidationError):
    """Somebody who is no longer in the case is not changed any more."""

    def __init__(self) -> None:
        super().__init__("Deze persoon is uit de casus. De gegevens blijven zoals ze waren.")


@transaction.atomic
def add_member(case: Case, *, by: User, on: date, household: Household | None = None, **fields: Any) -> Member:
    """Somebody belongs to the network, for a reason, until a day to look again. `fields` are those of Member."""
    case = locked(case)
    member = Member(case=case, added_on=on, added_by=by, **fields)
    _save_checked(member)
    set_member_deadlines(member, user=by)
    if household:
        live_in(household, member, on=on)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="member", subject_ids=[member.pk])
    return member


@transaction.atomic
def change_member(member: Member, *, by: User, lock_version: int, **fields: Any) -> Member:
    """Raises Conflict when somebody else changed this person meanwhile."""
    member = _open_to_change(member, lock_version=lock_version)
    for name, value in fields.items():
        setattr(member, name, value)
    check_birthdays_around(member)
    _save_checked(member)
    set_member_deadlines(member, user=by)
    record(EventType.CHANGED, by=by, case_id=member.case_id, subject="member", subject_ids=[member.pk])
    return member


@transaction.atomic
def keep_member(member: Member, *, by: User, review_on: date, reason_text: str) -> Member:
    """Looked again: this person still belongs in the case, for this reason, until the next day to look."""
    member = _open_to_change(member)
    member.review_on, member.reason_text = review_on, reason_text
    _save_checked(member)
    set_of_member(member, DeadlineKind.MEMBER_REVIEW, due_on=review_on, user=by)
    record(EventType.DECIDED, by=by, case_id=member.case_id, subject="member", subject_ids=[member.pk])
    return member


@transaction.atomic
def mark_informed(member: Member, *, by: User, on: date) -> Member:
    """This person was told about the case (AVG 14; FR-018)."""
    member = _open_to_change(member)
    if member.birth_date and on < member.birth_date <= timezone.localdate():  # of an unborn child the parents are told
        raise ValidationError({"on": f"Deze persoon is geboren op {member.birth_date:%d-%m-%Y}. Kies een latere dag."})
    member.informed_on = on
    member.informing_postponed_until, member.informing_postponed_reason = None, ""
    _save_checked(member)
    settle_deadline(DeadlineKind.INFORMING, subject_id=member.pk, on=on)
    record(EventType.CHANGED, by=by, case_id=member.case_id, subject="member_informing", subject_ids=[member.pk])
    return member


@transaction.atomic
def postpone_informing(member: Member, *, by: User, until: date, reason: str) -> Member:
    """This person is told later, for a reason; the postponement itself has a day to look again (FR-138)."""
    member = _open_to_change(member)
    member.informed_on = None
    member.informing_postponed_until, member.informing_postponed_reason = until, reason
    _save_checked(member)
    set_member_deadlines(member, user=by)
    record(EventType.CHANGED, by=by, case_id=member.case_id, subject="member_informing", subject_ids=[member.pk])
    return member


@transaction.atomic
def end_member(member: Member, *, by: User, on: date, reason: str) -> Member:
    """This person leaves the case; everything stays readable in the closed list (FR-039)."""
    member = _open_to_change(member)
    if on < member.added_on:
        raise ValidationError({"on": f"Deze persoon is toegevoegd op {member.added_on:%d-%m-%Y}. Kies een latere dag."})
    member.ended_on, member.ended_reason = on, reason
    _save_checked(member)
    for kind in (DeadlineKind.MEMBER_REVIEW, DeadlineKind.INFORMING):
        settle_deadline(kind, subject_id=member.pk, on=on)
    for residence in Residence.objects.filter(member=member, period__upper_inf=True, period__startswith__lt=on):
        residence.period = DateRange(residence.period.lower, on)
        residence.save(update_fields=["period"])
    record(EventType.ENDED, by=by, case_id=member.case_id, subject="member", subject_ids=[member.pk])
    return member


def _open_to_change(member: Member, *, lock_version: int | None = None) -> Member:
    """The member, locked, in a case that is open; changing it makes other open forms of this person out of date."""
    case = locked(member.case)
    if lock_version is None:
        member = Member.objects.select_for_update().get(pk=member.pk)
    else:
        member = lock_unchanged(member, lock_version)
    if member.ended_on:
        raise MemberHasLeft
    member.case = case
    member.lock_version += 1
    return member


def _save_checked(member: Member) -> None:
    """Ask the constraints first, for their Dutch sentence at the field; the database has the last word."""
    member.name_key = rules.name_key(member.family_name, member.given_name)
    member.given_key = rules.folded(member.given_name)
    full_clean(member)
    member.save()
