"""Constraints by name: what the database itself refuses."""

from django.conf import settings
from django.db import models
from django.db.migrations import RunSQL
from django.db.models import Exists, F, Func, Q


class Probe(Exists):
    """An EXISTS that is looked up for each row; beside an OR, PostgreSQL would first gather all that it looks for."""

    template = "EXISTS(%(subquery)s OFFSET 0)"


class ClockTime(Func):
    """What time it is now on the one clock that all processes share, also late in a transaction."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


def one_of(field: str, choices: type[models.TextChoices] | type[models.IntegerChoices]) -> models.CheckConstraint:
    """Choices are only a form's business in Django; this makes the database refuse others too."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_is_known",
        condition=Q(**{f"{field}__in": choices.values}),
        violation_error_message="Kies een waarde uit de lijst.",
    )


def one_of_or_empty(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """As one_of, for a text that may stay empty."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_is_known",
        condition=Q(**{f"{field}__in": ["", *choices.values]}),
        violation_error_message="Kies een waarde uit de lijst.",
    )


def some_of(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """Every element of this array field is one of the choices."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_are_known",
        condition=Q(**{f"{field}__contained_by": choices.values}),
        violation_error_message="Kies waarden uit de lijst.",
    )


def both_or_neither(name: str, *fields: str, message: str) -> models.CheckConstraint:
    """These nullable fields are filled together or not at all."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": True for field in fields})
        | Q(**{f"{field}__isnull": False for field in fields}),
        violation_error_message=message,
    )


def filled(field: str) -> models.CheckConstraint:
    """This text may not be empty."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_is_filled",
        condition=~Q(**{field: ""}),
        violation_error_message="Vul dit veld in.",
    )


def not_before(later: str, earlier: str, *, name: str, message: str) -> models.CheckConstraint:
    """The one day does not come before the other; either may be unknown."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{later}__isnull": True})
        | Q(**{f"{earlier}__isnull": True})
        | Q(**{f"{later}__gte": F(earlier)}),
        violation_error_message=message,
    )


def rights_of_the_app() -> list[RunSQL]:
    """What the app's own role may with tables made before and after this: use, never own (deploy/roles.sql)."""
    role = settings.APP_DATABASE_ROLE
    may = "SELECT, INSERT, UPDATE, DELETE"
    return [
        RunSQL(f'GRANT USAGE ON SCHEMA public TO "{role}"', RunSQL.noop),
        RunSQL(f'GRANT {may} ON ALL TABLES IN SCHEMA public TO "{role}"', RunSQL.noop),
        RunSQL(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{role}"', RunSQL.noop),
        RunSQL(f'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {may} ON TABLES TO "{role}"', RunSQL.noop),
        RunSQL(f'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO "{role}"', RunSQL.noop),
    ]


def only_for_the_app(table: str, *rights: str) -> RunSQL:
    """Leave the app's role just these rights on one table or view."""
    role = settings.APP_DATABASE_ROLE
    return RunSQL(
        [f'REVOKE ALL ON {table} FROM "{role}"', f'GRANT {", ".join(rights)} ON {table} TO "{role}"'], RunSQL.noop
    )
