"""Forms about mandates."""

from typing import Any

from django import forms

from familienetwerk.accounts.models import Organisation, User
from familienetwerk.screen.dates import DutchDateField

RESTS_ON_IT = "Zet een vinkje als diegene zonder dit mandaat geen casus mag openen. De toegang eindigt dan vanzelf."


class RecordMandate(forms.Form):
    """Who may do what, for whom, on which ground and until when."""

    needed_when = {"user": "of kies hierna een organisatie", "organisation": "of kies hierboven een persoon"}
    user = forms.ModelChoiceField(
        User.objects.none(), label="Welke persoon?", required=False, empty_label="Geen, het is een organisatie"
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Of welke organisatie?",
        required=False,
        empty_label="Geen, het is een persoon",
        help_text="Dan geldt het voor iedereen die daar werkt.",
    )
    on_behalf_of = forms.CharField(
        label="Namens wie?", max_length=200, help_text="Bijvoorbeeld: de burgemeester van Rivierstede."
    )
    task = forms.CharField(label="Wat mag diegene?", max_length=300)
    ground = forms.CharField(label="Wet en artikel", max_length=300, help_text="Bijvoorbeeld: Awb 10:3.")
    reference = forms.CharField(label="Kenmerk van het besluit", max_length=100)
    valid_from = DutchDateField(label="Geldig vanaf")
    valid_until = DutchDateField(label="Geldig tot en met", required=False, help_text="Leeg: loopt niet af.")
    is_ground_for_access = forms.BooleanField(
        label="De toegang tot casussen rust op dit mandaat", required=False, help_text=RESTS_ON_IT
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["user"].queryset = User.objects.active().by_name()  # type: ignore[attr-defined]
        organisations = Organisation.objects.active().order_by("name", "pk")
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = self.cleaned_data
        if {"user", "organisation"} <= fields.keys() and bool(fields["user"]) == bool(fields["organisation"]):
            none = not fields["user"]
            why = (
                "Kies een persoon of een organisatie." if none else "Kies een persoon of een organisatie, niet allebei."
            )
            self.add_error("organisation", why)
        return fields


class ChangeMandate(forms.Form):
    """Until when it holds, and what rests on it; anything else is another mandate."""

    valid_until = DutchDateField(label="Geldig tot en met", required=False, help_text="Leeg: loopt niet af.")
    is_ground_for_access = forms.BooleanField(
        label="De toegang tot casussen rust op dit mandaat", required=False, help_text=RESTS_ON_IT
    )
