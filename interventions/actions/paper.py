"""Promising the PDF of a version, and keeping it: made once."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Self

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.actions import kept_off_paper_in, moment_in
from cases.models import Case
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

    When somebody was restricted, or the names of workers were shielded, since it was made, it is promised anew.
    """
    if plan.is_open:
        raise CannotPrint
    job = promise(PLAN_PDF, plan.pk, _key(plan), by=by)
    if job.may_be_tried_again:
        Job.objects.filter(pk=job.pk).update(asked_by=by)  # who asked first may no longer see the case
        try_again(job, by=by)
    record(EventType.PRINTED, by=by, case_id=plan.case_id, subject="plan", subject_ids=[plan.pk], page="ask_for_pdf")
    return job


@dataclass(frozen=True)
class Reading:
    """When what stands on paper was read, and what was kept off it then."""

    at: datetime
    kept_off: frozenset[tuple[str, int, datetime | None]]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """Before the first row is read."""
        return cls(at=moment_in(plan.case), kept_off=kept_off_paper_in(plan.case))


@transaction.atomic
def keep_pdf(plan: Plan, pdf: bytes, *, by: User, reading: Reading) -> PlanDocument | None:
    """Store the PDF with its version. Called by the worker, in the transaction that says that the promise was kept.

    None when somebody was restricted or names were shielded since it was read. Who does so holds the case, so not now.
    """
    Case.objects.select_for_update(no_key=True).get(pk=plan.case_id)
    if kept_off_paper_in(plan.case) != reading.kept_off:
        return None
    PlanDocument.objects.filter(plan=plan).delete()  # the database lets go of nothing but paper of before
    seal = {"size": len(pdf), "sha256": sha256(pdf).hexdigest()}
    return PlanDocument.objects.create(plan=plan, pdf=pdf, made_at=reading.at, asked_by=by, **seal)


def _key(plan: Plan) -> str:
    """Of the promise that stands, or of the next when its paper no longer does."""
    promised = list(Job.objects.for_subject(PLAN_PDF, plan.pk))
    if not promised:
        return f"{PLAN_PDF}:{plan.pk}"
    is_kept = promised[0].state == JobState.DONE
    if is_kept and not PlanDocument.objects.standing().filter(plan=plan).exists():
        return f"{PLAN_PDF}:{plan.pk}:{len(promised) + 1}"
    return promised[0].key
