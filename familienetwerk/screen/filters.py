"""Filters above a list, in our own words."""

from django_filters import DateFilter

from familienetwerk.screen.dates import DutchDateField


class DutchDateFilter(DateFilter):  # type: ignore[misc]
    field_class = DutchDateField
