"""Forms about sharing pieces of a case."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from cases.shareable import Piece
from familienetwerk.accounts.models import Organisation
from familienetwerk.screen.dates import PastDateField


class Share(forms.Form):
    """What, to whom, on which ground, why and when."""

    needed_when = {
        "recipient": "kies hier, of vul het volgende in",
        "recipient_name": "nodig als u hierboven niets kiest",
    }
    keys = forms.MultipleChoiceField(
        label="Welke stukken?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Verstrek niet meer dan de ontvanger nodig heeft.",
    )
    recipient = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Aan welke organisatie?",
        required=False,
        empty_label="Een andere: zie hieronder",
    )
    recipient_name = forms.CharField(
        label="Of aan wie anders?",
        max_length=150,
        required=False,
        help_text="Een organisatie en afdeling, geen persoon. Bijvoorbeeld: Gemeente Duinveen, team Jeugd.",
    )
    ground = forms.CharField(
        label="Op welke grondslag?", max_length=300, help_text="Wet en artikel, of de toestemming die er is."
    )
    reason = forms.CharField(label="Waarom heeft de ontvanger dit nodig?", max_length=300)
    on = PastDateField(label="Verstrekt op")

    def __init__(
        self, data: QueryDict | None, *, pieces: list[Piece], organisations: QuerySet[Organisation], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["keys"].choices = [(piece.key, piece.title) for piece in pieces]  # type: ignore[attr-defined]
        self.fields["recipient"].queryset = organisations  # type: ignore[attr-defined]
