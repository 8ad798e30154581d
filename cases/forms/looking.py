"""Forms about who looked: in which period, and whether names may be shown."""

from datetime import date
from typing import Any

from django import forms

from cases.models import Shield
from familienetwerk.screen.dates import DutchDateField

A_YEAR = 365


class LookedIn(forms.Form):
    """Both days belong to it; empty is the year until today."""

    vanaf = DutchDateField(label="Vanaf", required=False, help_text="")
    tot = DutchDateField(label="Tot en met", required=False, help_text="")

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = fields.get("vanaf"), fields.get("tot")
        if first and last and last < first:
            self.add_error("tot", "Het einde ligt voor het begin.")
        return fields

    def days(self, *, today: date) -> tuple[date, date]:
        """What was asked, or the year until today."""
        last = self.cleaned_data.get("tot") or today
        return self.cleaned_data.get("vanaf") or a_year_before(last), last


def a_year_before(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - A_YEAR, 1))


class ShieldWorkers(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Shield
        fields = ["reason"]
        labels = {"reason": "Waarom schermt u de namen af?"}
        help_texts = {"reason": "Bijvoorbeeld: een medewerker is bedreigd."}


class EndShield(forms.Form):
    reason = forms.CharField(label="Waarom mogen de namen weer getoond worden?", max_length=300)
