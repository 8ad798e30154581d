"""What somebody types for a plan, its goals and its actions."""

from datetime import date
from typing import Any

from django import forms

from cases.models import Case, Household, Member
from domains.models import LifeDomain, Score
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.screen.dates import ComingDateField, PastDateField
from interventions.models import (
    ActionItem,
    ActionKind,
    ActionStatus,
    Decision,
    FamilyView,
    Goal,
    GoalTerm,
    Intervention,
    Line,
    Plan,
)


class ChangePlan(forms.Form):
    """The words around the goals; the goals have pages of their own."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    summary = forms.CharField(
        label="In het kort",
        widget=forms.Textarea,
        required=False,
        help_text="Wat is er aan de hand en wat gaan we doen? Dit staat vooraan op papier.",
    )
    agreements = forms.CharField(
        label="Afspraken",
        widget=forms.Textarea,
        required=False,
        help_text="Wie vertelt het gezin wat? Wie is contactpunt? Wat doen we als het misgaat?",
    )
    family_view = forms.ChoiceField(
        label="Wat vindt het gezin van het plan?", choices=FamilyView, widget=forms.RadioSelect
    )
    family_words = forms.CharField(
        label="In hun eigen woorden, of waarom niet besproken", widget=forms.Textarea, required=False
    )
    evaluate_on = ComingDateField(label="Evaluatie op", required=False, help_text="Bijvoorbeeld 22-02-2027.")
    interventions = forms.ModelMultipleChoiceField(
        label="Interventies in dit plan",
        queryset=Intervention.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
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
        "interventions": [intervention.pk for intervention in plan.interventions.all()],
    }


class ProposePlan(forms.Form):
    answer_by = ComingDateField(label="Reageren uiterlijk")


class ReactToPlan(forms.Form):
    """The decision of one's own organisation; without a full yes it says why."""

    decision = forms.ChoiceField(
        label="Wat vindt uw organisatie van dit plan?", choices=Decision, widget=forms.RadioSelect
    )
    remark = forms.CharField(label="Voorbehoud of reden", widget=forms.Textarea, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") in {Decision.RESERVATION, Decision.NOT_AGREED} and not cleaned.get("remark"):
            self.add_error("remark", "Schrijf het voorbehoud of de reden op.")
        return cleaned


class EvaluatePlan(forms.Form):
    on = PastDateField(label="Besproken op")
    evaluation = forms.CharField(
        label="Uitkomst van de evaluatie",
        widget=forms.Textarea,
        help_text="Welke doelen zijn gehaald? Wat werkte, wat niet?",
    )


class SubjectChoice(forms.ChoiceField):
    """For whom: the network, a household or a member. Cleans to the two fields of the model, one of them filled."""

    def __init__(self, *, case: Case | None = None, **kwargs: Any) -> None:
        super().__init__(widget=forms.Select, **kwargs)
        if case:
            self.set_case(case)

    def set_case(self, case: Case) -> None:
        self.case = case
        households = [(f"household-{home.pk}", home.name) for home in case.households.order_by("name")]
        members = [(f"member-{member.pk}", member.full_name) for member in case.members.current().eldest_first()]
        choices: list[Any] = [("network", "Hele netwerk")]
        choices += [("Huishoudens", households)] if households else []
        choices += [("Gezinsleden", members)] if members else []
        self.choices = choices

    @staticmethod
    def value_of(member_id: int | None, household_id: int | None) -> str:
        if member_id:
            return f"member-{member_id}"
        return f"household-{household_id}" if household_id else "network"

    def subject(self, value: str) -> dict[str, Member | Household | None]:
        kind, _, number = value.partition("-")
        return {
            "member": self.case.members.get(pk=number) if kind == "member" else None,
            "household": self.case.households.get(pk=number) if kind == "household" else None,
        }


class DescribeGoal(forms.Form):
    """One goal; a small working goal hangs under a long one."""

    statement = forms.CharField(
        label="Doel",
        max_length=300,
        help_text="Wat is straks waar? Bijvoorbeeld: Jayden gaat vier dagen per week naar school.",
    )
    term = forms.ChoiceField(label="Termijn", choices=GoalTerm, widget=forms.RadioSelect, initial=GoalTerm.LONG)
    parent = forms.ModelChoiceField(label="Onder welk doel", queryset=Goal.objects.none(), required=False)
    life_domain = forms.ModelChoiceField(label="Leefgebied", queryset=LifeDomain.objects.none())
    subject = SubjectChoice(label="Voor wie")
    own_words = forms.CharField(label="In woorden van het gezin", max_length=300, required=False)
    target = forms.TypedChoiceField(
        label="Doelscore", choices=[("", "Geen score"), *Score.choices], coerce=int, empty_value=None, required=False
    )
    due_on = ComingDateField(label="Gehaald op", required=False)

    def __init__(self, *args: Any, plan: Plan, goal: Goal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = plan.goals.filter(term=GoalTerm.LONG).order_by("position", "pk")
        self.fields["parent"].queryset = parents.exclude(pk=goal.pk) if goal else parents  # type: ignore[attr-defined]
        self.fields["life_domain"].queryset = LifeDomain.objects.current()  # type: ignore[attr-defined]
        self.fields["subject"].set_case(plan.case)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("term") == GoalTerm.LONG and cleaned.get("parent"):
            self.add_error("parent", "Alleen een werkdoel hangt onder een ander doel. Maak dit veld leeg.")
        if cleaned.get("subject"):
            cleaned |= self.fields["subject"].subject(cleaned.pop("subject"))  # type: ignore[attr-defined]
        return cleaned


def initial_of_goal(goal: Goal) -> dict[str, Any]:
    names = ("statement", "term", "parent", "life_domain", "own_words", "target", "due_on")
    return {name: getattr(goal, name) for name in names} | {
        "subject": SubjectChoice.value_of(goal.member_id, goal.household_id)
    }


class DescribeAction(forms.Form):
    """One action: what, who, when, along which line."""

    what = forms.CharField(label="Actie", max_length=300, help_text="Begin met een werkwoord: Bel de school.")
    organisation = forms.ModelChoiceField(label="Organisatie", queryset=Organisation.objects.none())
    owner = forms.ModelChoiceField(label="Professional", queryset=User.objects.none(), required=False)
    family_owner = forms.CharField(
        label="Of iemand uit het gezin of netwerk",
        max_length=100,
        required=False,
        help_text="Krijgt geen account en geen mail.",
    )
    due_on = ComingDateField(label="Klaar op")
    line = forms.ChoiceField(label="Lijn", choices=Line, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="Soort", choices=ActionKind)

    def __init__(self, *args: Any, case: Case, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = case.involvements.running(today)
        self.fields["organisation"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            pk__in=seats.values("organisation")
        ).by_table_order()
        self.fields["owner"].queryset = User.objects.filter(pk__in=seats.values("user")).by_name()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        owner, organisation = cleaned.get("owner"), cleaned.get("organisation")
        if owner and organisation and owner.organisation_id != organisation.pk:
            self.add_error(
                "owner", f"{owner} werkt niet bij {organisation}. Kies een collega of een andere organisatie."
            )
        if owner and cleaned.get("family_owner"):
            self.add_error("family_owner", "Kies een professional of iemand uit het gezin, niet allebei.")
        return cleaned


def initial_of_action(action: ActionItem) -> dict[str, Any]:
    names = ("what", "organisation", "owner", "family_owner", "due_on", "line", "kind")
    return {name: getattr(action, name) for name in names}


class ReportProgress(forms.Form):
    status = forms.ChoiceField(label="Stand", choices=ActionStatus, widget=forms.RadioSelect)
    reason = forms.CharField(label="Toelichting", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("status") in {ActionStatus.STOPPED, ActionStatus.IMPOSSIBLE} and not cleaned.get("reason"):
            self.add_error("reason", "Schrijf op waarom deze actie stopt of niet kan.")
        return cleaned
