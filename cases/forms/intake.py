"""The form of a new intake: on which ground, from whom, what was seen, about whom, and who is asked."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.http import QueryDict

from cases import deadlines, rules
from cases.actions import Person, Seen
from cases.models import Audience, Gender, LegalFrame, MembershipReason, Nature, Regime, Urgency
from familienetwerk.accounts.models import Organisation, PolicyDomain, User
from familienetwerk.accounts.models.organisation import OrganisationQuerySet
from familienetwerk.screen.dates import ComingDateField, PastDateField
from familienetwerk.screen.forms import Worded
from familienetwerk.screen.typed import Draft

YES, NO = "ja", "nee"
YES_OR_NO = [(YES, "Ja"), (NO, "Nee")]
MOST_ROWS = 60  # of people or of things seen, in one form
EXPLAINED = "choices choices--explained"  # the explanation under each choice, not behind it
QUESTION = "Kent uw organisatie deze mensen? Doet u al iets voor of met hen?"
NATURES = [
    (Nature.FACT, Worded("Feit", "Zelf gezien of vastgelegd.")),
    (Nature.STATEMENT, Worded("Verklaring", "Iemand anders zei dit.")),
    (Nature.CONCERN, Worded("Zorgpunt", "Een vermoeden of mening.")),
]


class ByDomain(ModelChoiceIterator):  # type: ignore[type-arg]
    """Organisations under the name of their policy domain; the queryset is in table order."""

    def __iter__(self) -> Iterator[tuple[str, list[tuple[ModelChoiceIteratorValue | str, str]]]]:  # type: ignore[override]
        for policy_domain, organisations in groupby(self.queryset, lambda row: row.policy_domain):
            yield PolicyDomain(policy_domain).label, [self.choice(organisation) for organisation in organisations]


class OrganisationsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Organisations to tick, in groups."""

    widget = forms.CheckboxSelectMultiple
    iterator = ByDomain


