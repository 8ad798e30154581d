"""Questions whose SQL Django writes down once; who asks is a blank in it, filled in each time (ADR 32).

Of who asks, a question knows here no more than the numbers below, and each is blank. What it asks of a role or a name
fails at once, so that nothing of one user can stay behind in what is written down for all. Words that somebody
looks for are blanks too.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, BooleanField, CharField, Expression, F, QuerySet

from familienetwerk.accounts.models import User

type Question = Callable[..., QuerySet[Any, Any]]
type Asking = Callable[..., list[tuple[Any, ...]]]  # `ask`, or another way to the same answer
type Filling = int | str | bytes | list[int]


class Blank(NamedTuple):
    """Where a number of who asks comes, or a word: which one."""

    name: str


class Blanks(Expression):
    """One, or several to find a number among."""

    kind: ClassVar[Any] = BigIntegerField

    def __init__(self, *names: str) -> None:
        super().__init__(output_field=self.kind())
        self.blanks = tuple(Blank(name) for name in names)

    def __iter__(self) -> Iterator["Blanks"]:
        """One by one, for an array."""
        return (Blanks(blank.name) for blank in self.blanks)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return f"({', '.join(['%s'] * len(self.blanks))})", self.blanks


class Words(Blanks):
    """What somebody looks for."""

    kind = CharField


class Among(Expression):
    """Whether a column is one of the numbers that fill one blank, however many there are."""

    def __init__(self, column: str, name: str) -> None:
        super().__init__(output_field=BooleanField())
        self.column: Any = F(column)
        self.blank = Blank(name)

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        (self.column,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, _ = compiler.compile(self.column)
        return f"{column} = ANY(%s)", (self.blank,)


class Kind(NamedTuple):
    """Of who asks what the words of a question hang on; the rest are numbers."""

    principals: int
    is_looked_through: bool = False
    knows_by_itself: bool = True

    @classmethod
    def of(cls, user: "User | Somebody") -> "Kind":
        if isinstance(user, Somebody):
            return user.kind
        number = len(user.principals) if user.is_active else 0
        return cls(number, user.looker is not None, user.knows_by_itself)


@dataclass(frozen=True)
class Somebody:
    """Who asks, for a question that is written down."""

    pk: Blanks
    organisation_id: Blanks
    own_words_id: Blanks | None
    principals: Blanks | list[int]
    own_names: list[Blanks]
    kind: Kind
    is_active: bool = True  # who is not has no principals

    @classmethod
    def of_kind(cls, kind: Kind) -> User:
        organisation = Blanks("organisation")
        names = [f"principal {place}" for place in range(kind.principals)]
        somebody = cls(
            pk=Blanks("user"),
            organisation_id=organisation,
            own_words_id=None if kind.is_looked_through else organisation,
            principals=Blanks(*names) if names else [],
            own_names=[] if kind.is_looked_through else [Blanks(name) for name in names],
            kind=kind,
        )
        return cast(User, somebody)

    @property
    def looker(self) -> bool | None:
        return self.kind.is_looked_through or None

    @property
    def knows_by_itself(self) -> bool:
        return self.kind.knows_by_itself


class Written(NamedTuple):
    sql: str
    params: tuple[Any, ...]

    def filled_in(self, filling: dict[str, Filling]) -> list[Any]:
        return [filling[param.name] if isinstance(param, Blank) else param for param in self.params]


def ask(question: Question, user: User, *about: Hashable, **filling: Filling) -> list[tuple[Any, ...]]:
    """The rows of `question(user, *about)`, which asks for plain values. One query.

    `filling` is for other blanks that the question has: a case, the rows of a page, words that are looked for.
    """
    written = write_down(question, Kind.of(user), *about)
    return answer(written, user, filling) if written else []


def ask_seldom(question: Question, user: User, *about: Hashable) -> list[tuple[Any, ...]]:
    """As `ask`, but not kept: it would push out what everybody asks."""
    written = write_down.__wrapped__(question, Kind.of(user), *about)
    return answer(written, user, {}) if written else []


def ask_anew(question: Question, user: User, *about: Hashable) -> list[tuple[Any, ...]]:
    """As `ask`, written by Django each time: for what asks of a role, or what moment it is."""
    return list(question(user, *about))


def answer(written: Written, user: User, filling: dict[str, Filling]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(written.sql, written.filled_in(filling | numbers_of(user)))
        return cast(list[tuple[Any, ...]], cursor.fetchall())


def is_blank(asker: User | Somebody) -> bool:
    return isinstance(asker, Somebody)


def numbers_of(user: User) -> dict[str, Filling]:
    """What fills the blanks of who asks."""
    principals: dict[str, Filling] = {f"principal {place}": number for place, number in enumerate(user.principals)}
    return {"user": user.pk, "organisation": user.organisation_id} | principals


@lru_cache(maxsize=500)
def write_down(question: Question, kind: Kind, *about: Hashable) -> Written | None:
    """None: whatever is filled in, no row can answer."""
    rows = question(Somebody.of_kind(kind), *about)
    compiler = rows.query.get_compiler(rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    if any(hasattr(column.output_field, "from_db_value") for column, *_ in compiler.select):
        raise TypeError("A column of this question must be read by Django.")
    refuse_moments(params, told=about)
    return Written(sql, tuple(params))


def refuse_moments(params: Iterable[Any], *, told: Iterable[Hashable] = ()) -> None:
    if any(isinstance(param, datetime) for param in params):
        raise TypeError("A moment in this question would stay what it is now. Ask for Now().")
    if any(isinstance(param, date) for param in params) and not any(isinstance(each, date) for each in told):
        raise TypeError("A day in this question would stay what it is now. Let it be told the day.")
