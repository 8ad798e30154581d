"""Who may do something on behalf of another: recorded once, and from then on only its end changes."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from familienetwerk.accounts.models import Mandate, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean


class NotOnesOwn(ValidationError):
    """What somebody may do for another, a third writes down."""

    def __init__(self) -> None:
        super().__init__("Uw eigen mandaat wijzigt een ander.")


@transaction.atomic
def record_mandate(*, by: User, **fields: Any) -> Mandate:
    """From its first day on it holds; when access rests on it, the holder opens cases only while it does."""
    mandate = Mandate(recorded_by=by, **fields)
    full_clean(mandate, exclude=["recorded_at"])
    mandate.save()
    record(EventType.CREATED, by=by, subject="mandate", subject_ids=[mandate.pk])
    return mandate


@transaction.atomic
def change_mandate(mandate: Mandate, *, by: User, valid_until: date | None, is_ground_for_access: bool) -> Mandate:
    """Sooner or later over than was said before; or access rests on something else from now on."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if mandate.user_id == by.pk:
        raise NotOnesOwn
    mandate.valid_until, mandate.is_ground_for_access = valid_until, is_ground_for_access
    full_clean(mandate, exclude=["recorded_at"])
    mandate.save(update_fields=["valid_until", "is_ground_for_access"])
    record(EventType.CHANGED, by=by, subject="mandate", subject_ids=[mandate.pk])
    return mandate
