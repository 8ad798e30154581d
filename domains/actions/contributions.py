"""What an organisation brings to the joint picture: written as a draft, then released. What is released stands."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from cases.actions import Seen, locked, note_down, note_first_contribution
from cases.models import Audience, Case, Observation, Regime
from domains.models import Contribution, ContributionWords
from domains.models.contribution import TEXTS
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_rows import row_to_lock
from familienetwerk.audit.models import EventType, record
from familienetwerk.locking import lock_unchanged

type Fact = Seen | Observation  # seen for the first time, or in the case already


class AlreadyWriting(ValidationError):
    """The author has a draft in this case that was not released yet."""

    def __init__(self) -> None:
        super().__init__("U hebt al een concept in deze casus. Schrijf daarin verder.")


class ContributionIsReleased(ValidationError):
    """A released contribution stands; who sees it otherwise now adds a new one."""

    def __init__(self) -> None:
        super().__init__("Deze bijdrage is vrijgegeven en blijft zoals zij is. Schrijf een nieuwe bijdrage.")


class NotYourContribution(ValidationError):
    """A draft is its author's alone to change."""

    def __init__(self) -> None:
        super().__init__("Alleen wie dit concept schreef, kan het wijzigen of vrijgeven.")


class ContributionIsEmpty(ValidationError):
    """Nothing was said yet."""

    def __init__(self) -> None:
        super().__init__("Schrijf minstens één onderdeel voordat u vrijgeeft.")


class Words(TypedDict, total=False):
    """What a contribution says, under which law it came about, and for whom it is."""

    concern: str
    explanation: str
    strengths: str
    tried: str
    possibilities: str
    regime: Regime
    audience: Audience
    named: list[int]


@transaction.atomic
def write_contribution(
    case: Case, *, by: User, observations: Iterable[Fact] = (), **words: Unpack[Words]
) -> Contribution:
    """A draft for the own organisation, with the facts it stands on. Nobody outside it sees the draft."""
    case = locked(case)
    if Contribution.objects.filter(case=case).drafts_of(by).exists():
        raise AlreadyWriting
    says, rest = _parted(words)
    contribution = Contribution.objects.create(case=case, organisation=by.organisation, author=by, **rest)
    ContributionWords.objects.create(contribution=contribution, **says)
    _bring(contribution, observations)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="contribution", subject_ids=[contribution.pk])
    return contribution


@transaction.atomic
def change_contribution(
    contribution: Contribution,
    *,
    by: User,
    lock_version: int,
    observations: Iterable[Fact] = (),
    **words: Unpack[Words],
) -> Contribution:
    """Write on in the own draft; these are its facts now. Raises Conflict when it was saved elsewhere meanwhile."""
    _locked_draft(contribution, by=by)
    contribution = lock_unchanged(contribution, lock_version)
    says, rest = _parted(words)
    for name, value in rest.items():
        setattr(contribution, name, value)
    contribution.lock_version += 1
    contribution.save(update_fields=[*rest, "lock_version"])
    ContributionWords.objects.update_or_create(contribution=contribution, defaults=says)
    _bring(contribution, observations)
    record(
        EventType.CHANGED, by=by, case_id=contribution.case_id, subject="contribution", subject_ids=[contribution.pk]
    )
    return contribution


@transaction.atomic
def release_contribution(contribution: Contribution, *, by: User, on: date) -> Contribution:
    """Put it on the table, with its facts, for the audience it names. The clock of this organisation has begun."""
    contribution = _locked_draft(contribution, by=by)
    if not contribution.words.says_something:
        raise ContributionIsEmpty
    contribution.observations.filter(released_at=None).update(released_at=Now())
    Contribution.objects.filter(pk=contribution.pk).update(released_at=Now())
    note_first_contribution(contribution.case, contribution.organisation, on=on)
    record(EventType.SHARED, by=by, case_id=contribution.case_id, subject="contribution", subject_ids=[contribution.pk])
    contribution.refresh_from_db(fields=["released_at"])
    return contribution


@transaction.atomic
def discard_contribution(contribution: Contribution, *, by: User) -> None:
    """Throw away the own draft and the facts that only stood there."""
    contribution = _locked_draft(contribution, by=by)
    _bring(contribution, ())
    case_id, pk = contribution.case_id, contribution.pk
    contribution.delete()
    record(EventType.ENDED, by=by, case_id=case_id, subject="contribution", subject_ids=[pk])


def _locked_draft(contribution: Contribution, *, by: User) -> Contribution:
    """The draft, locked, with its case open to change."""
    locked(contribution.case)
    contribution = row_to_lock(contribution, "case", "organisation", "words")
    if not contribution.is_draft:
        raise ContributionIsReleased
    if contribution.author_id != by.pk:
        raise NotYourContribution
    return contribution


def _parted(words: Words) -> tuple[dict[str, Any], dict[str, Any]]:
    """What it says, and the rest: they stand apart."""
    return (
        {name: value for name, value in words.items() if name in TEXTS},
        {name: value for name, value in words.items() if name not in TEXTS},
    )


def _bring(contribution: Contribution, facts: Iterable[Fact]) -> None:
    """These facts and no others: new ones share its audience; earlier rows that were only a draft here, go."""
    facts = list(facts)
    kept = [fact for fact in facts if isinstance(fact, Observation)]
    stale = contribution.observations.filter(released_at=None).exclude(pk__in=[fact.pk for fact in kept])
    dropped = list(stale)
    added = [_drafted(contribution, fact) for fact in facts if isinstance(fact, Seen)]
    contribution.observations.set([*kept, *added])
    for observation in dropped:
        observation.delete()


def _drafted(contribution: Contribution, seen: Seen) -> Observation:
    """A fact of the own organisation, for who reads the contribution; a draft as long as that is one."""
    return note_down(
        contribution.case,
        by=contribution.author,
        organisation=contribution.organisation,
        regime=contribution.regime,
        audience=contribution.audience,
        named=contribution.named,
        nature=seen.nature,
        text=seen.text,
        observed_on=seen.observed_on,
        source=seen.source,
    )
