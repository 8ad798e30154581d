"""Forms of asking for access and answering that."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from familienetwerk.screen.dates import ComingDateField
from familienetwerk.screen.forms import Worded


class AskAccess(forms.Form):
    number = forms.CharField(label="Nummer van de casus", max_length=20, help_text="Bijvoorbeeld 2026-0014.")
    reason = forms.CharField(
        label="Waarom hebt u toegang nodig?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De regisseur leest dit. Noem geen namen.",
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        return number.strip()


class AnswerAccess(forms.Form):
    """Until a day, or not and why."""

    needed_when = {
        "until": "nodig als u toegang geeft",
        "answer": "nodig als u geen toegang geeft",
    }
    outcome = forms.ChoiceField(
        label="Uw besluit",
        widget=forms.RadioSelect,
        choices=[
            ("GRANT", Worded("Geef toegang", "Deze persoon leest mee tot en met de dag die u kiest.")),
            ("DECLINE", Worded("Geef geen toegang", "De vrager leest uw reden, en weet dan dat deze casus bestaat.")),
        ],
    )
    until = ComingDateField(label="Toegang tot en met", required=False, help_text="Hoogstens 90 dagen.")
    answer = forms.CharField(
        label="Waarom niet?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen als u geen toegang geeft. Noem geen gegevens van personen.",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"until": timezone.localdate() + timedelta(days=30)})

    @property
    def grants(self) -> bool:
        return bool(self.cleaned_data.get("outcome") == "GRANT")

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        if self.grants and not fields.get("until") and "until" not in self.errors:
            self.add_error("until", "Kies tot welke dag.")
        if fields.get("outcome") == "DECLINE" and not fields.get("answer"):
            self.add_error("answer", "Schrijf waarom u geen toegang geeft.")
        return fields
