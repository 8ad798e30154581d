"""Forms about what was seen or said."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

from cases.actions import Seen
from cases.audience import Offer
from cases.forms.for_whom import ForWhom, first_values, refuse_other_kinds
from cases.models import Audience, LegalFrame, Nature, Regime
from familienetwerk.accounts.models import Organisation
from familienetwerk.screen.dates import PastDateField
from familienetwerk.screen.forms import Worded

NATURES = [
    (Nature.FACT, Worded("Feit", "Zelf gezien of vastgelegd.")),
    (Nature.STATEMENT, Worded("Verklaring", "Iemand anders zei dit.")),
    (Nature.CONCERN, Worded("Zorgpunt", "Een vermoeden of mening.")),
]


class ObservationRow(forms.Form):
    """One thing that was seen, said or feared."""

    nature = forms.ChoiceField(label="Soort", choices=NATURES, widget=forms.RadioSelect(attrs={"class": "scale"}))
    text = forms.CharField(
        label="Wat is gezien of gezegd?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="Alleen wat nodig is. Geen conclusies.",
    )
    observed_on = PastDateField(label="Gezien op")
    source = forms.CharField(label="Bron", max_length=200, required=False, help_text="Bijvoorbeeld: opa, school.")
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Organisatie",
        required=False,
        empty_label="De aandragende organisatie",
    )
    regime = forms.ChoiceField(label="Herkomst", choices=Regime, initial=Regime.AVG, help_text="Onder welke wet?")
    audience = forms.ChoiceField(
        label="Wie ziet dit?",
        choices=[choice for choice in Audience.choices if choice[0] != Audience.NAMED],  # nobody is involved yet
        initial=Audience.ALL_INVOLVED,
        help_text="Anderen zien alleen dat het er is.",
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def fits_in(self, frame: LegalFrame) -> bool:
        """After is_valid: the frame is another question on the same page."""
        try:
            refuse_other_kinds(self.cleaned_data["regime"], frame)
        except ValidationError as refused:
            self.add_error("regime", refused)
        return not self.errors

    def seen(self, organisation: Organisation) -> Seen:
        """As brought by this organisation, unless the row names another."""
        fields = self.cleaned_data
        return Seen(**fields | {"organisation": fields.get("organisation") or organisation})


class AddObservation(ForWhom, ObservationRow):
    """One more thing that the own organisation saw; who reads it is spelled out."""

    def __init__(self, data: QueryDict | None, *, offer: Offer, organisation: Organisation) -> None:
        super().__init__(data, organisations=Organisation.objects.none(), initial=first_values(organisation))
        del self.fields["organisation"]
        self.set_offer(offer)


class Dispute(forms.Form):
    disputed_by = forms.CharField(
        label="Wie is het er niet mee eens?",
        max_length=100,
        help_text="Bijvoorbeeld: moeder, of de advocaat van Kevin.",
    )
    on = PastDateField(label="Op welke dag zei deze persoon dat?")
    text = forms.CharField(
        label="In eigen woorden",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Schrijf op wat deze persoon zegt, niet wat u ervan vindt.",
    )
