"""Who may know of a person, or of how two people are related."""

from typing import Any

from django import forms

from cases.audience import Readers
from cases.models import Case, Member, Relation
from familienetwerk.accounts.models import Organisation
from familienetwerk.screen.forms import EXPLAINED, Worded

EVERYBODY, FEW = "EVERYBODY", "FEW"


class Restrict(forms.Form):
    """Everybody on the case, or only a few; and why."""

    who = forms.ChoiceField(label="Wie mag dit weten?", widget=forms.RadioSelect(attrs={"class": EXPLAINED}))
    named = forms.TypedMultipleChoiceField(
        label="Wie nog meer?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": EXPLAINED}),
        help_text="Alleen bij “Alleen wie ik kies”. Wie niet meer bij deze casus betrokken is, ziet dit niet meer.",
    )
    reason = forms.CharField(label="Waarom?", max_length=300, help_text="Bijvoorbeeld: geheim adres na bedreiging.")

    def __init__(self, *args: Any, case: Case, row: Member | Relation, organisation: Organisation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        owner = row.restricted_by or organisation
        self.fields["who"].choices = choices_of(owner)  # type: ignore[attr-defined]
        self.fields["named"].choices = Readers.of(case).nameable(owner)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if fields.get("who") == EVERYBODY and fields.get("named"):
            self.add_error("named", "Kies hierboven “Alleen wie ik kies”, of haal deze vinkjes weg.")
        return fields

    @property
    def is_for_few(self) -> bool:
        return bool(self.cleaned_data["who"] == FEW)


def choices_of(owner: Organisation) -> list[tuple[str, Worded]]:
    few = (
        f"Dan ziet alleen {owner}, de regisseurs en wie u hieronder kiest wie dit is. Alle anderen zien niets, "
        "ook niet dat hier iets staat: niet in het beeld, de lijsten, het plan, de pdf of het zoeken."
    )
    everybody = "Iedereen in deze casus ziet dit."
    return [(EVERYBODY, Worded("Iedereen in de casus", everybody)), (FEW, Worded("Alleen wie ik kies", few))]


def initial_of(row: Member | Relation) -> dict[str, Any]:
    return {"who": FEW if row.is_restricted else EVERYBODY, "named": row.restricted_to or []}
