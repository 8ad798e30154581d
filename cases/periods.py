"""From days to moments: a day begins and ends at midnight in the Netherlands, and a right ends at a moment."""

from datetime import date, datetime, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

DAY = timedelta(days=1)


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The first moment after it."""
    return start_of(day + DAY)


def period_of(on: date, ends_at: datetime | None) -> DateRange:
    """The days from `on` that this moment still belongs to."""
    if ends_at is None:
        return DateRange(on, None)
    local = timezone.localtime(ends_at)
    return DateRange(on, local.date() if local.time() == time.min else local.date() + DAY)
