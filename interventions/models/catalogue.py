"""The catalogue of interventions: what may be done, when, by whom and on which article, with how sure we are of it.

The rows come from interventions/catalogue.yaml and are only written by interventions/catalogue.py. What disappears
from that file is archived: cases keep pointing at it.
"""

import re
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import FETCH_RAISE, F, Prefetch, Q
from django.urls import reverse

from familienetwerk.db import filled, not_before, one_of, some_of
from interventions.models.card import CardLine, CardStep, Combination, LineKind
from interventions.models.catalogue_terms import HesitanceReason, Source


class InterventionKind(models.TextChoices):
    """The kind of law or help that an intervention belongs to; on screen “domein”."""

    ADMINISTRATIVE = "ADMINISTRATIVE", "Bestuurlijk"
    SOCIAL = "SOCIAL", "Sociaal"
    CARE = "CARE", "Zorg en hulp"
    CRIMINAL = "CRIMINAL", "Strafrecht"
    CIVIL = "CIVIL", "Civiel"
    PRIVATE = "PRIVATE", "Privaatrecht"
    FISCAL = "FISCAL", "Fiscaal"
    IMMIGRATION = "IMMIGRATION", "Vreemdelingenrecht"


class InterventionStage(models.TextChoices):
    MEASURE = "MEASURE", "Maatregel"
    TRIGGER = "TRIGGER", "Aanleiding"


class InterventionTarget(models.TextChoices):
    PERSON = "PERSON", "Persoon"
    ADDRESS = "ADDRESS", "Adres of pand"
    NETWORK = "NETWORK", "Netwerk"
    BUSINESS = "BUSINESS", "Bedrijf"


class DecidingBody(models.TextChoices):
    """Who decides, coarse enough to filter on; the exact words are in `authority`."""

    MAYOR = "MAYOR", "Burgemeester"
    EXECUTIVE = "EXECUTIVE", "College van B en W"
    COUNCIL = "COUNCIL", "Gemeenteraad"
    MUNICIPALITY = "MUNICIPALITY", "Gemeente (uitvoering)"
    INSPECTOR = "INSPECTOR", "Toezichthouder of boa"
    POLICE = "POLICE", "Politie"
    PROSECUTOR = "PROSECUTOR", "Openbaar Ministerie"
    COURT = "COURT", "Rechter"
    YOUTH_PROTECTION = "YOUTH_PROTECTION", "Jeugdbescherming en Raad"
    SCHOOL = "SCHOOL", "School of kinderopvang"
    LANDLORD = "LANDLORD", "Verhuurder of corporatie"
    STATE = "STATE", "Rijk of landelijke dienst"
    PARTNERSHIP = "PARTNERSHIP", "Samenwerkingsverband"
    EVERY_PROFESSIONAL = "EVERY_PROFESSIONAL", "Iedere professional"
    OTHER = "OTHER", "Een andere partij"


class Minors(models.TextChoices):
    """Whether an intervention may be aimed at a minor, or hits one through the address or the parent."""

    YES = "YES", "Mag bij minderjarigen"
    FROM_12 = "FROM_12", "Mag vanaf 12 jaar"
    FROM_12_TO_18 = "FROM_12_TO_18", "Mag van 12 tot 18 jaar"
    FROM_12_TO_23 = "FROM_12_TO_23", "Mag van 12 tot 23 jaar"
    FROM_16 = "FROM_16", "Mag vanaf 16 jaar"
    ONLY_UNDER_12 = "ONLY_UNDER_12", "Alleen bij kinderen onder 12"
    POSSIBLE = "POSSIBLE", "Soms mogelijk bij minderjarigen"
    LIMITED = "LIMITED", "Beperkt bij minderjarigen"
    INDIRECT = "INDIRECT", "Raakt kinderen indirect"
    ADULTS_ONLY = "ADULTS_ONLY", "Alleen bij volwassenen"
    NO = "NO", "Niet bij minderjarigen"


class Currency(models.TextChoices):
    """How recent the text is that the operative rule was read in."""

    RECENT = "RECENT", "Bron van 2019 of later"
    OLD_STATUTE = "OLD_STATUTE", "Alleen de wettekst van 2014-2015 gelezen"
    UNDATED = "UNDATED", "Bron zonder datum"
    NO_SOURCE = "NO_SOURCE", "Geen bron, uit vakkennis"


