"""What a functional admin fills in about work that failed."""

from django import forms

from familienetwerk.oversight.words import SettledBecause


class SettleJob(forms.Form):
    reason = forms.ChoiceField(label="Waarom kan dit zo blijven?", choices=SettledBecause, widget=forms.RadioSelect)
