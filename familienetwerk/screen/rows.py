"""Rows of one kind in a form, with a button for another; it works without JavaScript."""

from typing import Any

from django import forms
from django.forms import BaseFormSet

from familienetwerk.screen.typed import Draft


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """At least one row; more on demand, and those that stay empty do not count."""

    row_name = ""
    add_label = ""

    def _construct_form(self, i: int, **options: Any) -> forms.Form:
        """A row that was just asked for begins with its initial values, so that it counts as empty while it is."""
        form: forms.Form = super()._construct_form(i, **options)  # type: ignore[misc]
        if isinstance(self.data, Draft) and self.data.new_row == form.prefix:
            for field in form:
                if field.initial is not None:
                    self.data[field.html_name] = field.field.prepare_value(field.initial)
        return form

    @property
    def filled(self) -> list[Any]:
        return [form for form in self.forms if form.has_changed()]
