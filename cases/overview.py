"""What the first page of a case shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from cases.models import Case
from cases.table import Table
from familienetwerk.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Overview:
    table: Table

    @classmethod
    def of(cls, case: Case, *, user: User, today: date) -> Self:
        may_ask = case.access.coordinates and not case.is_read_only  # type: ignore[attr-defined]
        return cls(table=Table.of(case, today=today, may_ask=may_ask))
