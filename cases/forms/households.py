"""Forms about who lives where."""

from typing import Any

from django import forms

from cases.forms.family import members_of
from cases.models import Case, Household, Member
from familienetwerk.screen.dates import PastDateField


class HouseholdForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Household
        fields = ["name", "address", "place"]
        help_texts = {"name": "Een naam die u in een overleg kunt zeggen. Bijvoorbeeld: Huis Havenkade."}


class AddHousehold(HouseholdForm):
    """A household, and who lives there from today on as far as known."""

    members = forms.ModelMultipleChoiceField(
        label="Wie woont hier?", queryset=Member.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    on = PastDateField(label="Sinds", help_text="Weet u het niet precies? Neem de dag waarop u het hoorde.")

    def __init__(self, data: Any = None, *, case: Case, **options: Any) -> None:
        super().__init__(data, instance=Household(case=case), **options)
        self.fields["members"].queryset = members_of(case)  # type: ignore[attr-defined]


class ChangeHousehold(HouseholdForm):
    lock_version = forms.IntegerField(widget=forms.HiddenInput)


class MoveIn(forms.Form):
    member = forms.ModelChoiceField(label="Wie?", queryset=Member.objects.none(), empty_label="Kies een persoon")
    on = PastDateField(label="Woont hier sinds")

    def __init__(self, data: Any = None, *, household: Household, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["member"].queryset = members_of(household.case)  # type: ignore[attr-defined]


class MoveOut(forms.Form):
    on = PastDateField(label="Woont hier niet meer sinds")
