"""Forms about the BSN of a member."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases import rules
from cases.models import Bsn, BsnPurpose


class NoteBsn(forms.Form):
    """Typed, never shown back from what is kept; remembers which one the user saw."""

    bsn = forms.CharField(
        label="BSN",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "14"}),
        help_text="Negen cijfers. Neem het over van een document, niet uit uw hoofd.",
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, data: Any = None, *, known: Bsn | None) -> None:
        super().__init__(data, initial={"lock_version": known.lock_version if known else 0})

    def clean_bsn(self) -> str:
        number = rules.bare_bsn(self.cleaned_data["bsn"])
        if len(number) != rules.BSN_LENGTH:
            raise ValidationError("Een BSN heeft negen cijfers. Kijk het na.")
        if not rules.is_bsn(number):
            raise ValidationError("Dit is geen BSN: de cijfers kloppen niet met elkaar. Kijk ze na.")
        return number


class RevealBsn(forms.Form):
    purpose = forms.TypedChoiceField(
        label="Waarvoor hebt u het nummer nodig?",
        choices=BsnPurpose,
        coerce=BsnPurpose,
        widget=forms.RadioSelect,
        help_text="Wij leggen vast dat u keek, en waarvoor.",
    )
