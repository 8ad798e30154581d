"""What somebody types for a goal, for an action, and for how that action goes."""

from datetime import date
from typing import Any

from django import forms

from cases.audience import Offer
from cases.forms.for_whom import ASKED, ForWhom
from cases.models import Case
from domains.models import LifeDomain, Score
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.screen.dates import ComingDateField
from interventions.forms.subject import NOBODY, ProfessionalChoice, SubjectChoice, check_owner, offer_the_table
from interventions.models import ActionItem, ActionKind, ActionStatus, Goal, GoalTerm, Line, Plan
from interventions.models.goal import NEED_A_REASON


class DescribeGoal(forms.Form):
    """One goal; a small working goal hangs under a long one."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    statement = forms.CharField(
        label="Doel",
        max_length=300,
        help_text="Wat is straks waar? Bijvoorbeeld: Jayden gaat vier dagen per week naar school.",
    )
    term = forms.ChoiceField(
        label="Doel of werkdoel?", choices=GoalTerm, widget=forms.RadioSelect, initial=GoalTerm.LONG
    )
    parent = forms.ModelChoiceField(
        label="Onder welk doel",
        queryset=Goal.objects.none(),
        required=False,
        empty_label="Geen",
        help_text="Alleen voor een werkdoel.",
    )
    life_domain = forms.ModelChoiceField(
        label="Leefgebied", queryset=LifeDomain.objects.none(), empty_label="Kies een leefgebied"
    )
    subject = SubjectChoice(label="Voor wie")
    own_words = forms.CharField(label="In woorden van het gezin", max_length=300, required=False)
    target = forms.TypedChoiceField(
        label="Doelscore", choices=[("", "Geen score"), *Score.choices], coerce=int, empty_value=None, required=False
    )
    due_on = ComingDateField(label="Te halen op", required=False)

    def __init__(self, *args: Any, plan: Plan, goal: Goal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = plan.goals.known_to(plan.case.reader).filter(term=GoalTerm.LONG).order_by("position", "pk")
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
    names = ("lock_version", "statement", "term", "own_words", "target", "due_on")
    return {name: getattr(goal, name) for name in names} | {
        "parent": goal.parent_id,
        "life_domain": goal.life_domain_id,
        "subject": SubjectChoice.value_of(goal.member_id, goal.household_id),
    }


def initial_under(parent: Goal) -> dict[str, Any]:
    """A working goal begins with what its goal is about."""
    return {
        "term": GoalTerm.SMALL,
        "parent": parent.pk,
        "life_domain": parent.life_domain_id,
        "subject": SubjectChoice.value_of(parent.member_id, parent.household_id),
    }


class DescribeAction(ForWhom):
    """One action: what, who, when, along which line."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    what = forms.CharField(label="Actie", max_length=300, help_text="Begin met een werkwoord: Bel de school.")
    organisation = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisation.objects.none(), empty_label="Kies een organisatie"
    )
    owner = ProfessionalChoice(label="Professional", queryset=User.objects.none(), required=False, empty_label=NOBODY)
    family_owner = forms.CharField(
        label="Of iemand uit het gezin of netwerk",
        max_length=100,
        required=False,
        help_text="Krijgt geen account en geen mail.",
    )
    due_on = ComingDateField(label="Klaar op")
    line = forms.ChoiceField(label="Lijn", choices=Line, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="Soort", choices=ActionKind)

    def __init__(
        self, *args: Any, case: Case, today: date, offer: Offer, action: ActionItem | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.set_offer(offer)
        if action:  # the law of what was written stays
            del self.fields["regime"]
        self.order_fields([*(name for name in self.fields if name not in ASKED), *ASKED])
        offer_the_table(self, case, today=today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_owner(self, cleaned)
        if cleaned.get("owner") and cleaned.get("family_owner"):
            self.add_error("family_owner", "Kies een professional of iemand uit het gezin, niet allebei.")
        return cleaned


def initial_of_action(action: ActionItem) -> dict[str, Any]:
    names = ("lock_version", "due_on", "line", "audience", "named")
    return (
        action.words.texts
        | {name: getattr(action, name) for name in names}
        | {
            "organisation": action.organisation_id,
            "owner": action.owner_id,
        }
    )


class ReportProgress(forms.Form):
    needed_when = {"reason": "nodig als de actie stopt of niet kan"}
    status = forms.ChoiceField(label="Stand", choices=ActionStatus, widget=forms.RadioSelect)
    reason = forms.CharField(label="Toelichting", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("status") in NEED_A_REASON and not cleaned.get("reason"):
            self.add_error("reason", "Schrijf op waarom deze actie stopt of niet kan.")
        return cleaned
