"""Promising the PDF of a version, and keeping it: made once."""

from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction

from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.outbox.actions import promise, try_again
from familienetwerk.outbox.models import Job, JobState
from interventions.models import Plan, PlanDocument

PLAN_PDF = "plan_pdf"


class CannotPrint(ValidationError):
    """Only a version that no longer changes goes on paper."""

    def __init__(self) -> None:
        super().__init__("Alleen een vastgestelde versie gaat op papier. Stel het plan eerst vast.")


@transaction.atomic
def ask_for_pdf(plan: Plan, *, by: User) -> Job:
    """Promise the PDF of this version; asking again gives the same promise, and failed work a new try.

    When somebody was restricted since it was made, it is promised anew.
    """
    if plan.is_open:
        raise CannotPrint
    job = promise(PLAN_PDF, plan.pk, _key(plan), by=by)
    if job.may_be_tried_again:
        Job.objects.filter(pk=job.pk).update(asked_by=by)  # who asked first may no longer see the case
        try_again(job, by=by)
    record(EventType.PRINTED, by=by, case_id=plan.case_id, subject="plan", subject_ids=[plan.pk], page="ask_for_pdf")
    return job


@transaction.atomic
def keep_pdf(plan: Plan, pdf: bytes, *, by: User, read_at: datetime) -> PlanDocument:
    """Store the PDF with its version. Called by the worker, in the transaction that says that the promise was kept."""
    PlanDocument.objects.filter(plan=plan).delete()  # the database lets go of nothing but paper of before
    seal = {"size": len(pdf), "sha256": sha256(pdf).hexdigest()}
    return PlanDocument.objects.create(plan=plan, pdf=pdf, made_at=read_at, asked_by=by, **seal)


def _key(plan: Plan) -> str:
    """Of the promise that stands, or of the next when its paper no longer does."""
    promised = list(Job.objects.for_subject(PLAN_PDF, plan.pk))
    if not promised:
        return f"{PLAN_PDF}:{plan.pk}"
    is_kept = promised[0].state == JobState.DONE
    if is_kept and not PlanDocument.objects.standing().filter(plan=plan).exists():
        return f"{PLAN_PDF}:{plan.pk}:{len(promised) + 1}"
    return promised[0].key
