"""What a professional fills in: about whom, on which day, and per life domain what they can say."""

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from cases.audience import Offer
from cases.forms.for_whom import ASKED, ForWhom, first_values
from domains.actions import ScoreGiven
from domains.models import Assessment, DomainScore, LifeDomain, Score
from familienetwerk.accounts.models import Organisation
from familienetwerk.screen.dates import ComingDateField, PastDateField

NOT_ASSESSED = ("", "niet beoordeeld")
SHORT_WORDS = {
    Score.ACUTE: "1 acuut",
    Score.NOT: "2 niet zelfredzaam",
    Score.LIMITED: "3 beperkt zelfredzaam",
    Score.SUFFICIENT: "4 voldoende zelfredzaam",
    Score.FULL: "5 volledig zelfredzaam",
}
SCALE = [*((str(score.value), word) for score, word in SHORT_WORDS.items()), NOT_ASSESSED]


def score_of(value: str) -> int | None:
    return int(value) if value else None


class AboutAssessment(ForWhom):
    """What holds for all life domains of this assessment."""

    needed_when = ForWhom.needed_when | {"source": "nodig bij een score"}
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    assessed_on = PastDateField(label="Van welke dag is uw beoordeling?")
    source = forms.CharField(
        label="Waar komt uw informatie vandaan?",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: huisbezoek, gesprek met de mentor, politieregistratie.",
    )
    information_on = PastDateField(
        label="Van welke dag is die informatie?",
        required=False,
        help_text="Leeg is de dag van uw beoordeling. Ouder dan 30 dagen? Dan tonen wij dat.",
    )
    conclusion = forms.CharField(
        label="Gedeelde conclusie",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
        help_text="Eén of twee zinnen die iedereen in deze casus mag lezen, ook wie de beoordeling zelf niet ziet.",
    )
    next_on = ComingDateField(
        label="Wanneer beoordeelt u opnieuw?", required=False, help_text="U krijgt dan een herinnering."
    )

    def __init__(self, data: QueryDict | None, *, offer: Offer, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.set_offer(offer)

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        refuse_later(self, fields.get("information_on"), than=fields.get("assessed_on"))
        return fields


class Necessity(forms.CharField):
    """Shown as required; the row asks for it as soon as it says something, and not before."""

    def validate(self, value: Any) -> None:
        pass


class AssessDomain(forms.Form):
    """One life domain. Nothing is required, but what is said of a sensitive domain says why it is needed."""

    score = forms.ChoiceField(
        label="Score", choices=SCALE, required=False, widget=forms.RadioSelect(attrs={"class": "scale"})
    )
    situation = forms.CharField(
        label="Wat ziet u nu?", widget=forms.Textarea(attrs={"rows": 2}), max_length=4000, required=False
    )
    target = forms.ChoiceField(
        label="Doelscore", choices=[("", "nog geen"), *SCALE[:-1]], required=False, help_text="Waar werkt u naartoe?"
    )
    necessity = Necessity(
        label="Waarom is dit nodig voor het doel van deze casus?",
        max_length=300,
        help_text="Dit zijn gevoelige gegevens. Eén zin is genoeg.",
    )
    source = forms.CharField(label="Andere bron", max_length=200, required=False)
    information_on = PastDateField(label="Andere dag", required=False, help_text="Leeg is wat u bovenaan invult.")
    use_required_attribute = False

    def __init__(
        self,
        data: QueryDict | None,
        *,
        life_domain: LifeDomain,
        previous: list[DomainScore],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, prefix=life_domain.code, initial=initial)
        self.life_domain, self.previous = life_domain, previous
        if not life_domain.is_sensitive:
            del self.fields["necessity"]

    @property
    def group_name(self) -> str:
        """On top of the page twelve of these look alike: the error summary names it."""
        return str(self.life_domain)

    @property
    def is_open(self) -> bool:
        """Something was filled in, or goes wrong: then it is not folded."""
        return bool(self.errors) or self.is_filled

    @property
    def is_filled(self) -> bool:
        return any(self[name].value() for name in self.fields)

    @property
    def last(self) -> DomainScore | None:
        """The score of the time before, as far as the reader may read it."""
        return self.previous[-1] if self.previous else None

    @property
    def says_something(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("score", "situation", "target"))

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if self.says_something and self.life_domain.is_sensitive and not fields.get("necessity"):
            self.add_error("necessity", "Schrijf in één zin waarom u dit nodig hebt, of haal dit leefgebied leeg.")
        rest = any(fields.get(name) for name in ("necessity", "source", "information_on"))
        if rest and not self.says_something and not self.errors:
            self.add_error("situation", "Geef een score of schrijf wat u ziet. Anders bewaren wij dit leefgebied niet.")
        return fields


class Assessing:
    """The two kinds of form as one thing to fill in."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        organisation: Organisation,
        offer: Offer,
        life_domains: Iterable[LifeDomain],
        previous: dict[int, list[DomainScore]],
        draft: Assessment | None,
        initial: dict[str, Any],
    ) -> None:
        given = {score.life_domain_id: score for score in draft.scores.all()} if draft else {}
        start = initial_of(draft) if draft else first_values(organisation) | initial
        self.data = data
        self.about = AboutAssessment(data, offer=offer, initial=start)
        self.rows = [
            AssessDomain(
                data,
                life_domain=life_domain,
                previous=previous.get(life_domain.pk, []),
                initial=initial_score(given.get(life_domain.pk), beside=start),
            )
            for life_domain in life_domains
        ]

    @property
    def parts(self) -> list[forms.Form]:
        return [self.about, *self.rows]

    def is_valid(self) -> bool:
        """Looks at all, so that everything to mend is said at once."""
        for part in self.parts:
            part.full_clean()
        self.ask_for_a_source()
        for row in self.rows:
            refuse_later(row, row.cleaned_data.get("information_on"), than=self.about.cleaned_data.get("assessed_on"))
        return not any(part.errors for part in self.parts)

    def ask_for_a_source(self) -> None:
        scored = [row for row in self.rows if row.cleaned_data.get("score")]
        if self.about.cleaned_data.get("source"):
            if not any(row.says_something for row in self.rows):
                self.about.add_error("source", "Vul bij een leefgebied in wat u ziet. Dan bewaren wij ook de bron.")
        elif not self.about.has_error("source") and any(not row.cleaned_data.get("source") for row in scored):
            self.about.add_error("source", "Vul bij een score in waar uw informatie vandaan komt.")

    @property
    def lock_version(self) -> int:
        return self.about.cleaned_data["lock_version"] or 0

    @property
    def facts(self) -> dict[str, Any]:
        names = ("assessed_on", "conclusion", "next_on", *ASKED)
        return {name: self.about.cleaned_data[name] for name in names}

    @property
    def scores(self) -> list[ScoreGiven]:
        about = self.about.cleaned_data
        return [
            ScoreGiven(
                life_domain=row.life_domain,
                score=score_of(row.cleaned_data["score"]),
                target=score_of(row.cleaned_data["target"]),
                situation=row.cleaned_data["situation"],
                necessity=row.cleaned_data.get("necessity", ""),
                source=row.cleaned_data["source"] or about["source"],
                information_on=row.cleaned_data["information_on"] or about["information_on"] or about["assessed_on"],
            )
            for row in self.rows
        ]

    def as_one(self, theirs: dict[str, Any]) -> forms.Form:
        """Every field that either of two texts fills, under its name in the page: to choose whose text stays."""
        one = forms.Form(self.data)
        for name, label, field in self.named_fields():
            if name in theirs or (self.data and self.data.get(name)):
                one.fields[name] = copy(field)
                one.fields[name].label = label
        return one

    def named_fields(self) -> Iterator[tuple[str, str, forms.Field]]:
        for name, field in self.about.fields.items():
            yield name, str(field.label), field
        for row in self.rows:
            for name, field in row.fields.items():
                yield row.add_prefix(name), f"{row.life_domain}: {str(field.label).lower()}", field


def refuse_later(form: forms.Form, information_on: date | None, *, than: date | None) -> None:
    if information_on and than and information_on > than:
        form.add_error("information_on", "Deze dag ligt na uw beoordeling. Vul een eerdere dag in.")


def initial_of(draft: Assessment) -> dict[str, Any]:
    """What AboutAssessment starts with. Source and day are those of the first score; another row says so itself."""
    names = ("assessed_on", "conclusion", "next_on", *ASKED, "lock_version")
    first = next(iter(draft.scores.all()), None)
    said = {"source": first.source, "information_on": first.information_on} if first else {}
    return {name: getattr(draft, name) for name in names} | said


def initial_score(score: DomainScore | None, *, beside: dict[str, Any]) -> dict[str, Any]:
    """`beside`: what stands on top of the page; a row only repeats what differs from it."""
    if score is None:
        return {"score": ""}
    return {
        "score": score.score or "",
        "target": score.target or "",
        "situation": score.situation,
        "necessity": score.necessity,
        "source": score.source if score.source != beside.get("source") else "",
        "information_on": score.information_on if score.information_on != beside.get("information_on") else None,
    }


def everything_in(draft: Assessment) -> dict[str, Any]:
    """Of a saved draft what the whole page would start with, by the names in the page. Empty fields are left out."""
    start = initial_of(draft)
    for score in draft.scores.select_related("life_domain"):
        given = initial_score(score, beside=start)
        start |= {f"{score.life_domain.code}-{name}": value for name, value in given.items()}
    return {name: value for name, value in start.items() if value not in ("", None)}
