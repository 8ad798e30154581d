"""What is filled in about a breach: by anybody who saw something go wrong, and by who keeps the register."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from familienetwerk.breaches.models import AffectedKind, Breach, BreachKind, DataKind, Recipient, Telling
from familienetwerk.breaches.traces import Traces
from familienetwerk.screen.dates import HourField, PastDateField
from familienetwerk.screen.forms import Worded


def long_text(label: str, *, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), **options)


class AtMoment(forms.Form):
    """A day and a time that together are one moment, not in the future."""

    day_name, hour_name = "discovered_on", "discovered_time"

    @property
    def moment(self) -> datetime | None:
        day, hour = self.cleaned_data.get(self.day_name), self.cleaned_data.get(self.hour_name)
        return timezone.make_aware(datetime.combine(day, hour)) if day and hour else None

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if self.moment and self.moment > timezone.now():
            self.add_error(self.hour_name, "Dit tijdstip ligt in de toekomst.")
        return fields


class ReportSuspicion(AtMoment):
    what = long_text(
        "Wat ging er mis?",
        rows=5,
        help_text="Een mail naar de verkeerde, een kwijt papier, iemand die meekeek. Noem geen namen van gezinnen.",
    )
    discovered_on = PastDateField(label="Op welke dag merkte u het?")
    discovered_time = HourField(label="Hoe laat?")
    case_number = forms.CharField(
        label="Om welke casus gaat het?",
        max_length=20,
        required=False,
        help_text="Het nummer, als u de casus kunt openen. Anders laat u dit leeg.",
    )

    @property
    def answers(self) -> dict[str, Any]:
        fields = self.cleaned_data
        return {
            "what": fields["what"],
            "discovered_at": self.moment,
            "case_number": fields["case_number"].strip(),
        }


class DismissSuspicion(forms.Form):
    reason = long_text("Waarom is dit geen datalek?")


class KeepBreach(AtMoment):
    """A line of the register. What is not yet known stays empty: it is filled in later."""

    kind = forms.ChoiceField(label="Wat gebeurde er met de gegevens?", choices=BreachKind, widget=forms.RadioSelect)
    what = long_text("Wat gebeurde er?", rows=5, help_text="Zonder namen van personen of gezinnen.")
    began_on = PastDateField(label="Sinds welke dag?", required=False)
    discovered_on = PastDateField(label="Op welke dag werd het ontdekt?", help_text="Vanaf dan loopt de 72 uur.")
    discovered_time = HourField(label="Hoe laat werd het ontdekt?")
    people = forms.IntegerField(
        label="Om hoeveel mensen gaat het?",
        min_value=0,
        max_value=17_000_000,
        required=False,
        help_text="Een schatting mag.",
        error_messages={"min_value": "Vul 0 in of meer.", "max_value": "Vul een kleiner aantal in."},
    )
    data_kinds = forms.MultipleChoiceField(
        label="Welke gegevens?", choices=DataKind, widget=forms.CheckboxSelectMultiple, required=False
    )
    consequences = long_text("Wat kunnen de gevolgen zijn?", required=False)
    measures = long_text("Welke maatregelen zijn er genomen?", required=False)
    lock_version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    @property
    def answers(self) -> dict[str, Any]:
        apart = (self.day_name, self.hour_name, "lock_version")
        fields = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        return fields | {"discovered_at": self.moment}

    @property
    def answers_with_lock(self) -> dict[str, Any]:
        return self.answers | {"lock_version": self.cleaned_data["lock_version"]}


def as_typed(breach: Breach) -> dict[str, Any]:
    """What the form of this breach begins with."""
    same = ("kind", "what", "began_on", "people", "data_kinds", "consequences", "measures", "lock_version")
    return {name: getattr(breach, name) for name in same} | moment_as_typed(breach.discovered_at)


def moment_as_typed(moment: datetime) -> dict[str, Any]:
    local = timezone.localtime(moment)
    return {"discovered_on": local.date(), "discovered_time": f"{local:%H:%M}"}


class DecideTelling(AtMoment):
    """Told, and when; or not, and why not."""

    day_name, hour_name = "told_on", "told_time"
    needed_when = {
        **dict.fromkeys(("told_on", "told_time", "reference"), "nodig als u bericht gaf"),
        "late_reason": "nodig als het later was",
        "words": "nodig als u geen bericht gaf",
    }
    is_told = forms.TypedChoiceField(
        label="Bericht gegeven?",
        coerce=lambda value: value == "ja",
        choices=[("ja", "Ja"), ("nee", Worded("Nee", "Leg hieronder uit waarom dat niet nodig is."))],
        widget=forms.RadioSelect,
    )
    told_on = PastDateField(label="Op welke dag?", required=False)
    told_time = HourField(label="Hoe laat?", required=False)
    reference = forms.CharField(label="Nummer van de melding bij de AP", max_length=50, required=False)
    late_reason = long_text("Waarom later dan 72 uur na de ontdekking?", rows=2, required=False)
    words = long_text("Hoe, of waarom niet?", required=False)

    def __init__(self, data: Any = None, *, recipient: Recipient, decided: Telling | None = None) -> None:
        super().__init__(data, initial=telling_as_typed(decided) if decided else None)
        if recipient != Recipient.AUTHORITY:
            del self.fields["reference"], self.fields["late_reason"]

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        if fields.get("is_told") and not self.moment and not self.errors.keys() & {self.day_name, self.hour_name}:
            self.add_error(self.day_name, "Vul de dag en de tijd in waarop u bericht gaf.")
        if fields.get("is_told") and "reference" in fields and not fields["reference"]:
            self.add_error("reference", "Vul het nummer in dat de AP aan de melding gaf.")
        if fields.get("is_told") is False and not fields.get("words"):
            self.add_error("words", "Leg uit waarom geen bericht nodig is.")
        return fields

    @property
    def answers(self) -> dict[str, Any]:
        fields, is_told = self.cleaned_data, self.cleaned_data["is_told"]
        kept: dict[str, Any] = {
            name: fields[name] if is_told else "" for name in ("reference", "late_reason") if name in fields
        }
        return {"is_told": is_told, "told_at": self.moment if is_told else None, "words": fields["words"], **kept}


def telling_as_typed(telling: Telling) -> dict[str, Any]:
    same: dict[str, Any] = {name: getattr(telling, name) for name in ("reference", "late_reason", "words")}
    local = timezone.localtime(telling.told_at) if telling.told_at else None
    when = {"told_on": local.date(), "told_time": f"{local:%H:%M}"} if local else {}
    return same | when | {"is_told": "ja" if telling.is_told else "nee"}


class LookInCase(forms.Form):
    """Which case, and in which days: what was looked at and given then."""

    casus = forms.CharField(label="Casusnummer", max_length=20)
    vanaf = PastDateField(label="Vanaf")
    tot = PastDateField(label="Tot en met")


class MarkAffected(forms.Form):
    """From what was found: the case itself, who looked, what was given."""

    rows = forms.MultipleChoiceField(
        label="Wat is geraakt?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Zet een vinkje bij wat geraakt is.", "invalid_choice": "Kies uit de lijst."},
    )

    def __init__(self, data: Any = None, *, traces: Traces) -> None:
        super().__init__(data)
        self.traces = traces
        every = {
            AffectedKind.CASE: [(traces.case.pk, f"De hele casus {traces.case.number}")],
            AffectedKind.LOOK: traces.looks,
            AffectedKind.SHARING: traces.given,
        }
        choices = [(f"{kind}:{number}", words) for kind, rows in every.items() for number, words in rows]
        self.fields["rows"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[tuple[str, int]]:
        pairs = (value.split(":") for value in self.cleaned_data["rows"])
        return [(kind, int(number)) for kind, number in pairs]


class CloseBreach(forms.Form):
    conclusion = long_text(
        "Wat leren wij hiervan?", help_text="Hierna verandert er niets meer, tenzij u het datalek heropent."
    )
