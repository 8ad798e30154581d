"""A mark of its own in every text that somebody typed about a family, and in every version of it.

A mark is `kn<table>a<row>a<column>kn`: letters and figures only, so that it survives whatever a page does to a text.
"""

import os
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

import psycopg
from django.apps import apps
from django.db import connection, models

from cases.models import Case
from familienetwerk.history.models import EVENT_MODELS

type Model = type[models.Model]

MARK = re.compile(r"kn(\d+)a(\d+)a(\d+)kn", re.IGNORECASE)
TYPED = "getyptqx"  # in what is typed in the tests: from there it may have gone on to a log or a promise
OF_CASES = ("cases", "domains", "interventions", "documents")
OF_OFFICERS = ("breaches", "oversight")
HOLD_TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
# What holds text and gets no mark: no words of anybody, or locked, or a key by which the app finds the row.
NO_WORDS = {
    *("AccessRequest.number", "Affected.case_number", "Suspicion.case_number", "LogSignal.case_number", "Case.number"),
    *("Member.name_key", "Member.given_key"),  # made of the name; searched, never shown
    *("Bsn.number", "Bsn.mark", "DocumentContent.file_key"),
    *("DocumentContent.extension", "DocumentContent.sha256", "DocumentContent.stored_as"),
    *("PlanDocument.pdf", "PlanDocument.sha256", "SharedPiece.digest"),
    "Passing.subject",  # the kind of item
}
TABLES = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') "
    "AND NOT relispartition ORDER BY relname"
)
NARROWED = (  # in the demo every action is for everybody
    "ALTER TABLE interventions_actionitem DISABLE TRIGGER USER; "
    "UPDATE interventions_actionitem SET audience = CASE id % 3 WHEN 0 THEN 'COORDINATORS' ELSE 'OWN_ORGANISATION' END "
    "WHERE id % 3 < 2; "
    "ALTER TABLE interventions_actionitem ENABLE TRIGGER USER"
)


@cache
def tables() -> list[Model]:
    """Those that reach a case, or are of officers, and hold text; and their versions. Always in the same order."""
    own = [model for app in (*OF_CASES, *OF_OFFICERS) for model in models_of(app)]
    wanted = [model for model in own if is_of_officers(model) or path_to_case(model)]
    marked = sorted((model for model in wanted if texts(model)), key=lambda model: model._meta.label)
    return marked + [version for version in EVENT_MODELS if version.pgh_tracked_model in marked]


def is_of_officers(model: Model) -> bool:
    return model._meta.app_label in OF_OFFICERS


def versions_of(model: Model) -> Model | None:
    """Of which table this one holds the versions."""
    return getattr(model, "pgh_tracked_model", None)


def texts(model: Model) -> list[models.Field]:
    """What somebody typed; of a version the same columns."""
    of = versions_of(model) or model
    typed = [field for field in of._meta.concrete_fields if holds_words(of, field)]
    return typed if of is model else [model._meta.get_field(field.name) for field in typed]


def holds_words(model: Model, field: models.Field) -> bool:
    """Also in a list; not what is chosen from one."""
    held = getattr(field, "base_field", field)
    return isinstance(held, HOLD_TEXT) and not held.choices and f"{model.__name__}.{field.name}" not in NO_WORDS


def path_to_case(model: Model) -> str:
    """Of lookups, `goal__plan__case`; empty for what belongs to no case, `pk` for the case itself."""
    if model is Case:
        return "pk"
    for field in model._meta.concrete_fields:
        target = field.remote_field.model if field.remote_field and not field.many_to_many else None
        if target is Case:
            return field.name
    for field in model._meta.concrete_fields:
        target = field.remote_field.model if field.remote_field else None
        is_another_of_ours = isinstance(target, type) and target is not model and target._meta.app_label in OF_CASES
        if is_another_of_ours and (further := path_to_case(target)):
            return f"{field.name}__{further}"
    return ""


def models_of(app: str) -> Iterator[Model]:
    return (model for model in apps.get_app_config(app).get_models() if model._meta.managed)


def release(database: str) -> int:
    """Put a mark behind every text that is not empty, past every rule, as the owner; in how many rows that is."""
    with as_owner_of(database) as connected:
        connected.execute(NARROWED)
        return sum(max(connected.execute(said).rowcount, 0) for said in marking())


def marking() -> Iterator[str]:
    for place, model in enumerate(tables()):
        table, key = model._meta.db_table, model._meta.pk.column
        yield f'ALTER TABLE "{table}" DISABLE TRIGGER USER'
        marks = {field: f"'kn{place}a' || \"{key}\" || 'a{column}kn'" for column, field in enumerate(texts(model))}
        filled = ", ".join(
            f'"{field.column}" = CASE WHEN "{field.column}" <> \'\' THEN '
            f"left(\"{field.column}\", {(field.max_length or 100_000) - 24}) || ' ' || {mark} "
            f'ELSE "{field.column}" END'
            for field, mark in marks.items()
        )
        yield f'UPDATE "{table}" SET {filled}'
        yield f'ALTER TABLE "{table}" ENABLE TRIGGER USER'


def as_owner_of(database: str) -> psycopg.Connection:
    owner, login = urlsplit(os.environ["DATABASE_OWNER_URL"]), connection.settings_dict
    server = {"host": login["HOST"], "port": login["PORT"] or None, "dbname": database}
    return psycopg.connect(**server, user=owner.username, password=owner.password, autocommit=True)


def marks_in(text: str) -> set[tuple[int, int, int]]:
    return {(int(table), int(row), int(column)) for table, row, column in MARK.findall(text)}


def texts_without_a_mark() -> list[str]:
    """In no row at all: then nobody can come across it, and no leak of it would be seen."""
    found = []
    for place, model in enumerate(tables()):
        if versions_of(model):
            continue
        for column, field in enumerate(texts(model)):
            mark = rf"kn{place}a\d+a{column}kn"
            if not model._base_manager.filter(**{f"{field.name}__regex": mark}).exists():
                found.append(f"{model.__name__}.{field.name}")
    return found


def elsewhere() -> Iterator[tuple[str, str]]:
    """Every table that got no mark, with all it holds as one text; as the owner, who may look into all of them."""
    marked = {model._meta.db_table for model in tables()}
    with as_owner_of(connection.settings_dict["NAME"]) as connected:
        for (table,) in connected.execute(TABLES).fetchall():
            if table not in marked:
                rows = connected.execute(f'SELECT held::text FROM "{table}" held').fetchall()
                yield table, "\n".join(row for (row,) in rows)
