"""Forms of triage: the four criteria, the decision, and the concern for a child."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import QueryDict

from cases import deadlines, rules
from cases.actions import Acceptance
from cases.forms.intake import OrganisationsField, let_go
from cases.models import Case, Criterion, CriterionAnswer, CriterionOutcome, TriageOutcome, Urgency
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.models.organisation import OrganisationQuerySet
from familienetwerk.accounts.roles import Role
from familienetwerk.screen.dates import ComingDateField, PastDateField
from familienetwerk.screen.forms import EXPLAINED, Worded

WHAT_FOLLOWS = {
    TriageOutcome.ACCEPTED: "U wijst de regisseurs aan en vraagt partners aan tafel.",
    TriageOutcome.REFERRED: "Een andere organisatie of een ander team pakt dit op. Schrijf wie.",
    TriageOutcome.REJECTED: "Geen integrale aanpak. Schrijf het advies aan wie dit inbracht.",
    TriageOutcome.PARKED: "Nu niet beslissen. De intake komt terug op een dag die u kiest.",
}
WHY_ASKED = "Uw organisatie is van begin af aan nodig om samen te kijken."


class NoteChildSafety(forms.Form):
    """That somebody fears for a child, and when Veilig Thuis was consulted."""

    consulted_on = PastDateField(label="Overlegd met Veilig Thuis op")

    def __init__(self, data: QueryDict | None, *, is_noted: bool) -> None:
        super().__init__(data)
        self.fields["consulted_on"].required = is_noted


class AnswerCriteria(forms.Form):
    """The four national criteria, each yes, no or unknown, with a reason. One may leave some for later."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, answered: Iterable[CriterionAnswer]) -> None:
        super().__init__(data)
        for criterion in Criterion:
            self.fields[outcome_of(criterion)] = forms.ChoiceField(
                label=criterion.label,
                choices=CriterionOutcome,
                widget=forms.RadioSelect(attrs={"class": "scale"}),
                error_messages={"required": "Kies ja, nee of nog onbekend."},
            )
            self.fields[reason_of(criterion)] = forms.CharField(
                label="Reden",
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=2000,
                error_messages={"required": "Schrijf waarom."},
            )
        self.initial = initial_of(answered)

    @property
    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[outcome], self[reason]) for outcome, reason in names_of_fields()]

    @property
    def answers(self) -> dict[Criterion, tuple[CriterionOutcome, str]]:
        """What was answered; a criterion that was left for later is not in it."""
        fields = self.cleaned_data
        return {
            criterion: (CriterionOutcome(fields[outcome_of(criterion)]), fields[reason_of(criterion)])
            for criterion in Criterion
            if fields[outcome_of(criterion)]
        }

    def clean(self) -> dict[str, Any]:
        fields = self.cleaned_data
        left_for_later = [
            names for names in names_of_fields() if not any(self.data.get(name, "").strip() for name in names)
        ]
        for names in left_for_later:
            let_go(self, *names)
        if len(left_for_later) == len(Criterion):
            self.add_error(None, "Beantwoord minstens één criterium.")
        return fields


