"""Forms about sharing pieces of a case."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import Truncator

from cases.audience import Readers
from cases.shareable import Piece
from familienetwerk.accounts.models import Organisation
from familienetwerk.screen.dates import PastDateField
from familienetwerk.screen.forms import Worded

LONGEST = 90  # enough to know it again


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
        self,
        data: QueryDict | None,
        *,
        pieces: list[Piece],
        readers: Readers,
        organisations: QuerySet[Organisation],
        not_listed: str,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.fields["keys"].choices = [(piece.key, in_the_list(piece, readers)) for piece in pieces]  # type: ignore[attr-defined]
        self.fields["recipient"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["recipient"].help_text = not_listed


def in_the_list(piece: Piece, readers: Readers) -> Worded:
    """What tells it from the others, and who reads it here already: so for whom it was meant."""
    audience = readers.chip(piece.item).word if piece.item else "Alle betrokkenen"
    about = f"{Truncator(' '.join(piece.about.split())).chars(LONGEST)} · " if piece.about else ""
    return Worded(piece.title, f"{about}Wie ziet dit? {audience}")
