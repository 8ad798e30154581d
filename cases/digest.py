"""The digest: one mail a day with what is due, in numbers and links, without a single personal detail (FR-192)."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from cases.actions.reminders import BESIDE_DEADLINES, told_until
from cases.models import Deadline
from cases.work import NUMBER, WORDS
from familienetwerk.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing to do, as the mail says it."""

    case_number: str
    what: str
    due_on: date
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What waits outside the cases, as the mail says it."""

    what: str
    number: int
    link: str


def digest_for(user: User, *, today: date) -> EmailMessage | None:
    """The mail of this day for this user; None when nothing is due (any more)."""
    due = Deadline.objects.due_by(told_until(today)).for_work_list_of(user).by_date()
    lines = [
        Line(case_number=number, what=WORDS[kind], due_on=due_on, is_late=due_on < today)
        for number, kind, due_on in due.values_list(NUMBER, "kind", "due_on")
    ]
    waiting = waiting_elsewhere(user, today=today)
    number = len(lines) + sum(group.number for group in waiting)
    if not number or not user.is_active:
        return None
    link = settings.SITE_URL + reverse("cases:work_list")
    context = {"lines": lines, "waiting": waiting, "link": link, "today": today}
    subject = f"familienetwerk: {number} {'taak vraagt' if number == 1 else 'taken vragen'} uw aandacht"
    return EmailMessage(subject, render_to_string("emails/digest.txt", context), to=[user.email])


def waiting_elsewhere(user: User, *, today: date) -> list[Waiting]:
    groups = [
        Waiting(what=one.what, number=one.number(user, today), link=settings.SITE_URL + reverse(one.page))
        for one in BESIDE_DEADLINES
    ]
    return [group for group in groups if group.number]
