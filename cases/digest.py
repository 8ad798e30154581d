"""The digest: one mail a day with what is due, in numbers and links, without a single personal detail (FR-192)."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from cases.actions.reminders import told_until
from cases.models import Deadline
from familienetwerk.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing to do, as the mail says it."""

    case_number: str
    what: str
    due_on: date
    is_late: bool


def digest_for(user: User, *, today: date) -> EmailMessage | None:
    """The mail of this day for this user; None when nothing is due (any more)."""
    due = Deadline.objects.due_by(told_until(today)).for_work_list_of(user).select_related("case").by_date()
    lines = [
        Line(
            case_number=deadline.case.number,
            what=deadline.get_kind_display(),
            due_on=deadline.due_on,
            is_late=deadline.due_on < today,
        )
        for deadline in due
    ]
    if not lines or not user.is_active:
        return None
    context = {"lines": lines, "link": settings.SITE_URL + reverse("cases:work_list"), "today": today}
    subject = f"familienetwerk: {len(lines)} {'taak vraagt' if len(lines) == 1 else 'taken vragen'} uw aandacht"
    return EmailMessage(subject, render_to_string("emails/digest.txt", context), to=[user.email])
