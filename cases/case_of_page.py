"""The case that a page is about, with what its reader holds on it: asked at every page of a case, so written once."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet

from cases.models import Case, LegalFrame
from familienetwerk.accounts.models import Municipality, Organisation, User
from familienetwerk.accounts.written_once import Blanks
from familienetwerk.accounts.written_rows import ask_prepared

BESIDE: dict[str, type[Model]] = {
    "municipality": Municipality,
    "legal_frame": LegalFrame,
    "bringing_organisation": Organisation,
}
HELD = ("level", "emergency_until", "takes_along")


def columns_of(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def opened_by(user: User) -> QuerySet[Case, Any]:
    """All columns of one case and of what stands beside it, and what this user holds on it; no row for a stranger."""
    held = Case.objects.visible_to(user).with_level_of(user).with_emergency_of(user).with_taking_along_of(user)
    beside = [f"{name}__{column}" for name, model in BESIDE.items() for column in columns_of(model)]
    return held.filter(pk=Blanks("case")).values_list(*columns_of(Case), *beside, *HELD)


def case_for(user: User, case_id: int) -> Case | None:
    """With what is HELD; None for who may not know that it exists."""
    if not (rows := ask_prepared(opened_by, user, case=case_id)):
        return None
    values = iter(rows[0])
    case = taken_from(values, Case)
    for name, model in BESIDE.items():
        setattr(case, name, taken_from(values, model))
    for name, value in zip(HELD, values, strict=True):
        setattr(case, name, value)
    return case


def taken_from[Row: Model](values: Iterator[Any], model: type[Row]) -> Row:
    """The next so many values, as a row of this model."""
    columns = columns_of(model)
    return model.from_db(DEFAULT_DB_ALIAS, columns, list(islice(values, len(columns))))
