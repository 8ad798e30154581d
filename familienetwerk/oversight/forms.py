"""What is filled in by who looks after the app: about work that failed, and about whom somebody asks."""

from django import forms

from familienetwerk.oversight.words import SettledBecause
from familienetwerk.screen.dates import PastDateField


class SettleJob(forms.Form):
    reason = forms.ChoiceField(label="Waarom kan dit zo blijven?", choices=SettledBecause, widget=forms.RadioSelect)


class FindPerson(forms.Form):
    """Both must be right: this is to answer somebody who asks who looked, not to look around."""

    family_name = forms.CharField(label="Achternaam", max_length=100)
    birth_date = PastDateField(label="Geboortedatum")
