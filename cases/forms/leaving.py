"""Forms for what somebody who left leaves behind."""

from typing import Any

from django import forms

from cases.models import Case, Involvement, InvolvementRole


class TakeDirection(forms.Form):
    reason = forms.CharField(
        label="Waarom neemt u deze casus over?", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class SeatField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, seat: Involvement) -> str:
        return f"{seat.user}, {seat.organisation}"


class Reassign(forms.Form):
    """To somebody at the table who has a voice there."""

    seat = SeatField(label="Wie doet dit voortaan?", queryset=Involvement.objects.none(), empty_label="Kies iemand")

    def __init__(self, data: Any = None, *, case: Case) -> None:
        super().__init__(data)
        seats = case.involvements.seated().exclude(role__in=InvolvementRole.only_reading())
        seats = seats.filter(user__is_active=True).select_related("user", "organisation").order_by("user__name", "pk")
        self.fields["seat"].queryset = seats  # type: ignore[attr-defined]
