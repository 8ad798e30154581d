"""Which tables keep what they were: every table of a case, whoever makes it, and what cases rest on.

django-pghistory makes a table of versions for each; only triggers write it, so no route through the app or past it
escapes. A new table, or a field more, asks one `makemigrations history`.
"""

from collections.abc import Iterator
from functools import cache

import pghistory
from django.apps import apps
from django.db import models

from cases.models import AccessRequest, Case, FrameParticipant, LegalFrame
from familienetwerk.accounts.models import Mandate, Municipality, Organisation, User
from familienetwerk.breaches.models import Affected, Breach, Suspicion, Telling
from familienetwerk.history.triggers import Deleted, Inserted, Updated
from familienetwerk.history.version import Model, RowEvent

APPS = ["cases", "documents", "domains", "interventions"]
BESIDE_CASES: list[Model] = [
    *(AccessRequest, FrameParticipant, LegalFrame, Mandate, Municipality, Organisation, User),
    *(Affected, Breach, Suspicion, Telling),
]
SECRETS: dict[Model, list[str]] = {User: ["password", "last_login"]}
NEVER_KEPT = (models.BinaryField, models.GeneratedField)  # files and what is locked; what the database works out


@cache
def tracked_models() -> list[Model]:
    """Every table that reaches a case through its foreign keys, what cases rest on, and the register of breaches."""
    reaching: set[Model] = {Case}
    found = [model for label in APPS for model in apps.all_models[label].values()]
    found = [model for model in found if model._meta.managed and not model._meta.proxy]
    while more := {model for model in found if points_at(model) & reaching} - reaching:
        reaching |= more
    return sorted(reaching | set(BESIDE_CASES), key=lambda model: model._meta.db_table)


def points_at(model: Model) -> set[Model]:
    return {field.remote_field.model for field in model._meta.fields if isinstance(field, models.ForeignKey)}


@cache
def way_to_case(model: Model) -> str:
    """The foreign key through which a row belongs to its case; its own number for the case itself."""
    names = [field.name for field in model._meta.fields]
    if "case" in names:
        return "case"
    of_case = set(tracked_models()) - set(BESIDE_CASES)
    ways = [field.name for field in model._meta.fields if points_at_one_of(field, of_case)]
    return ways[0] if ways else ""


def points_at_one_of(field: models.Field, wanted: set[Model]) -> bool:  # type: ignore[type-arg]
    return isinstance(field, models.ForeignKey) and field.remote_field.model in wanted


def keep_versions() -> Iterator[type[RowEvent]]:
    """Make the table of versions of each."""
    for model in tracked_models():
        way = way_to_case(model)
        secret = [field.name for field in model._meta.fields if isinstance(field, NEVER_KEPT)]
        table = f"history_{model._meta.db_table}"
        yield pghistory.create_event_model(
            model,
            *(Inserted(), Updated(), Deleted()),
            exclude=[*secret, *SECRETS.get(model, [])],
            obj_field=pghistory.ObjForeignKey(related_name="+", related_query_name="+", db_index=True),
            context_field=None,
            append_only=False,
            base_model=RowEvent,
            app_label="history",
            model_name=f"{model.__name__}Event",
            abstract=False,
            meta={
                "db_table": table,
                "indexes": [models.Index(fields=[way], name=f"by_case_{table[8:]}"[:30])] if way else [],
            },
        )
