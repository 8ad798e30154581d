"""What somebody types for a plan: the words around its goals, and the steps of its course."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from cases.models import Case
from familienetwerk.screen.dates import ComingDateField, PastDateField
from interventions.models import Decision, FamilyView, Intervention, Plan

STAYS_OUT = "Kruis elke interventie aan die buiten het plan blijft, of voeg haar eerst toe aan het plan."


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
        label="Werkafspraken",
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
        help_text="Alleen wat gekozen is, staat hier. Kiezen doet u onder Interventies.",
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interventions"].queryset = (  # type: ignore[attr-defined]
            case.interventions.known_to(case.reader)
            .chosen()
            .select_related("type", "member", "household")
            .newest_first()
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
        "interventions": [
            intervention.pk for intervention in plan.interventions.known_to(plan.case.reader).newest_first()
        ],
    }


class TakeUp(forms.Form):
    """Which of the chosen interventions go into the draft."""

    interventions = InterventionChoices(queryset=Intervention.objects.none())

    def __init__(self, *args: Any, left_out: QuerySet[Intervention], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interventions"].queryset = left_out  # type: ignore[attr-defined]


class LeaveOut(forms.Form):
    """What was chosen in the case and is not in this version: it stays out because somebody says so."""

    stays_out = InterventionChoices(
        label="Gekozen, maar niet in dit plan",
        queryset=Intervention.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": STAYS_OUT},
        help_text="Kruis aan wat bewust buiten deze versie blijft. Hoort het erin? Voeg het eerst toe aan het plan.",
    )

    def __init__(self, *args: Any, left_out: QuerySet[Intervention], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left_out = set(left_out)
        if self.left_out:
            self.fields["stays_out"].queryset = left_out  # type: ignore[attr-defined]
        else:
            del self.fields["stays_out"]

    def clean_stays_out(self) -> QuerySet[Intervention]:
        stays_out: QuerySet[Intervention] = self.cleaned_data["stays_out"]
        if set(stays_out) != self.left_out:
            raise forms.ValidationError(STAYS_OUT)
        return stays_out


class ProposePlan(LeaveOut):
    answer_by = ComingDateField(label="Reageren uiterlijk")


class AdoptPlan(LeaveOut):
    """What is adopted stands on the page itself."""


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
