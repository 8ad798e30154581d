"""Cases that somebody opened in an emergency."""

from datetime import timedelta

from django.utils import timezone

from cases import actions
from cases.models import Case, EmergencyAccess, Grant
from familienetwerk.accounts.models import User

TODAY = timezone.localdate()
HOUR = timedelta(hours=1)
REASON = "Er is nu iemand in huis met een mes, de kinderen zijn alleen."


def opened(case: Case, user: User) -> EmergencyAccess:
    access = actions.open_in_emergency(case.number, by=user, on=TODAY, reason=REASON)
    assert access
    return access


def ran_out(access: EmergencyAccess) -> None:
    now = timezone.now()
    Grant.objects.filter(pk=access.grant_id).update(period=(now - 2 * HOUR, now - HOUR))
