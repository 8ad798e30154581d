"""What a migration adds is drawn into Django's picture of the models; that leads to the same tables."""

from contextlib import nullcontext

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RemoveConstraint,
    RemoveField,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState, StateApps

from familienetwerk.migrating import drawing_what_is_added
from familienetwerk.second_line.management.commands import migrate
from tests.databases import lead_to, logged_in_as_owner

SCHEMA = """
SELECT attrelid::regclass::text, attname, format_type(atttypid, atttypmod), attnotnull::text,
    pg_get_expr(adbin, adrelid)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND relkind IN ('r', 'p', 'v')
UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated::text, NULL
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT tablename, indexname, indexdef, NULL, NULL FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), NULL, NULL
FROM pg_trigger WHERE NOT tgisinternal
"""


A_FIELD = AddField("Case", "visited_by", models.ForeignKey("accounts.User", models.PROTECT))
A_CONSTRAINT = AddConstraint("Case", models.CheckConstraint(name="is_new", condition=models.Q(pk__gt=0)))
NO_CONSTRAINT = RemoveConstraint("Member", "member_leaves_after_being_added")
AN_INDEX = AddIndex("Case", models.Index(fields=["stage"], name="by_stage"))
A_WORD = AlterField("Case", "name", models.CharField(max_length=3))
NO_WORD = RemoveField("Case", "name")
NO_POINTER = RemoveField("Member", "works_at")
A_MODEL = CreateModel("Visit", [("id", models.BigAutoField(primary_key=True)), ("case", A_FIELD.field)])


@pytest.fixture(scope="module")
def today() -> ProjectState:
    """As all migrations leave it."""
    return MigrationLoader(None).project_state()


@pytest.mark.parametrize(
    ("operation", "times"),
    [
        *((A_MODEL, 1), (A_FIELD, 0), (A_CONSTRAINT, 0), (NO_CONSTRAINT, 0), (AN_INDEX, 0)),
        *((A_WORD, 1), (NO_WORD, 1), (NO_POINTER, 1)),
    ],
)
def test_what_is_added_is_drawn_as_django_would_and_nothing_else_is_drawn(
    operation: Operation, times: int, today: ProjectState, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, rendered = today.clone(), []
    state.apps = StateApps(state.real_apps, state.models)
    render = StateApps.render_multiple
    monkeypatch.setattr(
        StateApps, "render_multiple", lambda apps, models: (rendered.extend(models), render(apps, models))
    )

    with drawing_what_is_added():
        operation.state_forwards("cases", state)

    assert len(rendered) == times
    assert described(state.apps) == described(StateApps(state.real_apps, state.models))


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_django_makes_the_same_tables_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every column, constraint, index and trigger."""
    drawn, name = schema(), connection.settings_dict["NAME"]
    monkeypatch.setattr(migrate, "drawing_what_is_added", nullcontext)

    with logged_in_as_owner():
        with connection._nodb_cursor() as cursor:
            cursor.execute("CREATE DATABASE the_long_road")
        lead_to("the_long_road")
        call_command("migrate", verbosity=0)
        long = schema()
        lead_to(name)

    assert drawn == long


def schema() -> set[tuple[str | None, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        return set(cursor.fetchall())


def described(apps: StateApps) -> dict[str, object]:
    return {model._meta.label: described_model(model, apps) for model in apps.get_models(include_auto_created=True)}


def described_model(model: type[models.Model], apps: StateApps) -> tuple[object, ...]:
    """With what points at it from elsewhere."""
    fields = {
        (field.name, type(field).__name__, label_of(field.related_model, apps)) for field in model._meta.get_fields()
    }
    lines = [line.deconstruct() for line in (*model._meta.constraints, *model._meta.indexes)]
    return fields, lines


def label_of(model: type[models.Model] | None, apps: StateApps) -> str:
    """Which model a field leads to; “once” when that is one of which a newer was drawn."""
    if not model:
        return ""
    return model._meta.label if apps.get_model(model._meta.label) is model else f"{model._meta.label} once"
