"""Brings catalogue.yaml into the database, as often as one likes: only what differs is written, no card is deleted.

The one module besides actions that writes: it speaks for the file and not for a user, so there is no `by=`.
"""

from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction

from interventions.catalogue_file import CATALOGUE, CatalogueIsWrong, read
from interventions.catalogue_rows import CODED, OWNED, Ids, code_of, parts_of, rows_of


@dataclass
class Changes:
    """What loading did to the database."""

    created: int = 0
    updated: int = 0
    archived: int = 0
    parts: int = 0  # sentences, steps and links that came or went

    def __bool__(self) -> bool:
        return any((self.created, self.updated, self.archived, self.parts))

    def __str__(self) -> str:
        return f"{self.created} nieuw, {self.updated} bijgewerkt, {self.archived} gearchiveerd"


@transaction.atomic
def load(path: Path = CATALOGUE) -> Changes:
    """Make the catalogue in the database equal to the file, or raise CatalogueIsWrong and change nothing."""
    catalogue = read(path)
    rows = list(rows_of(catalogue))
    complain(rows)
    changes = Changes()
    ids: Ids = {model: bring_rows(model, [row for row in rows if isinstance(row, model)], changes) for model in CODED}
    parts = list(parts_of(catalogue, ids))
    complain(parts)
    for model, (owner, owner_model) in OWNED.items():
        wanted = [part for part in parts if isinstance(part, model)]
        bring_parts(model, {f"{owner}__in": ids[owner_model].values()}, wanted, changes)
    return changes


def complain(rows: list[models.Model]) -> None:
    if problems := [problem for row in rows for problem in problems_of(row)]:
        raise CatalogueIsWrong(problems)


def problems_of(row: models.Model) -> list[str]:
    """What the fields say of this row: unknown choices, texts that are too long, addresses that are none."""
    relations = [field.name for field in row._meta.concrete_fields if field.is_relation]
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        where = f"{row._meta.verbose_name} “{row}”"
        return [f"{where}, {name}: {' '.join(said)}" for name, said in error.message_dict.items()]
    return []


def bring_rows(model: type[models.Model], wanted: list[models.Model], changes: Changes) -> dict[str, int]:
    """Create, update or archive the rows of one coded table; answers which code has which id."""
    fields = [field.name for field in model._meta.concrete_fields if not (field.primary_key or field.generated)]
    there = {code_of(row): row for row in model._default_manager.select_for_update().order_by("pk")}
    fresh, changed = [], []
    for row in wanted:
        old = there.pop(code_of(row), None)
        if old is None:
            fresh.append(row)
            continue
        row.pk = old.pk
        if any(getattr(row, name) != getattr(old, name) for name in fields):
            changed.append(row)
    gone = [row.pk for row in there.values() if not vars(row)["is_archived"]]
    model._default_manager.bulk_create(fresh)
    if changed:
        model._default_manager.bulk_update(changed, [name for name in fields if name != CODED[model]])
    model._default_manager.filter(pk__in=gone).update(is_archived=True)
    changes.created += len(fresh)
    changes.updated += len(changed)
    changes.archived += len(gone)
    return {code_of(row): row.pk for row in wanted}


def bring_parts(
    model: type[models.Model], owners: dict[str, object], wanted: list[models.Model], changes: Changes
) -> None:
    """Make what hangs under these owners equal to the file; owners that left the file keep what they had."""
    fields = [field.attname for field in model._meta.concrete_fields if not (field.primary_key or field.generated)]
    there = {tuple(row[1:]): row[0] for row in model._default_manager.filter(**owners).values_list("pk", *fields)}
    fresh = [row for row in wanted if there.pop(tuple(vars(row)[name] for name in fields), None) is None]
    model._default_manager.filter(pk__in=there.values()).delete()
    model._default_manager.bulk_create(fresh)
    changes.parts += len(fresh) + len(there)
