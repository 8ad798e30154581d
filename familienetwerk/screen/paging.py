"""Pages of a list that may be long. Nothing is counted beyond the page, since counting judges every row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Protocol, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, QuerySet

PER_PAGE = 100
NEAR = 3  # pages, further than which hardly anybody turns
LAST = 100_000  # a page; what is asked beyond it is somebody's typing


class Count(int):
    """How many there are; cut off, it is only known that there are more."""

    is_cut_off = False

    @classmethod
    def of(cls, rows: QuerySet[Any, Any], *, most: int = PER_PAGE) -> Self:
        """One query, that stops counting after `most` rows."""
        return cls.up_to(rows.order_by().values("pk")[: most + 1].count(), most=most)

    @classmethod
    def of_each(cls, *lists: QuerySet[Any, Any], beside: QuerySet[Any, Any], most: int = PER_PAGE) -> list[Self]:
        """As `of` for each, in one query that also asks for one row of another table."""
        numbers = beside.values_list(*(NumberOf(rows, most) for rows in lists))[0]
        return [cls.up_to(number, most=most) for number in numbers]

    @classmethod
    def up_to(cls, found: int, *, most: int = PER_PAGE) -> Self:
        """Of at least `found` rows, counted no further than one beyond `most`."""
        count = cls(min(found, most))
        count.is_cut_off = found > most
        return count

    def __add__(self, other: int) -> "Count":
        total = Count(int(self) + int(other))
        total.is_cut_off = self.is_cut_off or getattr(other, "is_cut_off", False)
        return total

    def __str__(self) -> str:
        return f"meer dan {int(self)}" if self.is_cut_off else str(int(self))


class NumberOf(Func):
    """How many rows a list has, counted no further than one beyond `most`."""

    template = "coalesce(cardinality(%(expressions)s::bigint[]), 0)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any, Any], most: int) -> None:
        super().__init__(ArraySubquery(rows.order_by().values("pk")[: most + 1]))


class Rows[Row](Protocol):
    """What a page is cut from: a queryset, or several in one order."""

    def __getitem__(self, wanted: slice, /) -> Iterable[Row]: ...


def is_near(wanted: slice) -> bool:
    """Whether it is among the first pages."""
    return bool(wanted.start < NEAR * PER_PAGE)


@dataclass(frozen=True)
class InOneOrder[Row]:
    """Lists of the same columns as one list. Each is cut off before they are put together: no index has them all."""

    parts: Sequence[QuerySet[Any, Row]]
    order: tuple[str, ...]
    may_repeat: bool = False  # the same row in more than one list: it is given once

    def __getitem__(self, wanted: slice, /) -> QuerySet[Any, Row]:
        if len(self.parts) == 1:  # Django's union of one is that one, already cut off
            return self.parts[0].order_by(*self.order)[wanted]
        first, *others = (part.order_by(*self.order)[: wanted.stop] for part in self.parts)
        return first.union(*others, all=not self.may_repeat).order_by(*self.order)[wanted]


@dataclass(frozen=True, kw_only=True)
class LongPage[Row]:
    """A page as components/pagination.html and a view need it; the names are those of Django's Page."""

    rows: Sequence[Row]
    number: int
    has_next: bool
    per_page: int
    goes_on: bool = False  # beyond where the list was cut off

    @classmethod
    def of(
        cls,
        rows: Rows[Row],
        asked: str | None,
        *,
        per_page: int = PER_PAGE,
        as_long_as: Callable[[Row], bool] = lambda _: True,
    ) -> Self:
        """`asked`: the number of the page as an address has it. One query; a page beyond the last is the first.

        `as_long_as`: the list is cut off at the first row of which this is not so.
        """
        number = number_of(asked)
        start = (number - 1) * per_page
        found = list(rows[start : start + per_page + 1])
        near = list(takewhile(as_long_as, found))
        if not near and number > 1:
            return cls.of(rows, None, per_page=per_page, as_long_as=as_long_as)
        return cls(
            rows=near[:per_page],
            number=number,
            has_next=len(near) > per_page,
            per_page=per_page,
            goes_on=len(near) < len(found),
        )

    @property
    def count(self) -> Count:
        """How many rows the whole list has, as far as this page knows."""
        seen = (self.number - 1) * self.per_page + len(self.rows)
        return Count.up_to(seen + self.has_next, most=seen)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        return self.has_previous or self.has_next

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1


def number_of(asked: str | None) -> int:
    """1 for whatever is not the number of a page."""
    return int(asked) if asked and asked.isdecimal() and len(asked) < 10 and 0 < int(asked) <= LAST else 1
