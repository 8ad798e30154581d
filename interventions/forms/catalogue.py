"""The search bar above the catalogue: plain words, and five filters that each speak Dutch in the address."""

from typing import Any

from django.db import models
from django.utils.datastructures import MultiValueDict
from django_filters import CharFilter, ChoiceFilter, FilterSet

from interventions.models import DecidingBody, InterventionKind, InterventionTarget, InterventionType, Minors
from interventions.models.catalogue import InterventionTypeQuerySet


class MinorsQuestion(models.TextChoices):
    """What somebody wants to know of minors, coarser than what the card says."""

    ALLOWED = "mag", "Mag bij minderjarigen"
    INDIRECT = "raakt", "Raakt kinderen indirect"
    NOT_ALLOWED = "niet", "Niet bij minderjarigen"


NOT_AIMED_AT_MINORS = {
    MinorsQuestion.INDIRECT: [Minors.INDIRECT],
    MinorsQuestion.NOT_ALLOWED: [Minors.NO, Minors.ADULTS_ONLY],
}
VERIFIED = {"ja": True, "nee": False}


class CatalogueFilter(FilterSet):  # type: ignore[misc]
    """Narrows the catalogue; a value that is not in the list is left out, as if it was not asked."""

    zoek = CharFilter(label="Wat is er aan de hand?", method="with_words", max_length=100)
    domein = ChoiceFilter(
        label="Domein", field_name="kind", choices=InterventionKind.choices, empty_label="Alle domeinen"
    )
    beslist = ChoiceFilter(
        label="Wie beslist", method="decided_by", choices=DecidingBody.choices, empty_label="Iedereen"
    )
    gericht_op = ChoiceFilter(
        label="Gericht op", field_name="target", choices=InterventionTarget.choices, empty_label="Alles"
    )
    minderjarigen = ChoiceFilter(
        label="Minderjarigen", method="about_minors", choices=MinorsQuestion.choices, empty_label="Maakt niet uit"
    )
    nagelezen = ChoiceFilter(
        label="Nagelezen in een bron",
        method="verified",
        choices=[("ja", "Ja"), ("nee", "Nee")],
        empty_label="Maakt niet uit",
    )

    class Meta:
        model = InterventionType
        fields: list[str] = []

    def __init__(self, data: MultiValueDict[str, Any], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.form.fields["zoek"].widget.input_type = "search"
        self.form.fields["zoek"].widget.attrs["autocomplete"] = "off"

    def with_words(self, cards: InterventionTypeQuerySet, _name: str, text: str) -> InterventionTypeQuerySet:
        return cards.search(text)

    def decided_by(self, cards: InterventionTypeQuerySet, _name: str, body: str) -> InterventionTypeQuerySet:
        return cards.decided_by(DecidingBody(body))

    def about_minors(self, cards: InterventionTypeQuerySet, _name: str, question: str) -> InterventionTypeQuerySet:
        if question == MinorsQuestion.ALLOWED:
            elsewhere = [value for values in NOT_AIMED_AT_MINORS.values() for value in values]
            return cards.exclude(minors__in=elsewhere)
        return cards.filter(minors__in=NOT_AIMED_AT_MINORS[MinorsQuestion(question)])

    def verified(self, cards: InterventionTypeQuerySet, _name: str, answer: str) -> InterventionTypeQuerySet:
        return cards.filter(is_verified=VERIFIED[answer])

    def in_words(self) -> list[str]:
        """What was asked, to repeat it: “Domein: Bestuurlijk”."""
        asked = []
        for field in self.form:
            if value := self.form.cleaned_data.get(field.name):
                choices: dict[str, str] = dict(getattr(field.field, "choices", []))
                asked.append(f"{field.label}: {choices.get(value, value)}")
        return asked
