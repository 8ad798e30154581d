"""Restricting a person or a relation to whoever is named, and lifting that (FR-043)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from cases.actions.course import locked
from cases.actions.inheriting import pass_on_what_is_hidden
from cases.models import Case, Household, Involvement, Member, Reader, Relation
from cases.permissions import coordinates
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.constraints import full_clean
from familienetwerk.db import ClockTime

type Restrictable = Member | Relation


class NotYoursToRestrict(ValidationError):
    """Who may know of this person or relation, is for coordinators and the organisation that brought it in."""

    def __init__(self) -> None:
        super().__init__("Alleen de regisseurs en de organisatie die dit inbracht, schermen af of heffen dat op.")


class MayNotKnow(ValidationError):
    """Work goes to nobody who may not know whom it is about."""

    def __init__(self, user: User) -> None:
        super().__init__({"owner": f"{user} mag niet weten over wie dit gaat. Kies een ander."})


class NobodyThereMayKnow(ValidationError):
    """Nor to a desk where nobody may."""

    def __init__(self, organisation: Organisation) -> None:
        sentence = f"Bij {organisation} mag niemand aan tafel weten over wie dit gaat. Kies een andere organisatie."
        super().__init__({"organisation": sentence})


def check_may_know(
    user: User | None, *, case_id: int, organisation: Organisation, member_id: int | None, household_id: int | None
) -> None:
    """Work is for somebody who may know of the person or the home; without a name, for a desk where somebody may."""
    if user:
        if is_hidden_from(user, member_id=member_id, household_id=household_id):
            raise MayNotKnow(user)
    elif is_hidden_from(None, member_id=member_id, household_id=household_id):
        seats = Involvement.objects.seated().not_ended().filter(case=case_id, organisation=organisation)
        there = {seat.user for seat in seats.select_related("user__organisation") if seat.user}
        if not any(not is_hidden_from(one, member_id=member_id, household_id=household_id) for one in there):
            raise NobodyThereMayKnow(organisation)


def is_hidden_from(reader: Reader, *, member_id: int | None, household_id: int | None) -> bool:
    hidden = (Member.objects.hidden_from(reader), member_id), (Household.objects.hidden_from(reader), household_id)
    return any(number and rows.filter(pk=number).exists() for rows, number in hidden)


@transaction.atomic
def restrict(row: Restrictable, *, by: User, named: Iterable[int], reason: str) -> Restrictable:
    """From now on only coordinators, the own organisation and whoever is named know that it is there.

    Work about it of somebody who no longer does, goes to a colleague who may, or to a coordinator.
    """
    row = _say_who_knows(row, by=by, named=sorted(set(named)), reason=reason)
    pass_on_what_is_hidden(row.case, on=timezone.localdate(moment_in(row.case)))
    return row


@transaction.atomic
def lift_restriction(row: Restrictable, *, by: User, reason: str) -> Restrictable:
    """Everybody on the case sees it again."""
    return _say_who_knows(row, by=by, named=None, reason=reason)


def may_restrict(row: Restrictable, user: User) -> bool:
    """Who coordinates; or of the organisation that restricted it, and before that, that brought the person in."""
    return coordinates(user, row.case) or user.organisation_id == owner_of(row)


def owner_of(row: Restrictable) -> int | None:
    """Which organisation restricted it; before that, which brought the person in. Of a relation nobody knows."""
    if row.is_restricted:
        return row.restricted_by_id
    return row.added_by.organisation_id if isinstance(row, Member) else None


def moment_in(case: Case) -> datetime:
    """By the clock of the database: what lay before the lock on this case, lies before it here too."""
    moment: datetime = Case.objects.values_list(ClockTime(), flat=True).get(pk=case.pk)
    return moment


def kept_off_paper_in(case: Case) -> frozenset[tuple[str, int, datetime | None]]:
    """Who is restricted now, and whether names of workers are shielded, since when: for who must notice a change."""
    rows: list[tuple[models.QuerySet[Any], str]] = [
        (Member.objects.filter(case=case, restricted_to__isnull=False), "restricted_at"),
        (Relation.objects.filter(case=case, restricted_to__isnull=False), "restricted_at"),
        (case.shields.standing(), "set_at"),
    ]
    with acting_as(Errand.PAPER):
        return frozenset(
            (kept.model.__name__, pk, since) for kept, at in rows for pk, since in kept.values_list("pk", at)
        )


def _say_who_knows(row: Restrictable, *, by: User, named: list[int] | None, reason: str) -> Restrictable:
    case = locked(row.case)
    row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    row.case = case
    if not may_restrict(row, by):
        raise NotYoursToRestrict
    if named is None and not row.is_restricted:
        return row
    if not row.is_restricted:
        row.restricted_by, row.restricted_at = by.organisation, moment_in(case)
    row.restricted_reason = reason
    row.restricted_to = row.restricted_to if named is None else named
    _keep(row)
    if named is None:  # why not any more stands in a version that only those see who knew of it before
        row.restricted_to, row.restricted_by, row.restricted_at, row.restricted_reason = None, None, None, ""
        _keep(row)
    subject, type_ = type(row).__name__.lower(), EventType.ENDED if named is None else EventType.CHANGED
    record(type_, by=by, case_id=row.case_id, subject=f"{subject}_restriction", subject_ids=[row.pk])
    return row


def _keep(row: Restrictable) -> None:
    row.lock_version += 1
    full_clean(row)
    row.save(update_fields=["restricted_to", "restricted_by", "restricted_reason", "restricted_at", "lock_version"])
