"""What somebody types for an intervention: weighing, starting, ending, not using."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cases.models import Case
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.screen.dates import ComingDateField, DutchDateField, PastDateField
from interventions.forms.subject import NOBODY, ProfessionalChoice, SubjectChoice, check_owner, offer_the_table
from interventions.models import Intervention, InterventionType, NotUsedReason


def check_period(form: forms.Form, cleaned: dict[str, Any]) -> None:
    begins, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
    if begins and ends and ends < begins:
        form.add_error("ends_on", "Het einde ligt voor het begin.")


class ScheduleIntervention(forms.Form):
    """Who takes it up, and when. This may move, also when it stands in a plan that no longer changes."""

    needed_when = {"starts_on": "nodig als de interventie loopt"}
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    organisation = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisation.objects.none(), empty_label="Kies een organisatie"
    )
    owner = ProfessionalChoice(label="Professional", queryset=User.objects.none(), required=False, empty_label=NOBODY)
    starts_on = DutchDateField(label="Begint op", required=False)
    ends_on = DutchDateField(label="Eindigt op", required=False)

    def __init__(self, *args: Any, case: Case, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_the_table(self, case, today=today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_owner(self, cleaned)
        check_period(self, cleaned)
        return cleaned


class DescribeIntervention(ScheduleIntervention):
    """Which instrument, for whom, why, and who takes it up."""

    type = forms.ModelChoiceField(
        label="Interventie",
        queryset=InterventionType.objects.none(),
        to_field_name="key",
        empty_label="Kies een interventie",
        help_text="Zoek eerst in de catalogus, dan staat de keuze hier al.",
    )
    subject = SubjectChoice(label="Voor wie")
    reason = forms.CharField(
        label="Waarom",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Welk doel dient dit? Waarom is lichter niet genoeg?",
    )
    flanking_care = forms.CharField(
        label="Hulp die meeloopt",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="Zeker als een kind het merkt in huis of in geld.",
    )
    field_order = ("lock_version", "type", "subject", "reason", "flanking_care")

    def __init__(self, *args: Any, case: Case, today: date, **kwargs: Any) -> None:
        super().__init__(*args, case=case, today=today, **kwargs)
        self.fields["type"].queryset = self.types()  # type: ignore[attr-defined]
        self.fields["subject"].set_case(case)  # type: ignore[attr-defined]

    def types(self) -> QuerySet[InterventionType]:
        """What is in the catalogue, and what this intervention already is."""
        here = Q(is_archived=False) | Q(key=self.initial.get("type") or "")
        return InterventionType.objects.filter(here).order_by("name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("subject"):
            cleaned |= self.fields["subject"].subject(cleaned.pop("subject"))  # type: ignore[attr-defined]
        return cleaned


def initial_of_intervention(intervention: Intervention) -> dict[str, Any]:
    names = ("lock_version", "reason", "flanking_care", "starts_on", "ends_on")
    return {name: getattr(intervention, name) for name in names} | {
        "type": intervention.type.key,
        "subject": SubjectChoice.value_of(intervention.member_id, intervention.household_id),
        "organisation": intervention.organisation_id,
        "owner": intervention.owner_id,
    }


class StartIntervention(forms.Form):
    """From when it runs, and until when if that is known."""

    starts_on = DutchDateField(label="Begint op")
    ends_on = DutchDateField(label="Eindigt op", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_period(self, cleaned)
        return cleaned


class EndIntervention(forms.Form):
    """On which day it ended."""

    ends_on = PastDateField(label="Geëindigd op")

    def __init__(self, *args: Any, starts_on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on

    def clean_ends_on(self) -> date:
        ends_on: date = self.cleaned_data["ends_on"]
        if self.starts_on and ends_on < self.starts_on:
            raise forms.ValidationError("Het einde ligt voor het begin.")
        return ends_on


class RecordNotUsed(forms.Form):
    """Considered, not used, with a coded reason and a day to look again."""

    reason = forms.ModelChoiceField(
        label="Waarom niet gebruikt", queryset=NotUsedReason.objects.none(), empty_label="Kies een reden"
    )
    text = forms.CharField(
        label="Toelichting", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    look_again_on = ComingDateField(label="Opnieuw bekijken op", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = NotUsedReason.objects.current().in_order()  # type: ignore[attr-defined]
