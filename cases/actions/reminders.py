"""Each morning: who must be reminded, one digest each, promised once a day however often it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from cases.deadlines import is_working_day, working_days_after
from cases.models import Deadline
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.outbox.actions import promise
from familienetwerk.outbox.periodic import once_per

DIGEST = "digest"
AHEAD = timedelta(days=3)  # what is due within these days is in the mail too


def told_until(today: date) -> date:
    """Up to this day, what is due is in the mail of today: also what comes before there is another mail."""
    return max(today + AHEAD, working_days_after(today, 1))


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """What waits outside the cases: for whom, and how many. The mail says the number and where they stand."""

    what: str
    users: Callable[[date], models.QuerySet[User]]
    number: Callable[[User, date], int]
    page: str  # name of its address


BESIDE_DEADLINES: list[Reminder] = []  # apps above cases add theirs


@transaction.atomic
def promise_digests(*, today: date) -> int:
    """Promise a digest to everybody with work due; returns how many. The second time on a day it promises nothing.

    On working days only: nobody is called to work on a free day, and the next mail holds all that came due.
    """
    if not is_working_day(today) or not once_per(DIGEST, f"{today:%Y-%m-%d}"):
        return 0
    with acting_as(Errand.DIGEST):
        users = list(users_to_remind(today=today).values_list("pk", flat=True))
    for user_id in users:
        promise(DIGEST, user_id, f"{DIGEST}:{today:%Y-%m-%d}:{user_id}", by=None)
    record(EventType.SENT, by=None, subject=DIGEST, subject_ids=users, page="promise_digests")
    return len(users)


def users_to_remind(*, today: date) -> models.QuerySet[User]:
    """Active users who have something due, by name or at the desk of their organisation, or that waits elsewhere."""
    due = Deadline.objects.due_by(told_until(today))
    mine = due.filter(Q(user=OuterRef("pk")) | Q(user=None, organisation=OuterRef("organisation_id")))
    wanted = Q(Exists(mine))
    for reminder in BESIDE_DEADLINES:
        wanted |= Q(pk__in=reminder.users(today).values("pk"))
    return User.objects.active().filter(wanted).order_by("pk")
