"""Forms about the committee that judges lawfulness."""

from django import forms

from familienetwerk.screen.dates import PastDateField


class AskLawfulness(forms.Form):
    question = forms.CharField(
        label="Wat legt u voor?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Noem geen namen en niets waaraan iemand te herkennen is. De commissie krijgt dit met het dossier.",
    )


class RecordAdvice(forms.Form):
    advice = forms.CharField(label="Wat is het advies?", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    advised_on = PastDateField(label="Datum van het advies")


class FollowUpAdvice(forms.Form):
    follow_up = forms.CharField(
        label="Wat is ermee gedaan?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Of waarom het advies niet is gevolgd.",
    )
    followed_up_on = PastDateField(label="Op welke dag?")
