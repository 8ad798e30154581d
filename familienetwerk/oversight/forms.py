"""What is filled in by who looks after the app: about work that failed, and about whom somebody asks."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict

from familienetwerk.oversight.models import Outcome
from familienetwerk.oversight.reviewing import Judgement
from familienetwerk.oversight.words import SettledBecause
from familienetwerk.screen.dates import PastDateField

NOBODY_IS_TOLD = (
    "Uw oordeel blijft in deze controle: niemand krijgt er bericht van. Is iets niet in orde? "
    "Bespreek het met de organisatie van deze medewerker, en meld een datalek apart."
)


class SettleJob(forms.Form):
    reason = forms.ChoiceField(label="Waarom kan dit zo blijven?", choices=SettledBecause, widget=forms.RadioSelect)


class FindPerson(forms.Form):
    """Both must be right: this is to answer somebody who asks who looked, not to look around."""

    family_name = forms.CharField(label="Achternaam", max_length=100)
    birth_date = PastDateField(label="Geboortedatum")


class JudgeSignal(forms.Form):
    outcome = forms.ChoiceField(
        label="Wat is uw oordeel?", choices=Outcome, help_text=NOBODY_IS_TOLD, widget=forms.RadioSelect
    )
    reason = forms.CharField(label="Waarom?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerSignal(forms.Form):
    answer = forms.CharField(
        label="Waarvoor had u dit nodig?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


LEFT_FOR_LATER = ("", "Later")


class JudgeSamples(forms.Form):
    """All lines that wait for this judge on one page. One may leave some for later."""

    def __init__(self, data: QueryDict | None, *, waiting: Iterable[int]) -> None:
        super().__init__(data)
        self.waiting = list(waiting)
        for number in self.waiting:
            self.fields[outcome_of(number)] = forms.ChoiceField(
                label="Wat vond u?",
                choices=[LEFT_FOR_LATER, *Outcome.choices],
                required=False,
                widget=forms.RadioSelect(attrs={"class": "scale"}),
            )
            self.fields[remark_of(number)] = forms.CharField(
                label="Bevinding", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 1})
            )
        self.needed_when = dict.fromkeys(map(outcome_of, self.waiting), "")
        self.needed_when |= dict.fromkeys(map(remark_of, self.waiting), "nodig als het niet in orde is")

    def clean(self) -> None:
        for number, judgement in self.said.items():
            if judgement.remark and not judgement.outcome:
                self.add_error(outcome_of(number), "Kies ook een oordeel.")
            elif judgement.outcome == Outcome.REPORT and not judgement.remark:
                self.add_error(remark_of(number), "Schrijf op wat u vond.")
        if not self.errors and not self.judged:
            raise ValidationError("Geef bij minstens één regel een oordeel.")

    @property
    def who_is_told(self) -> str:
        return NOBODY_IS_TOLD

    @property
    def said(self) -> dict[int, Judgement]:
        fields = self.cleaned_data
        return {
            number: Judgement(fields.get(outcome_of(number), ""), fields.get(remark_of(number), ""))
            for number in self.waiting
        }

    @property
    def judged(self) -> dict[int, Judgement]:
        return {number: judgement for number, judgement in self.said.items() if judgement.outcome}

    def fields_of(self, number: int) -> tuple[BoundField, BoundField]:
        return self[outcome_of(number)], self[remark_of(number)]


def outcome_of(number: int) -> str:
    return f"regel_{number}_oordeel"


def remark_of(number: int) -> str:
    return f"regel_{number}_bevinding"


class SignReview(forms.Form):
    remark = forms.CharField(
        label="Opmerking", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
