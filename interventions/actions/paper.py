"""Promising the PDF of a version, and keeping it: made once."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction

from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.outbox.actions import promise, try_again
from familienetwerk.outbox.models import Job
from interventions.models import Plan, PlanDocument

PLAN_PDF = "plan_pdf"


class CannotPrint(ValidationError):
    """Only a version that no longer changes goes on paper."""

    def __init__(self) -> None:
        super().__init__("Alleen een vastgestelde versie gaat op papier. Stel het plan eerst vast.")


@transaction.atomic
def ask_for_pdf(plan: Plan, *, by: User) -> Job:
    """Promise the PDF of this version; asking again gives the same promise, and failed work a new try."""
    if plan.is_open:
        raise CannotPrint
    job = promise(PLAN_PDF, plan.pk, f"{PLAN_PDF}:{plan.pk}", by=by)
    if job.may_be_tried_again:
        Job.objects.filter(pk=job.pk).update(asked_by=by)  # who asked first may no longer see the case
        try_again(job, by=by)
    record(EventType.PRINTED, by=by, case_id=plan.case_id, subject="plan", subject_ids=[plan.pk], page="ask_for_pdf")
    return job


@transaction.atomic
def keep_pdf(plan: Plan, pdf: bytes, *, by: User) -> PlanDocument:
    """Store the PDF with its version. Called by the worker, in the transaction that says that the promise was kept."""
    return PlanDocument.objects.create(plan=plan, pdf=pdf, size=len(pdf), sha256=sha256(pdf).hexdigest(), asked_by=by)
