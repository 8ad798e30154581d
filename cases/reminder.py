"""The mail that brings open questions to mind: numbers and a link, without a single personal detail (FR-192)."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import OuterRef, Subquery
from django.template.loader import render_to_string
from django.urls import reverse

from cases.models import Announced, IntakeQuestion
from familienetwerk.accounts.models import User


def reminder_for(user: User) -> EmailMessage | None:
    """What this desk still owes; None when everything was answered meanwhile."""
    unanswered = IntakeQuestion.objects.for_desk_of(user).unanswered().still_of_use()
    number = Subquery(Announced.objects.filter(pk=OuterRef("case_id")).values("number"))
    questions = list(unanswered.annotate(number=number).open_first())
    if not questions or not user.is_active:
        return None
    context = {"questions": questions, "link": settings.SITE_URL + reverse("cases:questions_desk")}
    return EmailMessage(
        "familienetwerk: een vraag wacht op antwoord",
        render_to_string("emails/question_reminder.txt", context),
        to=[user.email],
    )
