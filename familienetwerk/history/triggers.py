"""The triggers that keep versions: they write what the app's role may not, and nothing turns them off."""

import pghistory
import pgtrigger
from django.db import models
from pghistory.trigger import Event as EventTrigger
from pgtrigger import compiler

from familienetwerk.history.version import Model, RowEvent


class AsTheOwner(compiler.UpsertTriggerSql):
    """The trigger as SQL: it writes as the owner of the tables, and nothing turns it off."""

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = pg_catalog, public AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$;
            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE TRIGGER {pgid} {when} {operation} ON {table} {referencing}
                FOR EACH {level} EXECUTE FUNCTION {execute};
            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class KeepVersion(EventTrigger):
    """One statement for all rows of a statement: thousands of rows at once cost little more than one."""

    def get_func(self, model: Model) -> pgtrigger.Func:
        alias = {"OLD": "old_values", "NEW": "new_values"}[self.row]
        columns = [field.column for field in kept_fields(self.event_model)]
        said: dict[str | None, str] = {"pgh_created_at": "statement_timestamp()", "pgh_label": f"'{self.label}'"}
        said["pgh_obj_id"] = f'{alias}."{model._meta.pk.column}"'
        said |= {column: f'{alias}."{column}"' for column in columns}
        into, values = ", ".join(f'"{column}"' for column in said), ", ".join(said.values())
        table = self.event_model._meta.db_table
        return pgtrigger.Func(
            f'INSERT INTO "{table}" ({into}) SELECT {values} '
            f"FROM (SELECT {alias}.* FROM {{cond_{alias}}}) AS {alias}; RETURN NULL;"
        )

    def compile(self, model: Model) -> compiler.Trigger:
        plain = super().compile(model)
        return compiler.Trigger(name=plain.name, sql=AsTheOwner(**plain.sql.kwargs))


class Tracker(pghistory.RowEvent):
    def add_event_trigger(self, event_model: type[RowEvent]) -> None:
        trigger = KeepVersion(
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
            level=pgtrigger.Statement,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


class Inserted(Tracker, pghistory.InsertEvent):
    pass


class Updated(Tracker, pghistory.UpdateEvent):
    pass


class Deleted(Tracker, pghistory.DeleteEvent):
    pass


def kept_fields(event_model: type[RowEvent]) -> list[models.Field]:  # type: ignore[type-arg]
    """Those that the row itself has."""
    own = {field.name for field in event_model.pgh_tracked_model._meta.fields}
    return [field for field in event_model._meta.fields if field.name in own]
