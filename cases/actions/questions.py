"""Asking around: what an organisation knows of these people, and what it answers."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.actions.deadlines import set_deadline, settle_deadline
from cases.actions.triage import IntakeIsDecided, locked_in_intake
from cases.models import Answer, Case, DeadlineKind, IntakeQuestion
from cases.participants import why_not_under
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.roles import POWERS, Power, Role
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.constraints import full_clean
from familienetwerk.outbox.actions import promise

REMINDER = "question_reminder"
ANSWERING_ROLES = [role for role in Role if Power.ANSWER_QUESTIONS in POWERS[role]]


class CannotAsk(ValidationError):
    """This question cannot be asked, withdrawn or brought to mind now; the text says why."""


class CannotAnswer(ValidationError):
    """This question cannot be answered so; the text says why."""


@transaction.atomic
def ask_question(
    case: Case, organisation: Organisation, *, by: User, on: date, question: str, due_on: date
) -> IntakeQuestion:
    """Ask one organisation whether it knows these people. It sees their names and the frame, and nothing else."""
    case = locked_in_intake(case)
    if why := why_not_under(case.legal_frame, [organisation]):
        raise CannotAsk({"organisation": why})
    asked = IntakeQuestion(
        case=case, organisation=organisation, question=question, asked_by=by, asked_on=on, due_on=due_on
    )
    full_clean(asked)
    asked.save()
    set_deadline(case, DeadlineKind.QUESTION, subject_id=asked.pk, due_on=due_on, organisation=organisation)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="question", subject_ids=[asked.pk])
    return asked


@transaction.atomic
def withdraw_question(question: IntakeQuestion, *, by: User, on: date) -> None:
    """The question was not needed, or went to the wrong desk; from now on that desk sees nothing of it."""
    question = _locked_open_question(question)
    question.withdrawn_on = on
    question.save(update_fields=["withdrawn_on"])
    settle_deadline(DeadlineKind.QUESTION, subject_id=question.pk, on=on)
    record(EventType.ENDED, by=by, case_id=question.case_id, subject="question", subject_ids=[question.pk])


@transaction.atomic
def remind_of_question(question: IntakeQuestion, *, by: User, on: date) -> int:
    """One mail to everybody who can answer at that desk, at most once a day; returns how many."""
    question = _locked_open_question(question)
    if question.reminded_on == on:
        raise CannotAsk("Deze organisatie kreeg vandaag al een herinnering.")
    desk = User.objects.active().filter(organisation=question.organisation_id, roles__overlap=ANSWERING_ROLES)
    users = list(desk.order_by("pk").values_list("pk", flat=True))
    if not users:
        raise CannotAsk("Bij deze organisatie kan nog niemand inloggen. Bel deze organisatie.")
    question.reminded_on = on
    question.save(update_fields=["reminded_on"])
    for user_id in users:
        promise(REMINDER, user_id, f"{REMINDER}:{question.pk}:{on:%Y-%m-%d}:{user_id}", by=by)
    record(EventType.SENT, by=by, case_id=question.case_id, subject="question", subject_ids=[question.pk])
    return len(users)


@transaction.atomic
def answer_question(question: IntakeQuestion, *, by: User, on: date, answer: Answer, text: str = "") -> IntakeQuestion:
    """Somebody of the asked organisation answers, or changes the answer as long as nothing was decided."""
    case = _lock_its_intake(question)
    question = IntakeQuestion.objects.select_for_update().get(pk=question.pk)
    if by.organisation_id != question.organisation_id or question.is_withdrawn:
        raise CannotAnswer("Deze vraag is niet (meer) aan uw organisatie.")
    if why := why_not_under(case.legal_frame, [by.organisation]):
        raise CannotAnswer(why)
    question.answer, question.answered_by, question.answered_on = answer, by, on
    question.answer_text = "" if answer == Answer.UNKNOWN else text
    with acting_as(Errand.ASKED):
        full_clean(question)
        question.save(update_fields=["answer", "answer_text", "answered_by", "answered_on"])
        settle_deadline(DeadlineKind.QUESTION, subject_id=question.pk, on=on)
    record(EventType.CHANGED, by=by, case_id=question.case_id, subject="question", subject_ids=[question.pk])
    return question


def _lock_its_intake(question: IntakeQuestion) -> Case:
    """Of which who answers does not see the row, and hears no more than that it was decided."""
    with acting_as(Errand.ASKED):
        rows = Case.objects.select_for_update(of=("self",)).select_related("legal_frame")
        case = rows.get(pk=question.case_id)
    if not case.is_in_intake:
        raise IntakeIsDecided(case)
    return case


def _locked_open_question(question: IntakeQuestion) -> IntakeQuestion:
    locked_in_intake(question.case)
    question = IntakeQuestion.objects.select_for_update().get(pk=question.pk)
    if question.is_answered:
        raise CannotAsk("Deze organisatie heeft al geantwoord.")
    if question.is_withdrawn:
        raise CannotAsk("Deze vraag is al ingetrokken.")
    return question
