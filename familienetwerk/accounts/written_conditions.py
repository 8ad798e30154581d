"""Conditions whose SQL Django writes down once: who is restricted to some, who holds what (ADR 32).

They stand in nearly every question. Who asks is a blank in them, and so are the columns of the row they are asked of.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, ClassVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS
from django.db.models import BooleanField, Exists, Expression, F, QuerySet
from django.db.models.sql import Query

from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_once import (
    Blank,
    Blanks,
    Kind,
    Somebody,
    Written,
    is_blank,
    numbers_of,
    refuse_moments,
)
from familienetwerk.db import Probe

type Sought = Callable[..., QuerySet[Any]]
FIRST, LAST = "K", "S"  # letters that Django gives to no table of its own


class ExistsOnce(Expression):
    """Whether `sought(asker, *about, column, …)` holds any row. Columns by name: of the row, or by way of a relation.

    A column is a blank for `sought`, and stands in the rows that it gives, not in what those ask in turn.
    """

    template: ClassVar[str] = Exists.template

    def __init__(self, sought: Sought, asker: User | None, *columns: str, about: tuple[Hashable, ...] = ()) -> None:
        super().__init__(output_field=BooleanField())
        self.sought, self.asker, self.about = sought, asker, about
        self.columns: list[Any] = [F(column) for column in columns]

    @property
    def identity(self) -> tuple[Hashable, ...]:
        return (type(self), self.sought, self.asker and id(self.asker), self.about, *self.columns)

    def get_source_expressions(self) -> list[Any]:
        return self.columns

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        self.columns = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        prefix = beside(compiler.query.alias_prefix)
        kind = self.asker and Kind.of(self.asker)
        written = write_condition(self.sought, kind, self.about, len(self.columns), prefix)
        rows = written.sql.format(*(compiler.compile(column)[0] for column in self.columns))
        return self.template % {"subquery": rows}, self.filled_in(written.params)

    def filled_in(self, params: tuple[Any, ...]) -> tuple[Any, ...]:
        """Blank as they are, in a question that is written down itself."""
        if self.asker is None or is_blank(self.asker):
            return params
        numbers = numbers_of(self.asker)
        return tuple(numbers[param.name] if isinstance(param, Blank) else param for param in params)


class ProbeOnce(ExistsOnce):
    """As familienetwerk.db.Probe: looked up for each row."""

    template = Probe.template


def beside(prefix: str) -> str:
    """A letter for the tables of a condition, which the question around it does not have for its own."""
    return chr(ord(prefix) + 1) if FIRST <= prefix < LAST else FIRST


@lru_cache(maxsize=500)
def write_condition(
    sought: Sought, kind: Kind | None, about: tuple[Hashable, ...], columns: int, prefix: str
) -> Written:
    """With `{0}`, `{1}` … for the columns."""
    names = [f"column {place}" for place in range(columns)]
    query = sought(kind and Somebody.of_kind(kind), *about, *map(Blanks, names)).query.exists()
    give_prefix(query, prefix)
    try:
        sql, params = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    except EmptyResultSet:
        return Written("SELECT 1 WHERE FALSE", ())
    refuse_moments(params)
    pieces = sql.replace("{", "{{").replace("}", "}}").split("%s")
    places = {Blank(name): f"{{{place}}}" for place, name in enumerate(names)}
    marks = [places.get(param, "%s") if isinstance(param, Blank) else "%s" for param in params]
    text = "".join(chain(*zip(pieces, [*marks, ""], strict=True)))
    return Written(text, tuple(param for param, mark in zip(params, marks, strict=True) if mark == "%s"))


def give_prefix(query: Query, prefix: str) -> None:
    query.alias_prefix = chr(ord(prefix) - 1)
    around = Query(None)
    around.alias_prefix = query.alias_prefix
    query.bump_prefix(around)
