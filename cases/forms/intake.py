"""The form of a new intake: on which ground, from whom, what was seen, about whom, and who is asked."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.forms import formset_factory
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.http import QueryDict

from cases import deadlines, rules
from cases.actions import Person
from cases.forms.observations import ObservationRow
from cases.genogram.words import in_a_row
from cases.models import FrameParticipant, Gender, LegalFrame, MembershipReason, Urgency
from cases.participants import why_not_under
from familienetwerk.accounts.models import Organisation, PolicyDomain, User
from familienetwerk.accounts.models.organisation import OrganisationQuerySet
from familienetwerk.screen.dates import ComingDateField, PastDateField
from familienetwerk.screen.forms import EXPLAINED, Worded
from familienetwerk.screen.rows import Rows

YES, NO = "ja", "nee"
YES_OR_NO = [(YES, "Ja"), (NO, "Nee")]
MOST_ROWS = 60  # of people or of things seen, in one form
QUESTION = "Kent uw organisatie deze mensen? Doet u al iets voor of met hen?"


class ByDomain(ModelChoiceIterator):  # type: ignore[type-arg]
    """Organisations under the name of their policy domain; the queryset is in table order."""

    def __iter__(self) -> Iterator[tuple[str, list[tuple[ModelChoiceIteratorValue | str, str]]]]:  # type: ignore[override]
        for policy_domain, organisations in groupby(self.queryset, lambda row: row.policy_domain):
            yield PolicyDomain(policy_domain).label, [self.choice(organisation) for organisation in organisations]


class OrganisationsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Organisations to tick, in groups."""

    widget = forms.CheckboxSelectMultiple
    iterator = ByDomain


def bare(sentence: str) -> str:
    """Without its full stop, to stand within a sentence."""
    return sentence.rstrip(". ")


class FrameField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A legal frame, chosen with its purpose, ground and controller in sight."""

    widget = forms.RadioSelect(attrs={"class": EXPLAINED})

    def label_from_instance(self, frame: LegalFrame) -> str:
        facts = {"Doel": frame.purpose, "Grondslag": frame.legal_basis, "Verantwoordelijk": frame.controller}
        return Worded(frame.name, " ".join(f"{name}: {bare(text)}." for name, text in facts.items()))


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
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def __init__(self, data: QueryDict | None, *, user: User, today: date) -> None:
        super().__init__(data)
        frames, organisations = frames_for(user, today=today), organisations_for(user)
        self.fields["legal_frame"].queryset = frames  # type: ignore[attr-defined]
        self.fields["bringing_organisation"].queryset = organisations.order_by("name", "pk")  # type: ignore[attr-defined]
        under = number_of_frames(organisations, frames, today=today)
        partners = organisations.filter(pk__in=[pk for pk, number in under.items() if number])
        self.fields["asked"].queryset = partners.by_table_order()  # type: ignore[attr-defined]
        if absent := [str(one) for one in organisations.exclude(pk__in=partners).order_by("name", "pk")]:
            self.fields["asked"].help_text += f" Niet in de lijst, want geen deelnemer: {in_a_row(absent)}."
        self.initial = {
            "legal_frame": frames[0] if len(frames) == 1 else None,
            "asked": partners.filter(
                is_asked_at_intake=True, pk__in=[pk for pk, number in under.items() if number == len(frames)]
            ),
            "due_on": deadlines.working_days_after(today, deadlines.ANSWERING),
        }

    def clean_fears_for_a_child(self) -> bool:
        return bool(self.cleaned_data["fears_for_a_child"] == YES)

    def clean_asked(self) -> list[Organisation]:
        asked = list(self.cleaned_data["asked"])
        if obstacles := rules.obstacles_to_asking(frozenset(organisation.policy_domain for organisation in asked)):
            raise ValidationError(obstacles)
        return asked

    def clean(self) -> dict[str, Any]:
        """Who is asked takes part in the chosen frame (FR-131)."""
        fields = self.cleaned_data
        frame, asked = fields.get("legal_frame"), fields.get("asked")
        if frame and asked and (why := why_not_under(frame, asked)):
            self.add_error("asked", why)
        return fields


class PersonRow(forms.Form):
    """Somebody it is about."""

    needed_when = {"birth_date": "nodig als u een schatting aanvinkt"}
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
    informing_postponed_until = ComingDateField(
        label="Uitgesteld tot", years=deadlines.LAST_REVIEW, help_text="Dan kijkt u opnieuw."
    )
    informing_postponed_reason = forms.CharField(label="Reden van uitstel", max_length=500)
    review_on = ComingDateField(
        label="Opnieuw bekijken op", years=deadlines.LAST_REVIEW, help_text="Hoort deze persoon er dan nog bij?"
    )

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
        return all(checked) and self.fits_in_its_frame()

    def fits_in_its_frame(self) -> bool:
        """Of each observation, whether the chosen frame allows its kind of data (FR-132)."""
        frame = self.form.cleaned_data["legal_frame"]
        return all([row.fits_in(frame) for row in self.observations.filled])  # noqa: C419  # looks at all of them

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


def number_of_frames(
    organisations: OrganisationQuerySet, frames: QuerySet[LegalFrame], *, today: date
) -> dict[int, int]:
    """By the number of each: in how many of these frames it takes part."""
    running = FrameParticipant.objects.running(today).filter(frame__in=[frame.pk for frame in frames])
    counted = organisations.annotate(under=Count("frames", filter=Q(frames__in=running)))
    return dict(counted.values_list("pk", "under"))


def organisations_for(user: User) -> OrganisationQuerySet:
    """Active organisations that work in this user's municipality."""
    organisations = Organisation.objects.active()
    municipality = user.organisation.municipality
    return organisations.serving(municipality) if municipality else organisations
