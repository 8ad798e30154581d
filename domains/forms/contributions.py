"""What a professional types for the contribution of the own organisation."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import formset_factory
from django.http import QueryDict

from cases.actions import Seen
from cases.audience import Offer
from cases.forms.for_whom import ASKED, ForWhom, first_values
from cases.forms.observations import ObservationRow
from cases.models import Observation
from domains.models import Contribution
from domains.models.contribution import TEXTS
from familienetwerk.accounts.models import Organisation
from familienetwerk.screen.forms import Worded
from familienetwerk.screen.rows import Rows

MOST_FACTS = 60


class KnownFactsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Facts that the own organisation brought before, to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, fact: Observation) -> str:
        source = f", van {fact.source}" if fact.source else ""
        return Worded(fact.text, f"{fact.get_nature_display()} · {fact.observed_on:%d-%m-%Y}{source}")


def text_field(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False
    )


class WriteContribution(ForWhom):
    """What one organisation sees, besides the rows of facts."""

    needed_when = ForWhom.needed_when | dict.fromkeys(TEXTS, "vul minstens één van deze vijf in")
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    concern = text_field("Waar maakt u zich zorgen over?", "Om wie, en waarvoor bent u bang?")
    explanation = text_field("Hoe verklaart u dit?", "Wat houdt het in stand, denkt u?")
    strengths = text_field("Wat gaat er goed?", "Wie of wat helpt? Waar kunnen wij op bouwen?")
    tried = text_field("Wat is al geprobeerd?", "Ook wat niet hielp.")
    possibilities = text_field("Wat kan uw organisatie doen?", "U zegt hiermee nog niets toe.")
    known = KnownFactsField(Observation.objects.none(), label="Wat uw organisatie al inbracht", required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        offer: Offer,
        known: list[Observation],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self.set_offer(offer)
        facts = Observation.objects.filter(pk__in=[fact.pk for fact in known]).select_related("words").newest_first()
        self.fields["known"].queryset = facts  # type: ignore[attr-defined]
        if not known:
            del self.fields["known"]

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if not any(fields.get(name) for name in TEXTS):
            self.add_error("concern", "Schrijf minstens één onderdeel: een zorg, een verklaring of iets dat goed gaat.")
        return fields


class FactRow(ObservationRow):
    """One fact, statement or concern under the contribution; origin and audience are those of the contribution."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, organisations=Organisation.objects.none(), **options)
        for name in ("organisation", "regime", "audience"):
            del self.fields[name]

    def seen(self, organisation: Organisation) -> Seen:
        names = ("nature", "text", "observed_on", "source")
        return Seen(organisation=organisation, **{name: self.cleaned_data[name] for name in names})


class FactRows(Rows):
    """None is needed; a row of the saved draft can be taken out."""

    row_name = "feit"
    add_label = "Nog een waarneming"

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Haal deze regel weg"

    @property
    def filled(self) -> list[Any]:
        return [form for form in self.forms if form.cleaned_data.get("text") and form not in self.deleted_forms]


Facts: type[FactRows] = formset_factory(  # type: ignore[assignment]
    FactRow, FactRows, extra=1, max_num=MOST_FACTS, absolute_max=MOST_FACTS, can_delete=True, can_delete_extra=False
)


class Writing:
    """The form and its rows of facts, as one thing to fill in."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        organisation: Organisation,
        offer: Offer,
        known: list[Observation],
        draft: Contribution | None,
    ) -> None:
        self.organisation = organisation
        initial = initial_of(draft) if draft else first_values(organisation)
        self.form = WriteContribution(data, offer=offer, known=known, initial=initial)
        self.facts = Facts(data, initial=initial_facts(draft) if draft else [], prefix="feiten")

    def is_valid(self) -> bool:
        """Looks at both, so that everything to mend is said at once."""
        checked = [part.is_valid() for part in (self.form, self.facts)]
        return all(checked)

    @property
    def lock_version(self) -> int:
        """Of the draft that was opened; 0 when there was none yet."""
        return self.form.cleaned_data["lock_version"] or 0

    @property
    def answers(self) -> dict[str, Any]:
        """What write_contribution and change_contribution want to know."""
        fields = {
            name: value for name, value in self.form.cleaned_data.items() if name not in {"lock_version", "known"}
        }
        known = list(self.form.cleaned_data.get("known", []))
        return fields | {"observations": [*known, *(row.seen(self.organisation) for row in self.facts.filled)]}

    def carried(self, current: Contribution) -> Iterator[tuple[str, str]]:
        """Rows of both editors as hidden fields of the conflict page: those that were typed, and those only saved."""
        mine = [rows_as_typed(row.cleaned_data) for row in self.facts.filled]
        theirs = [rows_as_typed(row) for row in initial_facts(current)]
        rows = mine + [row for row in theirs if row not in mine]
        prefix = self.facts.prefix
        yield f"{prefix}-TOTAL_FORMS", str(len(rows))
        yield f"{prefix}-INITIAL_FORMS", "0"
        for number, row in enumerate(rows):
            for name, value in row.items():
                yield f"{prefix}-{number}-{name}", value


def initial_of(draft: Contribution) -> dict[str, Any]:
    """What WriteContribution starts with."""
    fields = {name: getattr(draft, name) for name in (*ASKED, "lock_version")} | draft.words.texts
    return fields | {"known": [fact.pk for fact in draft.observations.all() if not fact.is_draft]}


def initial_facts(draft: Contribution) -> list[dict[str, Any]]:
    facts = sorted((fact for fact in draft.observations.all() if fact.is_draft), key=lambda fact: fact.pk)
    return [
        {"nature": fact.nature, "text": fact.text, "observed_on": fact.observed_on, "source": fact.source}
        for fact in facts
    ]


def rows_as_typed(row: dict[str, Any]) -> dict[str, str]:
    return {
        "nature": row["nature"],
        "text": row["text"],
        "observed_on": f"{row['observed_on']:%d-%m-%Y}",
        "source": row["source"],
    }
