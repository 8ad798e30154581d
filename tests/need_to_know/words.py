"""What the pieces of a random world say."""

import re
from collections.abc import Iterable
from typing import Any

from cases.models import Case, Observation, ObservationWords
from documents.models import Category, Document, DocumentContent
from domains.models import (
    Assessment,
    Contact,
    ContactKind,
    ContactWords,
    Contribution,
    ContributionWords,
    DomainScore,
    SharedConclusion,
)
from interventions.models import ActionItem, ActionKind, ActionWords
from tests.factories import TODAY
from tests.plan_factories import a_life_domain

BATCH = 2000
SAID = re.compile(r"Woorden van (\w+) (\d+)\.")
LOCKED = b"\x01" + bytes(80)  # a file that nobody opens here


def text_of(row: Any) -> str:
    """A canary: by its words one knows which piece was read."""
    return f"Woorden van {row._meta.model_name} {row.pk}."


def said_in(shown: object) -> set[tuple[str, int]]:
    """Of which pieces the words stand somewhere in it."""
    return {(kind, int(pk)) for kind, pk in SAID.findall(str(shown))}


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
    SharedConclusion.objects.bulk_create(
        (SharedConclusion(assessment=row, text=f"Woorden van conclusion {row.pk}.") for row in rows), BATCH
    )


def say_title(rows: Iterable[Document]) -> None:
    file = {"category": Category.LETTER, "dated_on": TODAY, "extension": "pdf", "size": 1, "file_key": LOCKED}
    DocumentContent.objects.bulk_create(
        (
            DocumentContent(
                document=row,
                title=text_of(row),
                member=getattr(row, "told_of", None),
                file_name="brief.pdf",
                sha256="0" * 64,
                stored_as=f"wereld-{row.pk}",
                **file,
            )
            for row in rows
        ),
        BATCH,
    )


def say_action(rows: Iterable[ActionItem]) -> None:
    ActionWords.objects.bulk_create(
        (ActionWords(action=row, what=text_of(row), kind=ActionKind.CARE) for row in rows), BATCH
    )


def sister_key(case: Case) -> str:
    """Of her own, so that a search finds her or nobody."""
    return f"zoe{case.number.removeprefix('W-')}"
