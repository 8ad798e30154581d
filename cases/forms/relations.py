"""Forms about how people are related."""

from typing import Any

from django import forms

from cases.forms.family import members_of
from cases.models import Case, Member, Relation, RelationKind
from familienetwerk.screen.dates import DutchDateField, PastDateField

NOT_ONESELF = "Iemand kan geen ouder of familie van zichzelf zijn. Kies een andere persoon."


class RelationForm(forms.ModelForm):  # type: ignore[type-arg]
    """How close, how certain, according to whom and in which period."""

    class Meta:
        model = Relation
        fields = ["quality", "certainty", "source", "sourced_on", "from_on", "until_on"]
        field_classes = {"sourced_on": PastDateField, "from_on": DutchDateField, "until_on": PastDateField}
        help_texts = {
            "certainty": "Vastgesteld is een doorgetrokken lijn, verklaard een streepjeslijn, vermoed een stippellijn.",
            "source": "Wie zegt dit, of waar staat het? Bijvoorbeeld: basisregistratie, moeder.",
        }

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        begin, end = fields.get("from_on"), fields.get("until_on")
        if begin and end and end < begin:
            self.add_error("until_on", "Het einde ligt voor het begin.")
        return fields


class AddRelation(RelationForm):
    """Who is what of whom."""

    kind = forms.ChoiceField(label="Is", choices=[("", "Kies een relatie"), *RelationKind.choices])
    from_member = forms.ModelChoiceField(
        label="Persoon", queryset=Member.objects.none(), empty_label="Kies een persoon"
    )
    to_member = forms.ModelChoiceField(
        label="Andere persoon", queryset=Member.objects.none(), empty_label="Kies een persoon"
    )
    field_order = ["from_member", "kind", "to_member"]

    class Meta(RelationForm.Meta):
        fields = ["from_member", "kind", "to_member", *RelationForm.Meta.fields]

    def __init__(self, data: Any = None, *, case: Case, **options: Any) -> None:
        super().__init__(data, instance=Relation(case=case), **options)
        for name in ("from_member", "to_member"):
            self.fields[name].queryset = members_of(case)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        if fields.get("from_member") and fields["from_member"] == fields.get("to_member"):
            self.add_error("to_member", NOT_ONESELF)
        return fields


class ChangeRelation(RelationForm):
    lock_version = forms.IntegerField(widget=forms.HiddenInput)


class EndRelation(forms.Form):
    on = PastDateField(label="Voorbij sinds")


class TwoPeople(forms.Form):
    """Hoe zijn twee personen verwant?"""

    een = forms.ModelChoiceField(label="Wie?", queryset=Member.objects.none(), empty_label="Kies een persoon")
    ander = forms.ModelChoiceField(label="En wie?", queryset=Member.objects.none(), empty_label="Kies een persoon")

    def __init__(self, data: Any = None, *, case: Case) -> None:
        super().__init__(data)
        for name in ("een", "ander"):
            self.fields[name].queryset = members_of(case)  # type: ignore[attr-defined]
