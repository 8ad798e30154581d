"""Forms about the frames under which partners work together."""

from django import forms

from cases.forms.for_whom import IN_PLAIN_WORDS
from cases.models import LegalFrame, Regime
from familienetwerk.screen.dates import DutchDateField, PastDateField


class RenewPapers(forms.ModelForm):  # type: ignore[type-arg]
    """The agreement and the DPIA that a frame rests on, and until when each holds."""

    needed_when = {"dpia_reference": "nodig bij een datum", "dpia_on": "nodig voor een intake"}

    class Meta:
        model = LegalFrame
        fields = ["agreement", "agreement_valid_until", "dpia_reference", "dpia_on", "dpia_valid_until"]
        field_classes = {
            "agreement_valid_until": DutchDateField,
            "dpia_on": PastDateField,
            "dpia_valid_until": DutchDateField,
        }
        help_texts = {
            "agreement_valid_until": "Leeg: loopt niet af. Daarna kan er geen intake starten onder dit kader.",
            "dpia_on": "Zonder DPIA kan er geen intake starten onder dit kader.",
            "dpia_valid_until": "Leeg: loopt niet af. Daarna kan er geen intake starten onder dit kader.",
        }

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("dpia_on") and not cleaned.get("dpia_reference"):
            self.add_error("dpia_reference", "Vul het kenmerk in van de DPIA, of laat de datum leeg.")
        return cleaned


class AddFrame(RenewPapers):
    """Everything that an intake needs to rest on."""

    purpose = forms.CharField(
        label="Doel",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Staat bij elke casus en op elk plan. Schrijf het zo dat het gezin het begrijpt.",
    )
    regimes = forms.MultipleChoiceField(
        label="Welke gegevens mogen hier, naast gewone persoonsgegevens?",
        choices=[choice for choice in IN_PLAIN_WORDS if choice[0] != Regime.AVG],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wat u niet aanvinkt, kan niemand in een casus onder dit kader opschrijven.",
    )

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
            "agreement_valid_until",
            "regimes",
            "dpia_reference",
            "dpia_on",
            "dpia_valid_until",
            "valid_from",
            "valid_until",
        ]
        field_classes = RenewPapers.Meta.field_classes | {"valid_from": DutchDateField, "valid_until": DutchDateField}
        help_texts = RenewPapers.Meta.help_texts | {
            "legal_basis": "Wet en artikel.",
            "bsn_ground": "Wet en artikel. Laat leeg als niemand onder dit kader een BSN mag vastleggen.",
            "controller": "Wie beslist over de gegevens?",
            "contact_point": "Waar gaat iemand naartoe die zijn gegevens wil zien?",
        }

    def clean_regimes(self) -> list[str]:
        return [str(Regime.AVG), *self.cleaned_data["regimes"]]


class EndFrame(forms.Form):
    on = DutchDateField(
        label="Geldig tot en met", help_text="Na deze dag kan niemand de casussen onder dit kader nog openen."
    )
