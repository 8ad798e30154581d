"""One organisation's look at one subject on one day: written as a draft, then released. What is released stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from cases.actions import locked, note_first_contribution, set_deadline, settle_deadline
from cases.models import Audience, Case, DeadlineKind, Household, Member, Regime
from domains.models import Assessment, DomainScore, LifeDomain, SharedConclusion
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_rows import row_to_lock
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean
from familienetwerk.locking import lock_unchanged


@dataclass(frozen=True, kw_only=True)
class ScoreGiven:
    """One life domain as somebody filled it in. Without a score it is not assessed, which is never a fault."""

    life_domain: LifeDomain
    score: int | None = None
    target: int | None = None
    situation: str = ""
    information_on: date | None = None
    source: str = ""
    necessity: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.score or self.target or self.situation)

    @property
    def lacks_necessity(self) -> bool:
        return self.says_something and self.life_domain.is_sensitive and not self.necessity.strip()


class AssessmentIsReleased(ValidationError):
    """A released assessment stands; who sees it otherwise now makes a new one."""

    def __init__(self) -> None:
        super().__init__("Deze beoordeling is vrijgegeven en blijft zoals zij is. Maak een nieuwe beoordeling.")


class NotYourAssessment(ValidationError):
    """A draft is its author's alone to change."""

    def __init__(self) -> None:
        super().__init__("Alleen wie dit concept schreef, kan het wijzigen of vrijgeven.")


class AssessmentIsEmpty(ValidationError):
    """Nothing was said of any life domain."""

    def __init__(self) -> None:
        super().__init__("Beoordeel minstens één leefgebied voordat u vrijgeeft.")


class NecessityIsMissing(ValidationError):
    """Who says something of a sensitive domain says why it is needed."""

    def __init__(self, life_domain: LifeDomain) -> None:
        super().__init__(f"{life_domain} is gevoelig: schrijf in één zin waarom u dit nodig hebt.")


class Facts(TypedDict, total=False):
    """About whom, when, for whom."""

    member: Member | None
    household: Household | None
    assessed_on: date
    next_on: date | None
    conclusion: str
    regime: Regime
    audience: Audience
    named: list[int]


@transaction.atomic
def write_assessment(case: Case, *, by: User, scores: Sequence[ScoreGiven], **facts: Unpack[Facts]) -> Assessment:
    """A draft of the own organisation about a member, a household or the whole network."""
    case, conclusion = locked(case), facts.pop("conclusion", "")
    assessment = Assessment(case=case, organisation=by.organisation, author=by, **facts)
    full_clean(assessment)
    assessment.save()
    _conclude(assessment, conclusion)
    _give(assessment, scores)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="assessment", subject_ids=[assessment.pk])
    return assessment


@transaction.atomic
def change_assessment(
    assessment: Assessment, *, by: User, lock_version: int, scores: Sequence[ScoreGiven], **facts: Unpack[Facts]
) -> Assessment:
    """Write on in the own draft; these are its scores now. Raises Conflict when it was saved elsewhere meanwhile."""
    _locked_draft(assessment, by=by)
    assessment = lock_unchanged(assessment, lock_version)
    if (conclusion := facts.pop("conclusion", None)) is not None:
        _conclude(assessment, conclusion)
    for name, value in facts.items():
        setattr(assessment, name, value)
    assessment.lock_version += 1
    full_clean(assessment)
    assessment.save()
    _give(assessment, scores)
    record(EventType.CHANGED, by=by, case_id=assessment.case_id, subject="assessment", subject_ids=[assessment.pk])
    return assessment


@transaction.atomic
def release_assessment(assessment: Assessment, *, by: User, on: date) -> Assessment:
    """Put it on the table for its audience; the clock of this organisation has begun, and the next look is due."""
    assessment = _locked_draft(assessment, by=by)
    if not assessment.scores.exists():
        raise AssessmentIsEmpty
    Assessment.objects.filter(pk=assessment.pk).update(released_at=Now())
    assessment.refresh_from_db(fields=["released_at"])
    note_first_contribution(assessment.case, assessment.organisation, on=on)
    _set_next_look(assessment, by=by, on=on)
    record(EventType.SHARED, by=by, case_id=assessment.case_id, subject="assessment", subject_ids=[assessment.pk])
    return assessment


@transaction.atomic
def discard_assessment(assessment: Assessment, *, by: User) -> None:
    """Throw the own draft away."""
    assessment = _locked_draft(assessment, by=by)
    case_id, pk = assessment.case_id, assessment.pk
    assessment.delete()
    record(EventType.ENDED, by=by, case_id=case_id, subject="assessment", subject_ids=[pk])


def _locked_draft(assessment: Assessment, *, by: User) -> Assessment:
    """The draft, locked, with its case open to change."""
    locked(assessment.case)
    assessment = row_to_lock(assessment, "case", "organisation")
    if not assessment.is_draft:
        raise AssessmentIsReleased
    if assessment.author_id != by.pk:
        raise NotYourAssessment
    return assessment


def _conclude(assessment: Assessment, text: str) -> None:
    """In one or two sentences for everybody, or nothing."""
    if text:
        SharedConclusion.objects.update_or_create(assessment=assessment, defaults={"text": text})
    else:
        SharedConclusion.objects.filter(assessment=assessment).delete()


def _give(assessment: Assessment, scores: Sequence[ScoreGiven]) -> None:
    """These scores and no others."""
    for score in scores:
        if score.lacks_necessity:
            raise NecessityIsMissing(score.life_domain)
    assessment.scores.all().delete()
    given = [DomainScore(assessment=assessment, **vars(score)) for score in scores if score.says_something]
    for row in given:
        full_clean(row, exclude=["assessment"])
    DomainScore.objects.bulk_create(given)


def _set_next_look(assessment: Assessment, *, by: User, on: date) -> None:
    """The same organisation looks again at the same subject; an earlier appointment for that is met."""
    earlier = Assessment.objects.filter(
        case=assessment.case_id,
        organisation=assessment.organisation_id,
        member=assessment.member_id,
        household=assessment.household_id,
    ).exclude(pk=assessment.pk)
    for pk in earlier.values_list("pk", flat=True):
        settle_deadline(DeadlineKind.REASSESSMENT, subject_id=pk, on=on)
    if assessment.next_on:
        set_deadline(
            assessment.case,
            DeadlineKind.REASSESSMENT,
            subject_id=assessment.pk,
            due_on=assessment.next_on,
            organisation=assessment.organisation,
            user=by,
        )
