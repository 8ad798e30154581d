"""What somebody types for the joint problem definition."""

from typing import Any

from django import forms

from domains.models import Focus, Stance
from familienetwerk.screen.dates import ComingDateField
from familienetwerk.screen.forms import Worded


class WriteDefinition(forms.Form):
    """The words of one version."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    statement = forms.CharField(
        label="Waar het om gaat",
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=8000,
        help_text="Wat is er aan de hand, volgens ons samen? Noem feiten en geen etiketten.",
    )
    priorities = forms.CharField(
        label="Wat eerst?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        help_text="Eén punt per regel, het belangrijkste bovenaan.",
    )
    focus = forms.MultipleChoiceField(
        label="Waarom doen wij dit?", choices=Focus, widget=forms.CheckboxSelectMultiple, required=False
    )
    unknowns = forms.CharField(
        label="Wat weten we nog niet?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text="Eén vraag per regel.",
    )


class ProposeDefinition(forms.Form):
    answer_by = ComingDateField(label="Reageren uiterlijk op")


class AnswerDefinition(forms.Form):
    """What the own organisation says of it; who does not agree says why."""

    needed_when = {"reason": "nodig als u niet akkoord bent"}
    stance = forms.ChoiceField(
        label="Is uw organisatie het eens met deze tekst?",
        choices=[
            (Stance.AGREES, Worded("Akkoord", "Dit is ook ons beeld. Hiermee kunnen wij verder.")),
            (Stance.DISSENTS, Worded("Niet akkoord", "Wij zien het anders. Uw reden blijft bij deze versie staan.")),
        ],
        widget=forms.RadioSelect(attrs={"class": "choices choices--explained"}),
    )
    reason = forms.CharField(
        label="Toelichting",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        help_text="Nodig als u niet akkoord bent. Iedereen aan tafel leest dit.",
    )

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if fields.get("stance") == Stance.DISSENTS and not fields.get("reason"):
            self.add_error("reason", "Schrijf op waarom u niet akkoord bent.")
        return fields


class RecordException(forms.Form):
    reason = forms.CharField(
        label="Waarom kunnen wij niet wachten?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text="Welk domein ontbreekt, waarom, en hoe haalt u het alsnog aan tafel?",
    )
