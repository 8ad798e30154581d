"""Forms of asking around: a question for one more organisation, and the answer of a desk."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from cases import deadlines
from cases.forms.intake import QUESTION, organisations_for
from cases.models import Answer, Case, IntakeQuestion
from cases.participants import taking_part, who_is_not_listed
from familienetwerk.accounts.models import Organisation, PolicyDomain, User
from familienetwerk.screen.dates import ComingDateField
from familienetwerk.screen.forms import EXPLAINED, Worded

MEANING = {
    Answer.KNOWN: "U kent één of meer van deze mensen.",
    Answer.ACTING: "Er loopt nu hulp, toezicht of een onderzoek.",
    Answer.WITHHELD: "Schrijf in één zin waarom. Noem niets over de persoon.",
}


class AskOrganisation(forms.Form):
    """One more organisation to ask."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisatie", empty_label="Kies een organisatie"
    )
    question = forms.CharField(
        label="Vraag",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        initial=QUESTION,
        help_text="De organisatie ziet namen, geboortedata, het kader en deze vraag. Noem hier niet wat er is gezien.",
    )
    due_on = ComingDateField(label="Antwoord uiterlijk", help_text="Standaard na 5 werkdagen.")

    def __init__(self, data: QueryDict | None, *, case: Case, user: User, today: date, wanted: str = "") -> None:
        super().__init__(data)
        asked = case.questions.filter(withdrawn_on=None).values("organisation_id")
        around = organisations_for(user).exclude(pk__in=asked)
        organisations = taking_part(around, case.legal_frame).by_table_order()
        if wanted in PolicyDomain.values:
            organisations = organisations.filter(policy_domain=wanted)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["organisation"].help_text = who_is_not_listed(around, case.legal_frame)
        self.initial["due_on"] = deadlines.working_days_after(today, deadlines.ANSWERING)


class AnswerQuestion(forms.Form):
    """What the asked organisation says. “Niet bekend bij ons” has a button of its own on the page."""

    needed_when = {"text": "nodig als u niets kunt delen"}
    answer = forms.ChoiceField(
        label="Wat is bekend?", choices=Answer, widget=forms.RadioSelect(attrs={"class": EXPLAINED})
    )
    text = forms.CharField(
        label="Korte toelichting",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text="Dát u iets doet is genoeg. Schrijf alleen wat de ander nodig heeft.",
    )

    def __init__(self, data: QueryDict | None, *, question: IntakeQuestion) -> None:
        super().__init__(data, initial={"answer": question.answer, "text": question.answer_text})
        self.fields["answer"].widget.choices = [
            (answer.value, Worded(answer.label, meaning)) for answer, meaning in MEANING.items()
        ]

    def clean(self) -> dict[str, Any]:
        fields = self.cleaned_data
        if fields.get("answer") == Answer.WITHHELD and not fields.get("text"):
            self.add_error("text", "Schrijf in één zin waarom u niets kunt delen.")
        return fields
