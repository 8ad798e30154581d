"""Who lives where: households, moving in and moving out."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from cases.actions.course import locked
from cases.models import Case, Household, Member, Residence
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean
from familienetwerk.locking import lock_unchanged


@transaction.atomic
def add_household(
    case: Case,
    *,
    by: User,
    on: date,
    name: str,
    address: str = "",
    place: str = "",
    members: Iterable[Member] = (),
) -> Household:
    """A household of the network, and who lives there since this day."""
    case = locked(case)
    household = Household(case=case, name=name, address=address, place=place)
    _save_checked(household)
    for member in members:
        live_in(household, member, on=on)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="household", subject_ids=[household.pk])
    return household


@transaction.atomic
def change_household(
    household: Household, *, by: User, lock_version: int, name: str, address: str, place: str
) -> Household:
    """Raises Conflict when somebody else changed this household meanwhile."""
    locked(household.case)
    household = lock_unchanged(household, lock_version)
    household.name, household.address, household.place = name, address, place
    household.lock_version += 1
    _save_checked(household)
    record(EventType.CHANGED, by=by, case_id=household.case_id, subject="household", subject_ids=[household.pk])
    return household


def _save_checked(household: Household) -> None:
    """The name may be that of a home which the user may not know of: no reason is given then."""
    full_clean(household)
    try:
        with transaction.atomic():
            household.save()
    except IntegrityError as clash:
        raise ValidationError({"name": "Kies een andere naam."}) from clash


@transaction.atomic
def move_in(household: Household, member: Member, *, by: User, on: date) -> Residence:
    """Somebody lives here from this day; a child may live in two households at once."""
    locked(household.case)
    residence = live_in(household, member, on=on)
    record(EventType.CHANGED, by=by, case_id=household.case_id, subject="residence", subject_ids=[residence.pk])
    return residence


@transaction.atomic
def move_out(residence: Residence, *, by: User, on: date) -> Residence:
    """Somebody does not live here any more from this day."""
    case = locked(residence.household.case)
    residence = Residence.objects.select_for_update().get(pk=residence.pk)
    if residence.period.upper:
        raise ValidationError({"on": "Deze persoon woont hier al niet meer."})
    if on <= residence.period.lower:
        raise ValidationError({"on": "Het vertrek ligt voor de dag van intrek. Kies een latere dag."})
    residence.period = DateRange(residence.period.lower, on)
    residence.save(update_fields=["period"])
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="residence", subject_ids=[residence.pk])
    return residence


def live_in(household: Household, member: Member, *, on: date) -> Residence:
    """Part of a larger act: the case is locked already."""
    if household.case_id != member.case_id:
        raise ValidationError({"household": "Dit huishouden hoort bij een andere casus."})
    residence = Residence(household=household, member=member, period=DateRange(on, None))
    full_clean(residence)
    residence.save()
    return residence
