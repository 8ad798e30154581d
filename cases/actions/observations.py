"""Writing down what was seen or said; and disputing it: the words of who disputes stay beside it."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.course import locked
from cases.actions.sharing import recall
from cases.models import Case, Observation, ObservationWords, PieceKind
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean


def note_down(case: Case, *, by: User, text: str, source: str = "", **facts: Any) -> Observation:
    """In one transaction of the caller: that there is something, and apart from it what it says."""
    observation = Observation.objects.create(case=case, author=by, **facts)
    ObservationWords.objects.create(observation=observation, text=text, source=source)
    return observation


@transaction.atomic
def dispute_observation(observation: Observation, *, by: User, on: date, disputed_by: str, text: str) -> Observation:
    """Somebody says that it is not so; the text itself is never struck out (FR-057, AVG 16)."""
    case = locked(observation.case)
    words = ObservationWords.objects.select_for_update().get(observation=observation)
    words.disputed_on, words.disputed_by, words.disputed_text = on, disputed_by, text
    full_clean(words)
    words.save(update_fields=["disputed_on", "disputed_by", "disputed_text"])
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="observation", subject_ids=[observation.pk])
    recall(
        case, PieceKind.OBSERVATION, subject_id=observation.pk, by=by, on=on, reason="Iemand is het hier niet mee eens."
    )
    return observation
