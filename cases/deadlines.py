"""From terms to dates: working days with the Dutch holidays (Algemene termijnenwet 3), months. No clock."""

from calendar import monthrange
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

# How long each takes; a local agreement, not a law.
ANSWERING = 5  # working days for a question, or for an invitation to the table
TRIAGE = 15  # working days from the start of an intake, or from taking it up again, to the decision
MEMBER_REVIEW = 6  # months until we ask again whether a person still belongs in the case
LAST_REVIEW = 1  # year: nobody is in a case, untold or parked for longer without somebody looking again


@cache
def free_days() -> "HolidayBase":
    """Of the Netherlands. Loaded when first counted with: the calendars of the whole world come with them."""
    from holidays import country_holidays  # noqa: PLC0415

    return country_holidays("NL", categories=("public", "optional"))  # optional: 5 May, each year


def working_days_after(day: date, number: int) -> date:
    """The nth working day after this day; the day itself does not count."""
    found: date = free_days().get_nth_working_day(day, number)
    return found


def is_working_day(day: date) -> bool:
    """Neither Saturday, Sunday nor a Dutch holiday."""
    return bool(free_days().is_working_day(day))


def months_after(day: date, number: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
