"""Which period a report is about."""

from datetime import date
from typing import Any

from django import forms

from familienetwerk.reports.selection import Period
from familienetwerk.screen.dates import DutchDateField


class ChoosePeriod(forms.Form):
    """Two days; the first not after the last. Without input: from a year ago to today."""

    first = DutchDateField(label="Eerste signaal vanaf")
    last = DutchDateField(label="Tot en met")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("last", "De laatste dag ligt voor de eerste. Kies een latere dag.")
        return cleaned

    @property
    def period(self) -> Period:
        return Period(first=self.cleaned_data["first"], last=self.cleaned_data["last"])


def a_year_until(today: date) -> Period:
    """From the first of this month a year ago: whole months, but for the one that runs."""
    return Period(first=date(today.year - 1, today.month, 1), last=today)
