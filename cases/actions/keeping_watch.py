"""Each night: rights are compared with involvements, and what ended by itself is tidied up."""

from datetime import date

from django.db import transaction

from cases.actions.leaving import note_what_ran_out
from cases.differences import differences
from cases.models import PermissionCheck
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.outbox.actions import promise
from familienetwerk.outbox.periodic import once_per

PERMISSION_DIFFERENCES = "permission_differences"


@transaction.atomic
def keep_watch(*, today: date) -> PermissionCheck | None:
    """Once a night, however often it is asked. A difference is told to every privacy officer, in numbers."""
    if not once_per("keep_watch", f"{today:%Y-%m-%d}"):
        return None
    note_what_ran_out(today=today)
    with acting_as(Errand.CHECKING):
        found = sum(1 for _ in differences(today=today))
    check = PermissionCheck.objects.create(differences=found)
    if found:
        for user_id in User.objects.active().with_role(Role.PRIVACY_OFFICER).values_list("pk", flat=True):
            promise(PERMISSION_DIFFERENCES, user_id, f"{PERMISSION_DIFFERENCES}:{check.pk}:{user_id}", by=None)
    record(EventType.DECIDED, by=None, subject="permission_check", subject_ids=[check.pk], page="keep_watch")
    return check