class FrameField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A legal frame, chosen with its purpose, ground and controller in sight."""

    widget = forms.RadioSelect(attrs={"class": EXPLAINED})

    def label_from_instance(self, frame: LegalFrame) -> str:
        return Worded(
            frame.name,
            f"Doel: {frame.purpose}. Grondslag: {frame.legal_basis}. Verantwoordelijk: {frame.controller}.",
        )


class StartIntake(forms.Form):
    """What an intake holds besides its rows of people and of things seen."""

    legal_frame = FrameField(LegalFrame.objects.none(), label="Samenwerkingskader", empty_label=None)
    bringing_organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Aandragende organisatie",
        empty_label="Kies een organisatie",
        help_text="Wie brengt deze zorg in?",
    )
    first_signal_on = PastDateField(
        label="Datum van het eerste signaal", help_text="Hier begint de klok van deze casus. Bijvoorbeeld 23-11-2026."
    )
    urgency = forms.ChoiceField(
        label="Urgentie", choices=Urgency, widget=forms.RadioSelect, help_text="U bepaalt dit zelf, de app niet."
    )
    fears_for_a_child = forms.ChoiceField(
        label="Is er zorg over de veiligheid van een kind?",
        choices=YES_OR_NO,
        widget=forms.RadioSelect(attrs={"class": "scale"}),
        help_text="Ja? Overleg dan eerst met Veilig Thuis: 0800-2000. Dat kan altijd, ook zonder namen te noemen.",
    )
    consulted_on = PastDateField(
        label="Overlegd met Veilig Thuis op",
        required=False,
        help_text="Nog niet? Laat dit leeg en doe het vandaag.",
    )
    asked = OrganisationsField(
        Organisation.objects.none(),
        label="Aan wie stelt u de vraag?",
        help_text="Minstens één uit veiligheid en één uit sociaal. De standaardlijst van uw gemeente staat al aan.",
        error_messages={"required": " ".join(rules.obstacles_to_asking(frozenset()))},
    )
    question = forms.CharField(
        label="Vraag",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        initial=QUESTION,
        help_text="De organisatie ziet namen, geboortedata, het kader en deze vraag. Noem hier niet wat er is gezien.",
    )
    due_on = ComingDateField(label="Antwoord uiterlijk", help_text="Standaard na 5 werkdagen.")

    def __init__(self, data: QueryDict | None, *, user: User, today: date) -> None:
        super().__init__(data)
        frames, organisations = frames_for(user, today=today), organisations_for(user)
        self.fields["legal_frame"].queryset = frames  # type: ignore[attr-defined]
        self.fields["bringing_organisation"].queryset = organisations.order_by("name", "pk")  # type: ignore[attr-defined]
        self.fields["asked"].queryset = organisations.by_table_order()  # type: ignore[attr-defined]
        self.initial = {
            "legal_frame": frames[0] if len(frames) == 1 else None,
            "asked": organisations.filter(is_asked_at_intake=True),
            "due_on": deadlines.working_days_after(today, deadlines.ANSWERING),
        }

    def clean_fears_for_a_child(self) -> bool:
        return bool(self.cleaned_data["fears_for_a_child"] == YES)

    def clean_asked(self) -> list[Organisation]:
        asked = list(self.cleaned_data["asked"])
        if obstacles := rules.obstacles_to_asking(frozenset(organisation.policy_domain for organisation in asked)):
            raise ValidationError(obstacles)
        return asked


class ObservationRow(forms.Form):
    """One thing that was seen, said or feared."""

    nature = forms.ChoiceField(label="Soort", choices=NATURES, widget=forms.RadioSelect(attrs={"class": "scale"}))
    text = forms.CharField(
        label="Wat is gezien of gezegd?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="Alleen wat nodig is. Geen conclusies.",
    )
    observed_on = PastDateField(label="Gezien op")
    source = forms.CharField(label="Bron", max_length=200, required=False, help_text="Bijvoorbeeld: opa, school.")
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Organisatie",
        required=False,
        empty_label="De aandragende organisatie",
    )
    regime = forms.ChoiceField(label="Herkomst", choices=Regime, initial=Regime.AVG, help_text="Onder welke wet?")
    audience = forms.ChoiceField(
        label="Wie ziet dit?",
        choices=Audience,
        initial=Audience.ALL_INVOLVED,
        help_text="Anderen zien alleen dat het er is.",
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def seen(self, organisation: Organisation) -> Seen:
        """As brought by this organisation, unless the row names another."""
        fields = self.cleaned_data
        return Seen(**fields | {"organisation": fields.get("organisation") or organisation})


class AddObservation(ObservationRow):
    """One more thing that the own organisation saw; who reads it is spelled out."""

    def __init__(self, data: QueryDict | None, *, audiences: list[tuple[str, Worded]]) -> None:
        super().__init__(data, organisations=Organisation.objects.none())
        del self.fields["organisation"]
        self.fields["audience"] = forms.ChoiceField(
            label="Wie ziet dit?",
            choices=audiences,
            initial=Audience.ALL_INVOLVED,
            widget=forms.RadioSelect(attrs={"class": EXPLAINED}),
        )


class PersonRow(forms.Form):
    """Somebody it is about."""

    given_name = forms.CharField(label="Voornaam", max_length=80)
    name_prefix = forms.CharField(label="Tussenvoegsel", max_length=20, required=False)
    family_name = forms.CharField(label="Achternaam", max_length=100, required=False)
    birth_date = PastDateField(
        label="Geboortedatum", required=False, help_text="Alleen het jaar bekend? Vul 1-7 in en kies schatting."
    )
    is_birth_date_estimated = forms.BooleanField(label="Deze datum is een schatting", required=False)
    gender = forms.ChoiceField(label="Geslacht", choices=Gender, initial=Gender.UNKNOWN)
    reason = forms.ChoiceField(label="Waarom in deze casus?", choices=[("", "Kies"), *MembershipReason.choices])
    reason_text = forms.CharField(label="Toelichting", widget=forms.Textarea(attrs={"rows": 2}), max_length=500)
    discussed = forms.ChoiceField(
        label="Is de aanmelding vooraf met deze persoon besproken?",
        choices=YES_OR_NO,
        widget=forms.RadioSelect(attrs={"class": "scale"}),
        help_text="Bij een kind: met de ouders. Nee mag alleen met een zwaarwegende reden.",
    )
    informed_on = PastDateField(label="Besproken op")
    informing_postponed_until = ComingDateField(label="Uitgesteld tot", help_text="Dan kijkt u opnieuw.")
    informing_postponed_reason = forms.CharField(label="Reden van uitstel", max_length=500)
    review_on = ComingDateField(label="Opnieuw bekijken op", help_text="Hoort deze persoon er dan nog bij?")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["review_on"].initial = deadlines.months_after(today, deadlines.MEMBER_REVIEW)

    def person(self) -> Person:
        fields = {name: value for name, value in self.cleaned_data.items() if name != "discussed"}
        return Person(**fields)

    def clean(self) -> dict[str, Any]:
        """Of the two ways only the chosen one counts; an estimate needs a date."""
        fields = self.cleaned_data
        if fields.get("discussed") != YES:
            let_go(self, "informed_on")
        if fields.get("discussed") != NO:
            let_go(self, "informing_postponed_until", "informing_postponed_reason")
        if fields.get("is_birth_date_estimated") and not fields.get("birth_date"):
            self.add_error("birth_date", "Vul de geschatte geboortedatum in, of haal het vinkje weg.")
        return fields


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """At least one row; more on demand, and those that stay empty do not count."""

    row_name = ""
    add_label = ""

    def _construct_form(self, i: int, **options: Any) -> forms.Form:
        """A row that was just asked for begins with its initial values, so that it counts as empty while it is."""
        form: forms.Form = super()._construct_form(i, **options)  # type: ignore[misc]
        if isinstance(self.data, Draft) and self.data.new_row == form.prefix:
            for field in form:
                if field.initial is not None:
                    self.data[field.html_name] = field.field.prepare_value(field.initial)
        return form

    @property
    def filled(self) -> list[Any]:
        return [form for form in self.forms if form.has_changed()]


class ObservationRows(Rows):
    row_name = "waarneming"
    add_label = "Nog een waarneming"


class PersonRows(Rows):
    row_name = "persoon"
    add_label = "Nog een persoon"


rows_of = partial(formset_factory, extra=0, min_num=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
Observations: type[ObservationRows] = rows_of(ObservationRow, ObservationRows)  # type: ignore[assignment]
People: type[PersonRows] = rows_of(PersonRow, PersonRows)  # type: ignore[assignment]


class NewIntake:
    """The form and its two sets of rows, as one thing to fill in."""

    def __init__(self, data: QueryDict | None, *, user: User, today: date) -> None:
        organisations = organisations_for(user).order_by("name", "pk")
        self.form = StartIntake(data, user=user, today=today)
        self.observations = Observations(data, prefix="gezien", form_kwargs={"organisations": organisations})
        self.people = People(data, prefix="personen", form_kwargs={"today": today})

    def is_valid(self) -> bool:
        """Looks at all three, so that everything to mend is said at once."""
        checked = [part.is_valid() for part in (self.form, self.observations, self.people)]
        return all(checked)

    @property
    def answers(self) -> dict[str, Any]:
        """What start_intake wants to know."""
        bringing = self.form.cleaned_data["bringing_organisation"]
        return self.form.cleaned_data | {
            "seen": [row.seen(bringing) for row in self.observations.filled],
            "people": [row.person() for row in self.people.filled],
        }


def let_go(form: forms.Form, *names: str) -> None:
    """Fields that belong to another answer than the one given: nothing is asked and nothing is kept. In clean()."""
    for name in names:
        form.errors.pop(name, None)
        form.cleaned_data[name] = form.fields[name].to_python("")


def frames_for(user: User, *, today: date) -> QuerySet[LegalFrame]:
    """In force today, in this user's municipality."""
    frames = LegalFrame.objects.in_force(today)
    municipality = user.organisation.municipality
    return frames.filter(municipality=municipality) if municipality else frames


def organisations_for(user: User) -> OrganisationQuerySet:
    """Active organisations that work in this user's municipality."""
    organisations = Organisation.objects.active()
    municipality = user.organisation.municipality
    return organisations.serving(municipality) if municipality else organisations
