"""Forms about how people are related."""

from typing import Any

from django import forms
from django.db.models import Q

from cases import parenthood
from cases.forms.family import members_of
from cases.models import Case, Certainty, Member, Relation, RelationKind
from familienetwerk.screen.dates import DutchDateField, PastDateField

NOT_ONESELF = "Iemand kan geen ouder of familie van zichzelf zijn. Kies een andere persoon."
CHOSEN = {
    RelationKind.STEP_PARENT: "stiefouder",
    RelationKind.ADOPTIVE_PARENT: "adoptieouder",
    RelationKind.FOSTER_PARENT: "pleegouder",
}  # at whatever age; but it is strange when they are hardly older


class RelationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who is what of whom; how close, how certain, according to whom and in which period."""

    from_member = forms.ModelChoiceField(
        label="Persoon", queryset=Member.objects.none(), empty_label="Kies een persoon"
    )
    kind = forms.ChoiceField(label="Is", choices=[("", "Kies een relatie"), *RelationKind.choices])
    to_member = forms.ModelChoiceField(
        label="Andere persoon", queryset=Member.objects.none(), empty_label="Kies een persoon"
    )
    certainty = forms.ChoiceField(
        label="Hoe zeker",
        choices=[("", "Kies hoe zeker dit is"), *Certainty.choices],
        help_text="Vastgesteld is een doorgetrokken lijn, verklaard een streepjeslijn, vermoed een stippellijn.",
    )
    is_right_about_ages = forms.BooleanField(label="De leeftijden kloppen. Leg dit zo vast.", required=False)
    is_strange = False  # hardly older; the page shows the box to say that it is right

    class Meta:
        model = Relation
        fields = [
            *("from_member", "kind", "to_member", "quality", "certainty", "source", "sourced_on", "from_on", "until_on")
        ]
        field_classes = {"sourced_on": PastDateField, "from_on": DutchDateField, "until_on": PastDateField}
        help_texts = {"source": "Wie zegt dit, of waar staat het? Bijvoorbeeld: basisregistratie, moeder."}

    def __init__(self, data: Any = None, *, case: Case, **options: Any) -> None:
        super().__init__(data, **options)
        shown = members_of(case) | case.members.known_to(case.reader).filter(
            Q(pk=self.instance.from_member_id) | Q(pk=self.instance.to_member_id)
        )
        for name in ("from_member", "to_member"):
            self.fields[name].queryset = shown  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        begin, end = fields.get("from_on"), fields.get("until_on")
        if begin and end and end < begin:
            self.add_error("until_on", "Het einde ligt voor het begin.")
        one, other = fields.get("from_member"), fields.get("to_member")
        if one and one == other:
            self.add_error("to_member", NOT_ONESELF)
        elif one and other:
            self._ask_about_ages(one, other)
        return fields

    def _ask_about_ages(self, one: Member, other: Member) -> None:
        kind = self.cleaned_data.get("kind", "")
        if kind not in CHOSEN:
            return
        pair = Relation(from_member=one, to_member=other)
        self.is_strange = pair.is_with_fewer_years(parenthood.PARENT)
        if self.is_strange and not self.cleaned_data["is_right_about_ages"]:
            sentence = f"Een {CHOSEN[RelationKind(kind)]} is meestal veel ouder dan het kind. Klopt dit?"
            self.add_error("to_member", f"{sentence} Zet dan het vinkje eronder. Of is het andersom?")

    @property
    def facts(self) -> dict[str, Any]:
        """What the action needs."""
        return {name: value for name, value in self.cleaned_data.items() if name != "is_right_about_ages"}


class AddRelation(RelationForm):
    def __init__(self, data: Any = None, *, case: Case, **options: Any) -> None:
        super().__init__(data, case=case, instance=Relation(case=case), **options)


class CorrectRelation(RelationForm):
    """It was written down wrongly; remembers what the user saw."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)


class EndRelation(forms.Form):
    on = PastDateField(label="Voorbij sinds")


class RemoveRelation(forms.Form):
    reason = forms.CharField(
        label="Waarom was dit nooit zo?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: verkeerde persoon gekozen. De reden blijft staan in de geschiedenis.",
    )


class TwoPeople(forms.Form):
    """Hoe zijn twee personen verwant?"""

    een = forms.ModelChoiceField(label="Wie?", queryset=Member.objects.none(), empty_label="Kies een persoon")
    ander = forms.ModelChoiceField(label="En wie?", queryset=Member.objects.none(), empty_label="Kies een persoon")

    def __init__(self, data: Any = None, *, case: Case) -> None:
        super().__init__(data)
        for name in ("een", "ander"):
            self.fields[name].queryset = members_of(case)  # type: ignore[attr-defined]
