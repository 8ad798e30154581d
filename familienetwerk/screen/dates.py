"""Dates as Dutch people type them: 23-11-2026 first, and seven other ways. An error names the part that is wrong."""

import re
from calendar import isleap, monthrange
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

MONTHS = {
    "januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6,
    "juli": 7, "augustus": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
}  # fmt: skip
MONTH_NAMES = list(MONTHS)
FIRST_YEAR, LAST_YEAR = 1900, 2100
EXAMPLE = "Vul een datum in als 23-11-2026."


class NotADate(ValueError):
    """The text is no date; the message says which part is wrong."""


def read_date(text: str, *, today: date) -> date:
    """23-11-2026, 23/11/2026, 23.11.2026, 23 11 2026, 23112026, 23-11-26, 23 november 2026 or 2026-11-23."""
    day, month, year = parts_of(text.strip().lower())
    return checked(day, month_number(month), full_year(year, today=today))


def parts_of(text: str) -> tuple[str, str, str]:
    text = re.sub(r"^(maan|dins|woens|donder|vrij|zater|zon)dag\s+|^(ma|di|wo|do|vr|za|zo)\.?\s+", "", text)
    if match := re.fullmatch(r"(\d{2})(\d{2})(\d{4})", text):
        return match[1], match[2], match[3]
    parts = [part for part in re.split(r"[\s./,-]+", text) if part]
    if len(parts) == 2:
        raise NotADate(f"Het jaar ontbreekt. {EXAMPLE}")
    if len(parts) != 3:
        raise NotADate(f"Dit is geen datum. {EXAMPLE}")
    if re.fullmatch(r"\d{4}", parts[0]):
        parts.reverse()
    return parts[0], parts[1], parts[2]


def month_number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    found = [number for name, number in MONTHS.items() if len(text) >= 3 and name.startswith(text)]
    if text in {"mrt", "mar"}:
        found = [3]
    if len(found) != 1:
        raise NotADate(f"De maand “{text}” bestaat niet. {EXAMPLE}")
    return found[0]


def full_year(text: str, *, today: date) -> int:
    """26 is 2026; two figures further than twenty years ahead belong to the last century."""
    if not text.isdecimal() or len(text) not in {2, 4}:
        raise NotADate(f"Het jaar “{text}” klopt niet. Schrijf het jaar met vier cijfers.")
    year = int(text)
    if len(text) == 2:
        century = today.year - today.year % 100
        year += century if century + year <= today.year + 20 else century - 100
    return year


def checked(day: str, month: int, year: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADate(f"Het jaar {year} klopt niet. Vul een jaar in van {FIRST_YEAR} tot en met {LAST_YEAR}.")
    if not 1 <= month <= 12:
        raise NotADate(f"De maand {month} bestaat niet. Vul een maand in van 1 tot en met 12.")
    if not day.isdecimal():
        raise NotADate(f"De dag “{day}” klopt niet. {EXAMPLE}")
    days, name = monthrange(year, month)[1], MONTH_NAMES[month - 1]
    if not 1 <= int(day) <= days:
        when = f" {year}" if month == 2 and not isleap(year) else ""
        raise NotADate(f"De dag {int(day)} bestaat niet: {name}{when} heeft {days} dagen.")
    return date(year, month, int(day))


def years_after(day: date, years: int) -> date:
    """The same day; of 29 February the day before, in other years."""
    month_length = monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, month_length))


def midnight(day: date) -> datetime:
    """The moment at which this day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


class DutchDateField(forms.DateField):
    """A typed date. No calendar to click through; the keyboard of a phone shows figures."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "14", "class": "date"})

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "Bijvoorbeeld 23-11-2026.")
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            return read_date(str(value), today=timezone.localdate())
        except NotADate as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d-%m-%Y") if isinstance(value, date) else value


class PastDateField(DutchDateField):
    """A day on which something happened: today at the latest."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > timezone.localdate():
            raise ValidationError("De datum ligt in de toekomst. Vul een datum in tot en met vandaag.", code="future")


class ComingDateField(DutchDateField):
    """A day on which something must be done: today at the earliest, and not so far away that the year must be wrong."""

    def __init__(self, *, years: int = 5, **options: Any) -> None:
        super().__init__(**options)
        self.years = years

    def validate(self, value: Any) -> None:
        super().validate(value)
        today = timezone.localdate()
        if value and value < today:
            raise ValidationError("De datum ligt in het verleden. Vul een datum in vanaf vandaag.", code="past")
        if value and value > (last := years_after(today, self.years)):
            raise ValidationError(
                f"De datum ligt meer dan {self.years} jaar vooruit. Vul een datum in tot en met {last:%d-%m-%Y}.",
                code="far",
            )


class HourField(forms.TimeField):
    """At what time, as 15:30 or 15.30."""

    widget = forms.TextInput(attrs={"size": "6", "class": "date", "autocomplete": "off", "inputmode": "decimal"})
    default_error_messages = {"invalid": "Vul een tijd in als 15:30."}

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M"], help_text="Bijvoorbeeld 15:30.", **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value
