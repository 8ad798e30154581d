"""Of which kind something is that somebody writes, and who reads it: the same in every form (FR-134, FR-137)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.audience import Offer
from cases.models import Audience, LegalFrame, Regime
from familienetwerk.accounts.models import Organisation, OrganisationKind
from familienetwerk.screen.forms import EXPLAINED

IN_PLAIN_WORDS = [
    (Regime.AVG, "Gewone persoonsgegevens (AVG)"),
    (Regime.WPG, "Politiegegevens (Wpg)"),
    (Regime.WJSG, "Gegevens van justitie (Wjsg)"),
    (Regime.WGBO, "Medische gegevens (WGBO)"),
    (Regime.JEUGDWET, "Gegevens uit de jeugdhulp (Jeugdwet)"),
    (Regime.WMO, "Gegevens over maatschappelijke ondersteuning (Wmo)"),
    (Regime.PARTICIPATIEWET, "Gegevens over werk en inkomen (Participatiewet)"),
    (Regime.BIBOB, "Gegevens uit een Bibob-onderzoek"),
    (Regime.RIEC, "Gegevens uit het RIEC (WGS)"),
]
USUAL_REGIME: dict[str, Regime] = {
    OrganisationKind.POLICE: Regime.WPG,
    OrganisationKind.PUBLIC_PROSECUTION: Regime.WJSG,
    OrganisationKind.PROBATION: Regime.WJSG,
    OrganisationKind.PRISON_SERVICE: Regime.WJSG,
    OrganisationKind.RIEC: Regime.RIEC,
    OrganisationKind.CERTIFIED_INSTITUTION: Regime.JEUGDWET,
    OrganisationKind.YOUTH_CARE: Regime.JEUGDWET,
    OrganisationKind.WORK_INCOME: Regime.PARTICIPATIEWET,
    OrganisationKind.WMO: Regime.WMO,
    OrganisationKind.MENTAL_HEALTH: Regime.WGBO,
    OrganisationKind.ADDICTION_CARE: Regime.WGBO,
    OrganisationKind.MEDICAL: Regime.WGBO,
}
ASKED = ("regime", "audience", "named")


class ForWhom(forms.Form):
    """Which law goes with it, who reads it, and who by name."""

    needed_when = {"named": "nodig bij “Met name genoemd”"}
    regime = forms.ChoiceField(label="Wat voor gegevens zijn dit?", choices=IN_PLAIN_WORDS)
    audience = forms.ChoiceField(label="Wie ziet dit?", widget=forms.RadioSelect(attrs={"class": EXPLAINED}))
    named = forms.TypedMultipleChoiceField(
        label="Wie met name?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": EXPLAINED}),
        help_text="Alleen bij “Met name genoemd”. Wie niet meer bij deze casus betrokken is, leest dit niet meer.",
    )

    def set_offer(self, offer: Offer) -> None:
        """In __init__: what can be chosen in this case."""
        self.frame = offer.frame
        self.fields["audience"].choices = offer.audiences  # type: ignore[attr-defined]
        self.fields["named"].choices = offer.people  # type: ignore[attr-defined]
        self.fields["regime"].help_text = (
            f"Alles behalve gewone persoonsgegevens blijft in het kader “{offer.frame}”. "
            "In een ander kader leest niemand anders het, tot uw organisatie het daarvoor vrijgeeft."
        )

    def clean_regime(self) -> str:
        regime = str(self.cleaned_data["regime"])
        refuse_other_kinds(regime, self.frame)
        return regime

    def clean(self) -> dict[str, Any]:
        """Who ticks a name and chooses a wider audience, meant one of the two."""
        fields = super().clean() or {}
        audience, named = fields.get("audience"), fields.get("named", [])
        if audience == Audience.NAMED and not named and "named" not in self.errors:
            self.add_error("named", "Kies minstens één persoon of organisatie.")
        if named and audience and audience != Audience.NAMED:
            self.add_error("named", "Kies hierboven “Met name genoemd”, of haal deze vinkjes weg.")
        return fields


def refuse_other_kinds(regime: str, frame: LegalFrame) -> None:
    """What the partners did not agree to share in this frame, is not written down in it (FR-132)."""
    if not frame.allows(regime):
        what = dict(IN_PLAIN_WORDS)[Regime(regime)]
        raise ValidationError(f"“{what}” mag niet in een casus onder het kader “{frame}”. Kies een andere soort.")


def first_values(organisation: Organisation) -> dict[str, Any]:
    """What is bound to its source is shown to nobody by default: who writes it chooses."""
    regime = USUAL_REGIME.get(organisation.kind, Regime.AVG)
    return {"regime": regime, "audience": None if regime.is_source_bound else Audience.ALL_INVOLVED}
