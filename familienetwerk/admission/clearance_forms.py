"""Forms about who may open cases at all."""

from django import forms

from familienetwerk.accounts.models import StatementKind
from familienetwerk.screen.dates import ComingDateField, DutchDateField, PastDateField


class AddStatement(forms.Form):
    kind = forms.ChoiceField(label="Welke verklaring hebt u gezien?", widget=forms.RadioSelect, choices=StatementKind)
    given_on = PastDateField(label="Datum van de verklaring")
    valid_until = DutchDateField(label="Geldig tot en met", required=False, help_text="Leeg: loopt niet af.")


class SetLastDay(forms.Form):
    last_day = ComingDateField(
        label="Laatste dag", required=False, help_text="Na deze dag sluit het account vanzelf. Leeg: geen laatste dag."
    )


class SetRequirements(forms.Form):
    kinds = forms.MultipleChoiceField(
        label="Wie een casus opent, heeft",
        required=False,
        choices=StatementKind,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wie dit niet heeft, kan meteen geen casus meer openen.",
    )
