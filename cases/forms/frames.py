"""Forms about the frames under which partners work together."""

from django import forms

from cases.models import LegalFrame
from familienetwerk.screen.dates import DutchDateField, PastDateField


class AddFrame(forms.ModelForm):  # type: ignore[type-arg]
    """Everything that an intake needs to rest on."""

    class Meta:
        model = LegalFrame
        fields = [
            "name",
            "kind",
            "municipality",
            "purpose",
            "legal_basis",
            "bsn_ground",
            "controller",
            "contact_point",
            "agreement",
            "dpia_reference",
            "dpia_on",
            "valid_from",
            "valid_until",
        ]
        field_classes = {"dpia_on": PastDateField, "valid_from": DutchDateField, "valid_until": DutchDateField}
        help_texts = {
            "purpose": "Staat bij elke casus en op elk plan. Schrijf het zo dat het gezin het begrijpt.",
            "legal_basis": "Wet en artikel.",
            "bsn_ground": "Wet en artikel. Laat leeg als niemand onder dit kader een BSN mag vastleggen.",
            "controller": "Wie beslist over de gegevens?",
            "contact_point": "Waar gaat iemand naartoe die zijn gegevens wil zien?",
            "dpia_on": "Zonder DPIA kan er geen intake starten onder dit kader.",
        }


class EndFrame(forms.Form):
    on = DutchDateField(
        label="Geldig tot en met", help_text="Na deze dag kan niemand de casussen onder dit kader nog openen."
    )
