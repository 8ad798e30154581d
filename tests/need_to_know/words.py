"""What the pieces of a random world say."""

from collections.abc import Iterable
from typing import Any

from cases.models import Observation, ObservationWords
from domains.models import Assessment, Contact, ContactKind, ContactWords, Contribution, ContributionWords, DomainScore
from tests.plan_factories import a_life_domain

BATCH = 2000


def text_of(row: Any) -> str:
    """A canary: by its words one knows which piece was read."""
    return f"Woorden van {row._meta.model_name} {row.pk}."


def say_observation(rows: Iterable[Observation]) -> None:
    ObservationWords.objects.bulk_create((ObservationWords(observation=row, text=text_of(row)) for row in rows), BATCH)


def say_words(rows: Iterable[Contribution]) -> None:
    ContributionWords.objects.bulk_create(
        (ContributionWords(contribution=row, concern=text_of(row)) for row in rows), BATCH
    )


def say_contact(rows: Iterable[Contact]) -> None:
    ContactWords.objects.bulk_create(
        (ContactWords(contact=row, kind=ContactKind.VISIT, said=text_of(row)) for row in rows), BATCH
    )


def say_score(rows: Iterable[Assessment]) -> None:
    area = a_life_domain()
    DomainScore.objects.bulk_create(
        (DomainScore(assessment=row, life_domain=area, situation=text_of(row)) for row in rows), BATCH
    )
