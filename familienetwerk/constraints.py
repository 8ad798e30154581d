"""Asks what Model.full_clean asks, in fewer questions: nearly every action begins with it.

Django asks about each check apart, puts a savepoint before it each time, and looks up every row that a key leads to.
"""

from collections.abc import Collection

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, transaction
from django.db.models import BooleanField, CheckConstraint, ForeignKey, Model, Q, Value
from django.db.models.constraints import BaseConstraint
from django.db.models.functions import Coalesce
from django.db.models.sql import Query
from django.db.models.sql.constants import SINGLE


def full_clean(row: Model, *, exclude: Collection[str] = ()) -> None:
    """As the method of that name, and with the same errors."""
    errors: dict[str, list[ValidationError]] = {}
    excluded = set(exclude)
    for step in (clean_fields, clean, validate_unique, validate_constraints):
        try:
            step(row, excluded)
        except ValidationError as error:
            error.update_error_dict(errors)
            excluded |= errors.keys() - {NON_FIELD_ERRORS}
    if errors:
        raise ValidationError(errors)


def clean_fields(row: Model, excluded: set[str]) -> None:
    row.clean_fields(exclude=excluded | _keys_to_what_was_read(row))


def clean(row: Model, _: set[str]) -> None:
    row.clean()


def validate_unique(row: Model, excluded: set[str]) -> None:
    row.validate_unique(exclude=excluded)


def validate_constraints(row: Model, excluded: set[str]) -> None:
    """Only when something is broken, Django looks for what, and for its sentence."""
    checks = [rule for rule in row._meta.constraints if isinstance(rule, CheckConstraint)]
    others = [rule for rule in row._meta.constraints if not isinstance(rule, CheckConstraint)]
    if not (_all_hold(checks, row, excluded) and all(_holds(rule, row, excluded) for rule in others)):
        row.validate_constraints(exclude=excluded)


def _keys_to_what_was_read(row: Model) -> set[str]:
    """Nobody needs to ask whether a row is there that is in hand; its key is a constraint of the table all the same."""
    keys = [field for field in row._meta.fields if isinstance(field, ForeignKey) and field.is_cached(row)]
    read = {key.name: getattr(row, key.name) for key in keys}
    return {name for name, other in read.items() if other and other.pk and not other._state.adding}


def _all_hold(checks: list[CheckConstraint], row: Model, excluded: set[str]) -> bool:
    """As CheckConstraint.validate asks it of one."""
    asked = [check for check in checks if not check._expression_refs_exclude(type(row), check.condition, excluded)]  # type: ignore[attr-defined]
    query = Query(None)
    values = row._get_field_expression_map(meta=row._meta, exclude=excluded)  # type: ignore[attr-defined]
    for name, value in values.items():
        query.add_annotation(value, name, select=False)
    query.add_annotation(Value(1), "all_hold")
    query.add_q(Q(*(Coalesce(check.condition, Value(value=True), output_field=BooleanField()) for check in asked)))
    try:
        with transaction.atomic():
            return query.get_compiler(DEFAULT_DB_ALIAS).execute_sql(SINGLE) is not None
    except DatabaseError:  # a value that PostgreSQL cannot read
        return False


def _holds(rule: BaseConstraint, row: Model, excluded: set[str]) -> bool:
    try:
        rule.validate(type(row), row, exclude=excluded)
    except ValidationError:
        return False
    return True
