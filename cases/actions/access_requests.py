"""Asking for access, and what the coordinator says to that. Whoever asks learns nothing until somebody answers."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.actions.course import locked
from cases.actions.involvement import start_involvement
from cases.models import AccessRequest, Case, Involvement, InvolvementRole
from cases.periods import end_of
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record

MOST_OPEN = 10
MOST_DAYS = 90


class CannotAskAccess(ValidationError):
    """This question for access cannot be asked or answered; the text says why."""


@transaction.atomic
def ask_access(number: str, *, by: User, reason: str) -> AccessRequest:
    """Nothing is looked up: the work is the same whether the case exists or not. Twice the same question is one."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # sent twice at once it is one question all the same
    of_user = AccessRequest.objects.asked_by_user(by).open()
    if of_user.count() >= MOST_OPEN:
        raise CannotAskAccess(f"U hebt al {MOST_OPEN} vragen openstaan. Wacht op antwoord.")
    asked = of_user.filter(number=number).first()
    asked = asked or AccessRequest.objects.create(number=number, asked_by=by, reason=reason)
    record(EventType.CREATED, by=by, subject="access_request", subject_ids=[asked.pk])
    return asked


@transaction.atomic
def grant_access(case: Case, asked: AccessRequest, *, by: User, on: date, until: date) -> Involvement:
    """The asker reads along until this day, and then no more."""
    case = locked(case)
    asked = _locked_and_open(asked)
    if asked.asked_by_id == by.pk:  # or an end that another set would be moved this way
        raise CannotAskAccess("Dit is uw eigen vraag. Een andere regisseur beantwoordt haar.")
    if until > on + timedelta(days=MOST_DAYS):
        raise CannotAskAccess({"until": f"Geef toegang voor hoogstens {MOST_DAYS} dagen."})
    if not asked.asked_by.may(Power.ANSWER_QUESTIONS):
        raise CannotAskAccess("Dit account werkt niet meer aan casussen.")
    asked.involvement = start_involvement(
        case,
        asked.asked_by,
        by=by,
        on=on,
        reason=asked.reason,
        role=InvolvementRole.READER,
        ends_at=end_of(until),
    )
    _decide(asked, case, by=by)
    return asked.involvement


@transaction.atomic
def decline_access(case: Case, asked: AccessRequest, *, by: User, answer: str) -> None:
    asked = _locked_and_open(asked)
    asked.answer = answer
    _decide(asked, case, by=by)


def _locked_and_open(asked: AccessRequest) -> AccessRequest:
    rows = AccessRequest.objects.select_for_update(of=("self",)).select_related("asked_by__organisation")
    asked = rows.get(pk=asked.pk)
    if not asked.is_open:
        raise CannotAskAccess("Deze vraag is al beantwoord.")
    return asked


def _decide(asked: AccessRequest, case: Case, *, by: User) -> None:
    asked.decided_by, asked.decided_at = by, timezone.now()
    asked.save(update_fields=["decided_by", "decided_at", "involvement", "answer"])
    record(EventType.DECIDED, by=by, case_id=case.pk, subject="access_request", subject_ids=[asked.pk])
