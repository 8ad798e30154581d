"""Laying a case before the committee that judges lawfulness, and what it advised. Without a name of the family."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.models import Case, LawfulnessReview, Member
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean


class CannotReview(ValidationError):
    """This cannot be laid before the committee, or recorded of it; the text says why."""


@transaction.atomic
def ask_lawfulness(case: Case, *, by: User, on: date, question: str) -> LawfulnessReview:
    """Also of a case at rest: whether it was lawful is asked afterwards too."""
    _refuse_names(case, question, by=by, field="question")
    review = LawfulnessReview(case=case, question=question, asked_on=on, asked_by=by)
    full_clean(review)
    review.save()
    record(EventType.CREATED, by=by, case_id=case.pk, subject="lawfulness", subject_ids=[review.pk])
    return review


@transaction.atomic
def record_advice(review: LawfulnessReview, *, by: User, advice: str, advised_on: date) -> LawfulnessReview:
    review = LawfulnessReview.objects.select_for_update().get(pk=review.pk)
    if review.is_advised:
        raise CannotReview("Het advies is al vastgelegd. Dat blijft staan.")
    if advised_on < review.asked_on:
        raise CannotReview(
            {"advised_on": f"De vraag is van {review.asked_on:%d-%m-%Y}. Kies die dag of een latere dag."}
        )
    review.advice, review.advised_on, review.advice_by = advice, advised_on, by
    full_clean(review)
    review.save(update_fields=["advice", "advised_on", "advice_by"])
    record(EventType.CHANGED, by=by, case_id=review.case_id, subject="lawfulness", subject_ids=[review.pk])
    return review


@transaction.atomic
def follow_up_advice(review: LawfulnessReview, *, by: User, follow_up: str, followed_up_on: date) -> LawfulnessReview:
    """What was done with it, or why it was not followed."""
    review = LawfulnessReview.objects.select_for_update().get(pk=review.pk)
    if not review.waits_for_follow_up:
        raise CannotReview("Er is nog geen advies, of het gevolg is al vastgelegd.")
    if review.advised_on and followed_up_on < review.advised_on:
        raise CannotReview(
            {"followed_up_on": f"Het advies is van {review.advised_on:%d-%m-%Y}. Kies die dag of een latere dag."}
        )
    review.follow_up, review.followed_up_on, review.follow_up_by = follow_up, followed_up_on, by
    full_clean(review)
    review.save(update_fields=["follow_up", "followed_up_on", "follow_up_by"])
    record(EventType.DECIDED, by=by, case_id=review.case_id, subject="lawfulness", subject_ids=[review.pk])
    return review


def _refuse_names(case: Case, text: str, *, by: User, field: str) -> None:
    """Of whom the writer may know; of others a refusal would tell that they are there. Nor of the case."""
    people = Member.objects.filter(case=case).known_to(by).values_list("given_name", "family_name")
    names = [name for both in people for name in both if name]
    if rules.names_the_family(text, names):
        raise CannotReview({field: "Hier staat een naam uit het gezin. De commissie oordeelt zonder namen."})
    if rules.names_the_family(text, [case.name, case.number]):
        raise CannotReview({field: "Hier staat de naam of het nummer van de casus. De commissie krijgt die niet."})
