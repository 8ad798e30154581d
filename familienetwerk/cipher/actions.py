"""Giving everything that is locked the newest key, in pieces: may be broken off and begun again at any moment."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from familienetwerk.behalf import Errand, acting_as
from familienetwerk.cipher.fields import LockedField, MarkField
from familienetwerk.cipher.values import Place, is_locked_with_newest, lock, marks_of, unlock

AT_ONCE = 500


def models_with_locks() -> list[type[Model]]:
    return [model for model in apps.get_models() if locked_columns(model)]


def locked_columns(model: type[Model]) -> list[LockedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, LockedField)]


def rotate(model: type[Model]) -> int:
    """How many rows of this table got the newest key. What is written meanwhile has it already."""
    number, after = 0, 0
    while pks := next_pks(model, after):
        with acting_as(Errand.KEYS):
            number += lock_anew(model._default_manager.filter(pk__in=pks))
        after = pks[-1]
    return number


def next_pks(model: type[Model], after: int) -> list[int]:
    with acting_as(Errand.KEYS):
        return list(model._default_manager.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def lock_anew(rows: QuerySet[Any]) -> int:
    """One transaction; a row that is being changed is waited for."""
    model = rows.model
    columns = [field for field in model._meta.concrete_fields if isinstance(field, LockedField | MarkField)]
    changed = []
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        if changes := dict(new_values(row)):
            for name, value in changes.items():
                setattr(row, name, value)
            changed.append(row)
    model._default_manager.bulk_update(changed, [field.name for field in columns])
    return len(changed)


def new_values(row: Model) -> Iterator[tuple[str, bytes]]:
    """Only those that are not of the newest keys."""
    for field in row._meta.concrete_fields:
        value = bytes(getattr(row, field.attname) or b"") if isinstance(field, LockedField | MarkField) else b""
        if not value:
            continue
        if isinstance(field, MarkField):
            mark = marks_of(unlock(bytes(getattr(row, field.of)), Place.of(row, field.of)).decode())[0]
            if mark != value:
                yield field.attname, mark
        elif not is_locked_with_newest(value):
            place = Place.of(row, field.name)
            yield field.attname, lock(unlock(value, place), place)
