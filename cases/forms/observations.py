"""Form about what was seen or said."""

from django import forms

from familienetwerk.screen.dates import PastDateField


class Dispute(forms.Form):
    disputed_by = forms.CharField(
        label="Wie is het er niet mee eens?",
        max_length=100,
        help_text="Bijvoorbeeld: moeder, of de advocaat van Kevin.",
    )
    on = PastDateField(label="Op welke dag zei deze persoon dat?")
    text = forms.CharField(
        label="In eigen woorden",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Schrijf op wat deze persoon zegt, niet wat u ervan vindt.",
    )
