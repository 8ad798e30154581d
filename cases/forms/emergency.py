"""Forms of the emergency procedure."""

from django import forms

from cases.models import Judgement
from cases.models.emergency import SHORTEST_REASON


class OpenInEmergency(forms.Form):
    number = forms.CharField(label="Nummer van de casus", max_length=20, help_text="Bijvoorbeeld 2026-0014.")
    reason = forms.CharField(
        label="Waarom kan het niet wachten?",
        min_length=SHORTEST_REASON,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Minstens {SHORTEST_REASON} tekens. De privacy officer en de regisseur lezen dit.",
        error_messages={"min_length": f"Schrijf in minstens {SHORTEST_REASON} tekens waarom het niet kan wachten."},
    )


class ReviewEmergency(forms.Form):
    judgement = forms.ChoiceField(label="Uw oordeel", widget=forms.RadioSelect, choices=Judgement.choices)
    review = forms.CharField(
        label="Waarom?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text="Noem geen gezinsleden."
    )

    def clean_judgement(self) -> Judgement:
        return Judgement(self.cleaned_data["judgement"])