class InterventionTypeQuerySet(models.QuerySet["InterventionType"]):
    def current(self) -> Self:
        """Still in the catalogue."""
        return self.filter(is_archived=False)

    def in_force_on(self, day: date) -> Self:
        """The law allows it on that day, as far as we know its dates."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day))

    def for_target(self, *targets: InterventionTarget) -> Self:
        return self.filter(target__in=targets)

    def decided_by(self, body: DecidingBody) -> Self:
        return self.filter(deciding_bodies__contains=[body])

    def search(self, text: str) -> Self:
        """Cards with all these words, in any form and by their first letters, the best first. No words: everything."""
        words = re.findall(r"\w+", text)
        if not words:
            return self
        query = SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="dutch")
        rank = SearchRank(F("words__vector"), query)
        return self.filter(words__vector=query).order_by(rank.desc(), "position", "pk")

    def in_order(self) -> Self:
        """The order of the catalogue: related interventions stand together."""
        return self.order_by("position", "pk")

    def for_list(self) -> Self:
        """With the article that a list shows beside each card; asking for more is a mistake."""
        articles = CardLine.objects.filter(kind=LineKind.LEGAL_BASIS).in_order()
        return self.fetch_mode(FETCH_RAISE).prefetch_related(Prefetch("lines", articles))

    def with_card(self) -> Self:
        """Everything that the card shows, in a fixed number of queries."""
        others = Combination.objects.filter(other__is_archived=False).select_related("other")
        return (
            self.prefetch_related(Prefetch("lines", CardLine.objects.in_order()))
            .prefetch_related(Prefetch("steps", CardStep.objects.in_order()))
            .prefetch_related(Prefetch("combinations", others.in_order()))
            .prefetch_related(Prefetch("hesitance_reasons", HesitanceReason.objects.current().in_order()))
            .prefetch_related(Prefetch("sources", Source.objects.order_by("name")))
        )


class InterventionType(models.Model):
    """One card of the catalogue: an intervention that municipality or partners may use for a family network."""

    key = models.SlugField("code", max_length=60, unique=True)
    position = models.PositiveSmallIntegerField("volgorde")
    name = models.CharField("naam", max_length=160)
    summary = models.TextField("in het kort")
    kind = models.CharField("domein", max_length=20, choices=InterventionKind)
    stage = models.CharField("soort", max_length=10, choices=InterventionStage, default=InterventionStage.MEASURE)
    target = models.CharField("gericht op", max_length=10, choices=InterventionTarget)
    authority = models.CharField("wie beslist", max_length=160)
    deciding_bodies = ArrayField(
        models.CharField(max_length=20, choices=DecidingBody), verbose_name="wie beslist, om op te filteren"
    )
    minors = models.CharField("minderjarigen", max_length=20, choices=Minors)
    minors_conditions = models.TextField("voorwaarden bij minderjarigen", blank=True)
    parental_role = models.TextField("rol van de ouders", blank=True)
    duration = models.CharField("hoe lang", max_length=200, blank=True)
    social_counterpart = models.TextField("hulp die erbij hoort", blank=True)
    hesitance_reasons = models.ManyToManyField(
        HesitanceReason, related_name="+", blank=True, verbose_name="terughoudendheid"
    )
    sources = models.ManyToManyField(Source, related_name="intervention_types", blank=True, verbose_name="bronnen")

    is_verified = models.BooleanField("bevoegdheid en voorwaarden nagelezen in een bron")
    currency = models.CharField("hoe recent is de bron", max_length=12, choices=Currency)
    text_state = models.CharField("gelezen tekst", max_length=160, blank=True)
    checked_on = models.DateField("gelezen op")
    history = models.CharField("sinds wanneer", max_length=160, blank=True)
    valid_from = models.DateField("geldt vanaf", null=True, blank=True)
    valid_until = models.DateField("geldt tot en met", null=True, blank=True)
    is_archived = models.BooleanField("niet meer in de catalogus", default=False)

    objects = InterventionTypeQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", InterventionKind),
            one_of("stage", InterventionStage),
            one_of("target", InterventionTarget),
            some_of("deciding_bodies", DecidingBody),
            one_of("minors", Minors),
            one_of("currency", Currency),
            filled("name"),
            filled("summary"),
            filled("authority"),
            not_before(
                "valid_until",
                "valid_from",
                name="interventiontype_ends_after_it_begins",
                message="Het einde ligt voor het begin.",
            ),
        ]
        verbose_name = "interventie uit de catalogus"
        verbose_name_plural = "interventies uit de catalogus"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("interventions:card", args=[self.key])

    @property
    def is_trigger(self) -> bool:
        """Not a measure in itself, but what makes one possible."""
        return self.stage == InterventionStage.TRIGGER

    @property
    def article(self) -> str:
        """The first article of its legal basis, for a line in a list; needs for_list() or with_card()."""
        return next((line.text for line in self.lines.all() if line.kind == LineKind.LEGAL_BASIS), "")

    def lines_by_heading(self) -> dict[str, list[str]]:
        """The sentences of the card under their headings: conditions, doubts and so on."""
        lines: dict[str, list[str]] = {kind.lower(): [] for kind in LineKind}
        for line in self.lines.all():
            lines[line.kind.lower()].append(line.text)
        return lines
