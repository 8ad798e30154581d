"""What a professional fills in: about whom, on which day, and per life domain what they can say."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from domains.actions import ScoreGiven
from domains.forms.contributions import IN_PLAIN_WORDS, first_values
from domains.models import Assessment, DomainScore, LifeDomain, Score
from familienetwerk.accounts.models import Organisation
from familienetwerk.screen.dates import ComingDateField, PastDateField
from familienetwerk.screen.forms import EXPLAINED, Worded

NOT_ASSESSED = ("", "niet beoordeeld")
SHORT_WORDS = {
    Score.ACUTE: "1 acuut",
    Score.NOT: "2 niet zelfredzaam",
    Score.LIMITED: "3 beperkt",
    Score.SUFFICIENT: "4 voldoende",
    Score.FULL: "5 volledig",
}
SCALE = [*((str(score.value), word) for score, word in SHORT_WORDS.items()), NOT_ASSESSED]


def score_of(value: str) -> int | None:
    return int(value) if value else None


class AboutAssessment(forms.Form):
    """What holds for all life domains of this assessment."""

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
        help_text="Leeg is dezelfde dag. Is de informatie ouder dan 30 dagen? Dan tonen wij dat.",
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
    regime = forms.ChoiceField(
        label="Wat voor gegevens zijn dit?",
        choices=IN_PLAIN_WORDS,
        help_text="De wet hierachter gaat met de beoordeling mee.",
    )
    audience = forms.ChoiceField(label="Wie ziet dit?", widget=forms.RadioSelect(attrs={"class": EXPLAINED}))

    def __init__(self, data: QueryDict | None, *, audiences: list[tuple[str, Worded]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["audience"].choices = audiences  # type: ignore[attr-defined]


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
    necessity = forms.CharField(
        label="Waarom is dit nodig voor het doel van deze casus?",
        max_length=300,
        required=False,
        help_text="Dit zijn gevoelige gegevens. Eén zin is genoeg.",
    )

    def __init__(
        self, data: QueryDict | None, *, life_domain: LifeDomain, previous: DomainScore | None, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, prefix=life_domain.code, initial=initial)
        self.life_domain, self.previous = life_domain, previous
        if not life_domain.is_sensitive:
            del self.fields["necessity"]

    @property
    def is_open(self) -> bool:
        """Something was filled in, or goes wrong: then it is not folded."""
        return bool(self.errors) or any(self[name].value() for name in self.fields)

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        says = fields.get("score") or fields.get("situation") or fields.get("target")
        if says and self.life_domain.is_sensitive and not fields.get("necessity"):
            self.add_error("necessity", "Schrijf in één zin waarom u dit nodig hebt, of haal dit leefgebied leeg.")
        return fields


class Assessing:
    """The two kinds of form as one thing to fill in."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        organisation: Organisation,
        audiences: list[tuple[str, Worded]],
        life_domains: Iterable[LifeDomain],
        previous: dict[int, DomainScore],
        draft: Assessment | None,
        initial: dict[str, Any],
    ) -> None:
        given = {score.life_domain_id: score for score in draft.scores.all()} if draft else {}
        start = initial_of(draft) if draft else first_values(organisation) | initial
        self.about = AboutAssessment(data, audiences=audiences, initial=start)
        self.rows = [
            AssessDomain(
                data,
                life_domain=life_domain,
                previous=previous.get(life_domain.pk),
                initial=initial_score(given.get(life_domain.pk)),
            )
            for life_domain in life_domains
        ]

    def is_valid(self) -> bool:
        """Looks at all, so that everything to mend is said at once."""
        checked = [part.is_valid() for part in (self.about, *self.rows)]
        if all(checked) and any(row.cleaned_data.get("score") for row in self.rows):
            self.ask_for_a_source()
        return not any(part.errors for part in (self.about, *self.rows))

    def ask_for_a_source(self) -> None:
        if not self.about.cleaned_data["source"]:
            self.about.add_error("source", "Vul bij een score in waar uw informatie vandaan komt.")

    @property
    def lock_version(self) -> int:
        return self.about.cleaned_data["lock_version"] or 0

    @property
    def facts(self) -> dict[str, Any]:
        names = ("assessed_on", "conclusion", "next_on", "regime", "audience")
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
                source=about["source"],
                information_on=about["information_on"] or about["assessed_on"],
            )
            for row in self.rows
        ]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What was typed per life domain, for the conflict page of the rest."""
        return [
            (row.add_prefix(name), str(value)) for row in self.rows for name, value in row.cleaned_data.items() if value
        ]


def initial_of(draft: Assessment) -> dict[str, Any]:
    """What AboutAssessment starts with; source and day are the same in every score of a draft."""
    names = ("assessed_on", "conclusion", "next_on", "regime", "audience", "lock_version")
    first = next(iter(draft.scores.all()), None)
    said = {"source": first.source, "information_on": first.information_on} if first else {}
    return {name: getattr(draft, name) for name in names} | said


def initial_score(score: DomainScore | None) -> dict[str, Any]:
    if score is None:
        return {"score": ""}
    return {
        "score": score.score or "",
        "target": score.target or "",
        "situation": score.situation,
        "necessity": score.necessity,
    }
