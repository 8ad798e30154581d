"""The form with which a case ends."""

from django import forms

from cases.models.case import ClosingReason


class CloseCase(forms.Form):
    reason = forms.ChoiceField(label="Waarom sluit u deze casus?", choices=ClosingReason, widget=forms.RadioSelect)
