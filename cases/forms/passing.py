"""Forms about what goes along to another frame."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from cases.left_behind import Piece
from cases.models import LegalFrame
from familienetwerk.screen.forms import EXPLAINED, Worded


class PassOn(forms.Form):
    items = forms.MultipleChoiceField(
        label="Wat geeft u vrij?", widget=forms.CheckboxSelectMultiple(attrs={"class": EXPLAINED})
    )
    ground = forms.CharField(
        label="Op welke grond?", max_length=300, help_text="Wet en artikel. Bijvoorbeeld: Wpg artikel 20."
    )

    def __init__(self, *args: Any, behind: list[Piece], **options: Any) -> None:
        super().__init__(*args, **options)
        self.behind = behind
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (piece.word, Worded(piece.in_short, piece.bounds)) for piece in behind
        ]

    @property
    def chosen(self) -> list[Piece]:
        return [piece for piece in self.behind if piece.word in self.cleaned_data["items"]]


class TakeBack(forms.Form):
    reason = forms.CharField(label="Waarom neemt u dit terug?", max_length=300)


class ChangeFrame(forms.Form):
    frame = forms.ModelChoiceField(LegalFrame.objects.none(), label="Nieuw kader", empty_label="Kies een kader")
    reason = forms.CharField(label="Waarom?", max_length=300, help_text="Blijft bij de casus staan.")

    def __init__(self, *args: Any, frames: QuerySet[LegalFrame], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["frame"].queryset = frames  # type: ignore[attr-defined]
