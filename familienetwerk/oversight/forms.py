"""What is filled in by who looks after the app: about work that failed, and about whom somebody asks."""

from django import forms

from familienetwerk.oversight.models import Outcome
from familienetwerk.oversight.words import SettledBecause
from familienetwerk.screen.dates import PastDateField


class SettleJob(forms.Form):
    reason = forms.ChoiceField(label="Waarom kan dit zo blijven?", choices=SettledBecause, widget=forms.RadioSelect)


class FindPerson(forms.Form):
    """Both must be right: this is to answer somebody who asks who looked, not to look around."""

    family_name = forms.CharField(label="Achternaam", max_length=100)
    birth_date = PastDateField(label="Geboortedatum")


class JudgeSignal(forms.Form):
    outcome = forms.ChoiceField(label="Wat is uw oordeel?", choices=Outcome, widget=forms.RadioSelect)
    reason = forms.CharField(label="Waarom?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerSignal(forms.Form):
    answer = forms.CharField(
        label="Waarvoor had u dit nodig?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class JudgeSample(forms.Form):
    outcome = forms.ChoiceField(label="Wat vond u?", choices=Outcome, widget=forms.RadioSelect)
    remark = forms.CharField(
        label="Bevinding", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class SignReview(forms.Form):
    remark = forms.CharField(
        label="Opmerking", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
