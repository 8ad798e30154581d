"""Seats and rights that have an end."""

from datetime import timedelta

from django.utils import timezone

from cases import actions
from cases.models import Case, Grant, GrantLevel, Involvement
from cases.periods import period_of
from familienetwerk.accounts.models import Organisation, User

NOW = timezone.now()
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
HOUR = timedelta(hours=1)


def a_seat(case: Case, user: User, **fields) -> Involvement:
    filled = {"by": case.started_by, "on": TODAY, "reason": "Vervanging"} | fields
    return actions.start_involvement(case, user, **filled)


def ran_out(seat: Involvement) -> None:
    """As if its end came an hour ago: the clock cannot be turned, so the row and its right are."""
    ended, begun = NOW - HOUR, NOW - 50 * HOUR
    period = period_of((TODAY - timedelta(days=3)), ended)
    Involvement.objects.filter(pk=seat.pk).update(ends_at=ended, period=period)
    Grant.objects.filter(involvement=seat).update(period=(begun, ended))


def end_the_frame(case: Case, on, *, by: User) -> None:
    actions.end_frame(case.legal_frame, by=by, on=on, today=TODAY)


def a_right(case: Case, holder: User | Organisation, period, **fields) -> Grant:
    filled = {
        "level": GrantLevel.READ,
        "purpose": "FAMILY_APPROACH",
        "legal_basis": "Gemeentewet 172",
        "reason": "Waarneming",
        "granted_by": case.started_by,
    } | fields
    return Grant.objects.create(case=case, principal=holder.principal, period=period, **filled)
