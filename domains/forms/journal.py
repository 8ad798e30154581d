"""What a worker writes in the journal, short enough for a phone on the doorstep; and finding it back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django_filters import ChoiceFilter, FilterSet

from cases.audience import Offer
from cases.forms.for_whom import ForWhom, first_values
from cases.models import Member
from domains.models import Contact, ContactKind
from domains.models.journal import ContactQuerySet
from familienetwerk.accounts.models import Organisation
from familienetwerk.screen.dates import PastDateField
from familienetwerk.screen.filters import DutchDateFilter

LONGEST = 4000


class LogContact(ForWhom):
    """One contact. Most of it is filled in already, or a tap."""

    kind = forms.ChoiceField(
        label="Hoe had u contact?", choices=ContactKind, widget=forms.RadioSelect(attrs={"class": "scale"})
    )
    held_on = PastDateField(label="Op welke dag?")
    members = forms.TypedMultipleChoiceField(
        label="Met wie, of over wie?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "scale"}),
    )
    said = forms.CharField(
        label="Wat is besproken?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen wat nodig is. Houd uit elkaar wat u zag en wat iemand zei.",
    )
    agreed = forms.CharField(
        label="Wat is afgesproken?", max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    own_words = forms.CharField(
        label="In eigen woorden van het gezin",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Schrijf op wat iemand zegt, niet wat u ervan vindt.",
    )
    field_order = ["kind", "held_on", "members", "said", "audience", "agreed", "own_words", "named", "regime"]

    def __init__(
        self,
        data: QueryDict | None,
        *,
        people: Iterable[Member],
        offer: Offer,
        organisation: Organisation,
        earlier: Contact | None = None,
    ) -> None:
        """`people`: all who are or were in the case. Who left can stay in a next version, and is in no new contact."""
        initial = written_in(earlier) if earlier else {"held_on": timezone.localdate(), **first_values(organisation)}
        super().__init__(data, initial=initial)
        self.set_offer(offer)
        named = set(initial.get("members", []))
        self.people = {person.pk: person for person in people if person.ended_on is None or person.pk in named}
        self.fields["members"].choices = choices_of(self.people.values())  # type: ignore[attr-defined]

    def clean_members(self) -> list[Member]:
        return [self.people[pk] for pk in self.cleaned_data["members"]]


def choices_of(people: Iterable[Member]) -> list[tuple[int, str]]:
    return [(person.pk, person.full_name) for person in people]


def written_in(earlier: Contact) -> dict[str, Any]:
    """What the form of a next version starts with."""
    names = ("kind", "said", "agreed", "own_words")
    return {
        "held_on": earlier.held_on,
        "members": [member.pk for member in earlier.members.all()],
        "regime": earlier.regime,
        "audience": earlier.audience,
        "named": earlier.named,
        **{name: getattr(earlier.words, name) for name in names},
    }


class StrikeContact(forms.Form):
    reason = forms.CharField(
        label="Waarom haalt u dit door?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: hoort bij een ander gezin. De tekst blijft te lezen, met een streep erdoor.",
    )


class JournalFilter(FilterSet):  # type: ignore[misc]
    """By kind, by whom it was with or about, and by period."""

    soort = ChoiceFilter(field_name="words__kind", choices=ContactKind, label="Soort", empty_label="Alles")
    lid = ChoiceFilter(field_name="members", label="Met of over wie", empty_label="Iedereen")
    vanaf = DutchDateFilter(field_name="held_on", lookup_expr="gte", label="Vanaf")
    tot = DutchDateFilter(field_name="held_on", lookup_expr="lte", label="Tot en met")

    class Meta:
        model = Contact
        fields: list[str] = []

    def __init__(self, data: MultiValueDict[str, Any], *, contacts: ContactQuerySet, people: Iterable[Member]) -> None:
        super().__init__(data, queryset=contacts)
        self.form.fields["lid"].choices = choices_of(people)

    @property
    def is_narrowed(self) -> bool:
        return self.is_valid() and any(self.form.cleaned_data.values())
