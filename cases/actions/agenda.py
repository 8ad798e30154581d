"""Discussing a case at a set hour: whoever is not at the table reads along from its begin to its end, and no longer."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.actions.course import locked
from cases.actions.ends import move_seat
from cases.actions.involvement import check_is_another, end_seat, locked_and_running, start_involvement
from cases.models import AgendaItem, AgendaParticipant, Case, InvolvementRole, MissedOrganisation
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean
from familienetwerk.locking import lock_unchanged


class CannotPlan(ValidationError):
    """This discussion cannot be planned, moved or called off; the text says why."""


@transaction.atomic
def plan_discussion(
    case: Case,
    *,
    by: User,
    begins_at: datetime,
    ends_at: datetime,
    place: str,
    chair: User,
    at_table: Iterable[User] = (),
) -> AgendaItem:
    """With whom of the table; who comes for this item only, is invited to it afterwards."""
    case = locked(case)
    _check_lies_ahead(begins_at)
    item = AgendaItem(case=case, begins_at=begins_at, ends_at=ends_at, place=place, chair=chair, planned_by=by)
    full_clean(item)
    _check_sits_at_the_table(item, chair)
    item.save()
    invited = {user.pk: user for user in (chair, *at_table)}
    AgendaParticipant.objects.bulk_create(
        AgendaParticipant(item=item, case=case, user=user) for user in invited.values()
    )
    record(EventType.CREATED, by=by, case_id=case.pk, subject="agenda_item", subject_ids=[item.pk])
    return item


@transaction.atomic
def invite_for_item(item: AgendaItem, user: User, *, by: User, reason: str) -> AgendaParticipant:
    """Who is not at the table for as long as it lasts gets a seat of a guest, that begins and ends with it."""
    check_is_another(user, by=by)
    case = locked(item.case)
    item = _locked_and_ahead(item)
    participant = AgendaParticipant(item=item, case=case, user=user)
    full_clean(participant)
    if not _sits_all_the_time(item, user):
        participant.involvement = start_involvement(
            case,
            user,
            by=by,
            on=timezone.localdate(item.begins_at),
            reason=reason,
            role=InvolvementRole.GUEST,
            task=f"Bespreking op {item.when}",
            begins_at=item.begins_at,
            ends_at=item.ends_at,
        )
    participant.save()
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="agenda_item", subject_ids=[item.pk])
    return participant


@transaction.atomic
def move_discussion(
    item: AgendaItem,
    *,
    by: User,
    lock_version: int,
    begins_at: datetime,
    ends_at: datetime,
    place: str,
    chair: User,
) -> AgendaItem:
    """To another hour or place; the rights of who is there for this item only go along. Raises Conflict."""
    case = locked(item.case)
    item = lock_unchanged(item, lock_version)
    _check_may_change(item)
    if begins_at != item.begins_at:
        _check_came_to_nothing(item, "begin")
        _check_lies_ahead(begins_at)
    _check_is_not_over(ends_at)
    item.begins_at, item.ends_at, item.place, item.chair = begins_at, ends_at, place, chair
    item.lock_version += 1
    full_clean(item)
    _check_sits_at_the_table(item, chair)
    item.save(update_fields=["begins_at", "ends_at", "place", "chair", "lock_version"])
    if not item.participants.filter(user=chair).exists():
        AgendaParticipant.objects.create(item=item, case=case, user=chair)
    for guest in _guests_of(item):
        assert guest.involvement
        move_seat(guest.involvement, by=by, begins_at=begins_at, ends_at=ends_at, task=f"Bespreking op {item.when}")
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="agenda_item", subject_ids=[item.pk])
    return item


@transaction.atomic
def cancel_discussion(item: AgendaItem, *, by: User, reason: str) -> None:
    """It does not take place, or is broken off: whoever was there for it only, reads no more."""
    case = locked(item.case)
    item = _locked_and_ahead(item)
    _check_came_to_nothing(item, "reason")
    item.cancelled_at, item.cancelled_by, item.cancelled_reason = timezone.now(), by, reason
    item.lock_version += 1
    full_clean(item)
    item.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason", "lock_version"])
    for guest in _guests_of(item):
        assert guest.involvement
        end_seat(
            locked_and_running(guest.involvement), by=by, on=timezone.localdate(), reason="De bespreking gaat niet door"
        )
    record(EventType.ENDED, by=by, case_id=case.pk, subject="agenda_item", subject_ids=[item.pk])


@transaction.atomic
def note_attendance(
    item: AgendaItem,
    *,
    by: User,
    lock_version: int,
    there: Iterable[AgendaParticipant],
    missed: Iterable[Organisation],
) -> AgendaItem:
    """Who was there, of who was expected, and which organisations were missed. Raises Conflict."""
    case = locked(item.case)
    item = lock_unchanged(item, lock_version)
    if not item.may_note_attendance:
        raise CannotPlan("Deze bespreking is nog niet begonnen, of is afgezegd.")
    numbers = [participant.pk for participant in there]
    expected = item.participants.expected()
    expected.update(was_there=False)
    expected.filter(pk__in=numbers).update(was_there=True)
    organisations = {organisation.pk for organisation in missed}
    item.missed.exclude(organisation__in=organisations).delete()
    known = set(item.missed.values_list("organisation", flat=True))
    MissedOrganisation.objects.bulk_create(
        MissedOrganisation(item=item, case=case, organisation_id=number) for number in sorted(organisations - known)
    )
    item.lock_version += 1
    item.save(update_fields=["lock_version"])
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="agenda_item", subject_ids=[item.pk])
    return item


def _locked_and_ahead(item: AgendaItem) -> AgendaItem:
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    _check_may_change(item)
    return item


def _check_may_change(item: AgendaItem) -> None:
    if not item.may_change:
        raise CannotPlan("Deze bespreking is afgelopen of afgezegd.")


def _check_came_to_nothing(item: AgendaItem, field: str) -> None:
    """What was decided was decided then: it may end sooner or later, and took place."""
    if item.came_to_something:
        raise CannotPlan(
            {field: "Hier is al iets besloten of afgesproken. Alleen het einde en de plaats kunnen anders."}
        )


def _check_lies_ahead(begins_at: datetime) -> None:
    if begins_at <= timezone.now():
        raise CannotPlan({"begin": "Dit moment is voorbij. Kies een moment in de toekomst."})


def _check_is_not_over(ends_at: datetime) -> None:
    """Also one that lasts already can only end later than now."""
    if ends_at <= timezone.now():
        raise CannotPlan({"end": "Dit moment is voorbij. Kies een later einde, of zeg de bespreking af."})


def _check_sits_at_the_table(item: AgendaItem, chair: User) -> None:
    if not _sits_all_the_time(item, chair):
        raise CannotPlan({"chair": f"{chair} zit dan niet aan tafel. Kies een andere voorzitter."})


def _sits_all_the_time(item: AgendaItem, user: User) -> bool:
    """At the table from before the begin until after the end."""
    seats = item.case.involvements.seated().filter(
        user=user, period__startswith__lte=timezone.localdate(item.begins_at)
    )
    return seats.filter(
        Q(begins_at=None) | Q(begins_at__lte=item.begins_at), Q(ends_at=None) | Q(ends_at__gte=item.ends_at)
    ).exists()


def _guests_of(item: AgendaItem) -> list[AgendaParticipant]:
    """Who is there for this item only, and was not sent away."""
    guests = item.participants.filter(involvement__isnull=False, involvement__ended_by=None)
    return list(guests.select_related("involvement__case__legal_frame").order_by("pk"))
