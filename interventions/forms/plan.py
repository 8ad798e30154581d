"""What somebody types for a plan: the words around its goals, and the steps of its course."""

from typing import Any

from django import forms

from cases.models import Case
from familienetwerk.screen.dates import ComingDateField, PastDateField
from interventions.models import Decision, FamilyView, Intervention, Plan


class InterventionChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Each with for whom it is, since the same instrument may be chosen twice."""

    def label_from_instance(self, obj: Intervention) -> str:
        return f"{obj.type}, {obj.subject_name} ({obj.get_status_display().lower()})"


class ChangePlan(forms.Form):
    """The words around the goals; the goals have pages of their own."""

    needed_when = {
        "family_words": "nodig om voor te leggen, behalve als het gezin akkoord is",
        "evaluate_on": "nodig om voor te leggen",
    }
    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    summary = forms.CharField(
        label="In het kort",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="Wat is er aan de hand en wat gaan we doen? Dit staat vooraan op papier.",
    )
    agreements = forms.CharField(
        label="Afspraken",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="Wie vertelt het gezin wat? Wie is contactpunt? Wat doen we als het misgaat?",
    )
    family_view = forms.ChoiceField(
        label="Wat vindt het gezin van het plan?", choices=FamilyView, widget=forms.RadioSelect
    )
    family_words = forms.CharField(
        label="In hun eigen woorden, of waarom niet besproken",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    evaluate_on = ComingDateField(label="Evaluatie op", required=False, help_text="Bijvoorbeeld 22-02-2027.")
    interventions = InterventionChoices(
        label="Interventies in dit plan",
        queryset=Intervention.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Alleen wat gekozen is, staat hier. Kiezen doet u onder Maatregelen.",
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interventions"].queryset = (  # type: ignore[attr-defined]
            case.interventions.chosen().select_related("type", "member", "household").newest_first()
        )


def initial_of_plan(plan: Plan) -> dict[str, Any]:
    """What ChangePlan starts with."""
    return {
        "lock_version": plan.lock_version,
        "summary": plan.summary,
        "agreements": plan.agreements,
        "family_view": plan.family_view,
        "family_words": plan.family_words,
        "evaluate_on": plan.evaluate_on,
        "interventions": [intervention.pk for intervention in plan.interventions.newest_first()],
    }


class ProposePlan(forms.Form):
    answer_by = ComingDateField(label="Reageren uiterlijk")


class ReactToPlan(forms.Form):
    """The decision of one's own organisation; without a full yes it says why."""

    needed_when = {"remark": "nodig als u niet helemaal akkoord bent"}
    decision = forms.ChoiceField(
        label="Wat vindt uw organisatie van dit plan?", choices=Decision, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label="Voorbehoud of reden", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") in {Decision.RESERVATION, Decision.NOT_AGREED} and not cleaned.get("remark"):
            self.add_error("remark", "Schrijf het voorbehoud of de reden op.")
        return cleaned


class EvaluatePlan(forms.Form):
    on = PastDateField(label="Besproken op")
    evaluation = forms.CharField(
        label="Uitkomst van de evaluatie",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Welke doelen zijn gehaald? Wat werkte, wat niet?",
    )
