"""Questions that are written once (ADR 32) and that PostgreSQL keeps prepared, for values and for whole rows.

Their plan is the same whoever asks: about one case, or a list whose rows each look up their right or come in the order
in which an index has what one holds. Of other lists it is not: there `written_once.ask` is planned each time.
"""

from collections.abc import Hashable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField, Model, QuerySet

from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_once import (
    Blank,
    Blanks,
    Filling,
    Kind,
    Question,
    Somebody,
    numbers_of,
    refuse_moments,
)
from familienetwerk.prepared import Int8, prepared

type Values = tuple[Any, ...]


@dataclass(frozen=True)
class Statement:
    """Constants stand in its text; only who asks, and about what, is left blank."""

    rows: QuerySet[Any, Any]
    compiler: Any
    sql: str
    blanks: tuple[str, ...]

    def answers(self, filling: dict[str, Filling]) -> list[Values]:
        asked = [filling[name] for name in self.blanks]
        if any(is_no_key(one) for one in asked):
            return []
        with prepared() as cursor:
            cursor.execute(self.sql, [of_one_type(one) for one in asked])
            found: list[Values] = cursor.fetchall()
        return found


def is_no_key(filling: Filling) -> bool:
    """An address may hold any number; no row has this one."""
    return isinstance(filling, int) and filling > BigIntegerField.MAX_BIGINT


def of_one_type(filling: Filling) -> Any:
    if isinstance(filling, list):
        return [Int8(number) for number in filling]
    return Int8(filling) if isinstance(filling, int) else filling


def ask_prepared(question: Question, user: User | None, *about: Hashable, **filling: Filling) -> list[Values]:
    """As written_once.ask, kept prepared: for what has one plan whoever asks. One query."""
    statement = prepare(question, user and Kind.of(user), *about)
    return statement.answers(filling | (numbers_of(user) if user else {})) if statement else []


def rows_in_case(question: Question, user: User | None, *about: Hashable, **filling: Filling) -> list[Any]:
    """The rows of `question(user, *about)` as Django makes them, with what they select along. One query.

    `user`: None for nobody in particular.
    """
    statement = prepare(question, user and Kind.of(user), *about)
    if statement is None:
        return []
    answered = copy(statement.compiler)
    answered.connection = connections[DEFAULT_DB_ALIAS]
    answered.execute_sql = partial(answer, statement, filling | (numbers_of(user) if user else {}))
    rows = statement.rows.all()
    rows.query.get_compiler = lambda **_: answered  # type: ignore[method-assign]
    return list(rows)


def row_to_lock[Row: Model](row: Row, *along: str) -> Row:
    """The row as it is now, locked, with what it names `along`: so most actions begin. One query."""
    for found in rows_in_case(locked_by_number, None, type(row), *along, number=row.pk):
        return cast(Row, found)
    raise type(row).DoesNotExist  # type: ignore[attr-defined]


def locked_by_number(_nobody: None, kind: type[Model], *along: str) -> QuerySet[Model]:
    rows = kind._default_manager.filter(pk=Blanks("number")).select_for_update(of=("self",))
    return rows.select_related(*along) if along else rows


def answer(statement: Statement, filling: dict[str, Filling], **_: Any) -> list[list[Values]]:
    """As SQLCompiler.execute_sql gives it, in one portion."""
    return [statement.answers(filling)]


@lru_cache(maxsize=500)
def prepare(question: Question, kind: Kind | None, *about: Hashable) -> Statement | None:
    """None: whatever is filled in, no row can answer."""
    rows = question(kind and Somebody.of_kind(kind), *about)
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    refuse_moments(params, told=about)
    texts = tuple("%s" if isinstance(param, Blank) else constant(param) for param in params)
    return Statement(rows, compiler, sql % texts, tuple(param.name for param in params if isinstance(param, Blank)))


def constant(param: Any) -> str:
    text: str = connections[DEFAULT_DB_ALIAS].ops.compose_sql("%s", [param])  # type: ignore[attr-defined]
    return text.replace("%", "%%")


def with_case[Row: Model](rows: list[Row], case: Model) -> list[Row]:
    """Each knows its case, and does not ask it again."""
    for row in rows:
        row.case = case  # type: ignore[attr-defined]
    return rows