class DecideTriage(forms.Form):
    """What people decided about an intake, and when they accepted it: who coordinates and who comes to the table."""

    outcome = forms.ChoiceField(
        label="Besluit",
        choices=[(outcome.value, Worded(outcome.label, WHAT_FOLLOWS[outcome])) for outcome in TriageOutcome],
        widget=forms.RadioSelect(attrs={"class": EXPLAINED}),
    )
    reason = forms.CharField(label="Reden en advies", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    deciders = OrganisationsField(
        Organisation.objects.none(), label="Wie besliste mee?", help_text="Liefst veiligheid én sociaal."
    )
    without_both_sides = forms.BooleanField(label="Leg toch zo vast", required=False)
    look_again_on = ComingDateField(
        label="Opnieuw bekijken op", years=deadlines.LAST_REVIEW, help_text="Dan komt de intake op uw werkvoorraad."
    )
    name = forms.CharField(
        label="Neutrale naam", max_length=50, help_text="Een boom. Nooit een achternaam, adres of bijnaam."
    )
    urgency = forms.ChoiceField(label="Urgentie", choices=Urgency, widget=forms.RadioSelect)
    process_coordinator = forms.ModelChoiceField(
        User.objects.none(), label="Procesregisseur", empty_label="Kies iemand", help_text="Bewaakt de samenwerking."
    )
    case_coordinator = forms.ModelChoiceField(
        User.objects.none(),
        label="Casusregisseur",
        empty_label="Kies iemand",
        help_text="Bewaakt de inhoud en is aanspreekpunt. Mag dezelfde persoon zijn.",
    )
    invited = OrganisationsField(
        Organisation.objects.none(),
        label="Wie vraagt u aan tafel?",
        required=False,
        help_text="Wie iets weet of al iets doet, staat al aan. Zij zien de casus pas als zij meedoen.",
    )
    invitation_reason = forms.CharField(label="Waarom hebt u hen nodig?", max_length=300, initial=WHY_ASKED)
    invitation_due_on = ComingDateField(label="Antwoord uiterlijk", help_text="Standaard na 5 werkdagen.")

    IF_ACCEPTED = ("name", "urgency", "process_coordinator", "case_coordinator")
    IF_INVITED = ("invitation_reason", "invitation_due_on")

    def __init__(self, data: QueryDict | None, *, case: Case, user: User, today: date) -> None:
        super().__init__(data)
        around = organisations_around(case, user)
        coordinators = User.objects.active().select_related("organisation").by_name()
        self.fields["deciders"].queryset = self.fields["invited"].queryset = around  # type: ignore[attr-defined]
        offer(self, "process_coordinator", coordinators.with_role(Role.PROCESS_COORDINATOR))
        offer(self, "case_coordinator", coordinators.with_role(Role.CASE_COORDINATOR))
        self.initial = {
            "name": case.name,
            "urgency": case.urgency,
            "process_coordinator": user,
            "deciders": [user.organisation_id],
            "invited": who_know_something(case),
            "invitation_due_on": deadlines.working_days_after(today, deadlines.ANSWERING),
        }

    @property
    def asks_to_go_on(self) -> bool:
        """One side is missing among who decides: whoever records it says so knowingly."""
        return "without_both_sides" in self.errors or bool(self["without_both_sides"].value())

    def clean(self) -> dict[str, Any]:
        fields = self.cleaned_data
        if fields.get("outcome") != TriageOutcome.PARKED:
            let_go(self, "look_again_on")
        if fields.get("outcome") != TriageOutcome.ACCEPTED:
            let_go(self, *self.IF_ACCEPTED)
        if fields.get("outcome") != TriageOutcome.ACCEPTED or not fields.get("invited"):
            let_go(self, *self.IF_INVITED)
        decided_by = frozenset(organisation.policy_domain for organisation in fields.get("deciders", []))
        gaps = rules.gaps_in_deciding_group(decided_by)
        if "deciders" in fields and gaps and not fields.get("without_both_sides"):
            self.add_error("without_both_sides", f"{' '.join(gaps)} Zet een vinkje als u het toch zo wilt vastleggen.")
        return fields

    @property
    def answers(self) -> dict[str, Any]:
        """What decide_triage wants to know."""
        fields = self.cleaned_data
        wanted = ("outcome", "reason", "deciders", "look_again_on")
        answers = {name: fields[name] for name in wanted} | {"acceptance": None}
        answers["outcome"] = TriageOutcome(fields["outcome"])
        if fields["outcome"] == TriageOutcome.ACCEPTED:
            accepted = {name: fields[name] for name in (*self.IF_ACCEPTED, *self.IF_INVITED)}
            answers["acceptance"] = Acceptance(invited=list(fields["invited"]), **accepted)
        return answers


class LabelledUsers(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]
    """People with their organisation behind the name."""

    def choice(self, user: User) -> tuple[Any, str]:
        return self.field.prepare_value(user), f"{user.name}, {user.organisation}"


def offer(form: forms.Form, name: str, users: QuerySet[User]) -> None:
    field = form.fields[name]
    field.iterator = LabelledUsers  # type: ignore[attr-defined]
    field.queryset = users  # type: ignore[attr-defined]


def organisations_around(case: Case, user: User) -> OrganisationQuerySet:
    """Who was asked, who brought the intake, and the own organisation."""
    asked = case.questions.filter(withdrawn_on=None).values_list("organisation_id", flat=True)
    around = {*asked, case.bringing_organisation_id, user.organisation_id}
    return Organisation.objects.filter(pk__in=around).by_table_order()


def who_know_something(case: Case) -> list[int]:
    questions = case.questions.filter(withdrawn_on=None).select_related(None)
    return [question.organisation_id for question in questions if question.knows_something]


def names_of_fields() -> list[tuple[str, str]]:
    return [(outcome_of(criterion), reason_of(criterion)) for criterion in Criterion]


def outcome_of(criterion: Criterion) -> str:
    return f"{criterion.lower()}_outcome"


def reason_of(criterion: Criterion) -> str:
    return f"{criterion.lower()}_reason"


def initial_of(answered: Iterable[CriterionAnswer]) -> dict[str, Any]:
    """What stands there now; the lock is the sum over all answers, for each change adds one."""
    initial: dict[str, Any] = {"lock_version": 0}
    for answer in answered:
        criterion = Criterion(answer.criterion)
        initial |= {outcome_of(criterion): answer.outcome, reason_of(criterion): answer.reason}
        initial["lock_version"] += answer.lock_version
    return initial
