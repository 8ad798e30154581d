"""What stands on a card of the catalogue: its sentences, its steps, and what it goes together with."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from familienetwerk.db import filled, one_of


class LineKind(models.TextChoices):
    """Under which heading of the card a sentence stands."""

    LEGAL_BASIS = "LEGAL_BASIS", "Artikel"
    CONDITION = "CONDITION", "Voorwaarde"
    EVIDENCE = "EVIDENCE", "Bewijs"
    CONSIDERATION = "CONSIDERATION", "Afweging"
    RISK = "RISK", "Risico als dit alleen gebeurt"
    PARTNER = "PARTNER", "Partner"
    DOUBT = "DOUBT", "Niet nagelezen"


class CardPartQuerySet[M: models.Model](models.QuerySet[M]):
    def in_order(self) -> Self:
        return self.order_by("position")


class CardLine(models.Model):
    """One sentence under one heading of a card."""

    type = models.ForeignKey("interventions.InterventionType", models.CASCADE, related_name="lines")
    kind = models.CharField("soort", max_length=15, choices=LineKind)
    position = models.PositiveSmallIntegerField("volgorde")
    text = models.TextField("tekst")

    objects = CardPartQuerySet["CardLine"].as_manager()

    class Meta:
        constraints = [
            one_of("kind", LineKind),
            filled("text"),
            models.UniqueConstraint("type", "kind", "position", name="cardline_has_its_own_place"),
        ]
        verbose_name = "regel van een kaart"

    def __str__(self) -> str:
        return self.text


class CardStep(models.Model):
    """One step of the procedure: who does what, on which article, with which term."""

    type = models.ForeignKey("interventions.InterventionType", models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField("volgorde")
    name = models.CharField("stap", max_length=160)
    explanation = models.TextField("toelichting", blank=True)
    actor = models.CharField("wie", max_length=120, blank=True)
    term = models.CharField("termijn", max_length=160, blank=True)
    article = models.CharField("artikel", max_length=120, blank=True)
    deadline_rule = models.SlugField(
        "rekenregel", max_length=60, blank=True, help_text="Sleutel van de wettelijke termijn."
    )
    deadline_label = models.CharField("naam van de rekenregel", max_length=120, blank=True)

    objects = CardPartQuerySet["CardStep"].as_manager()

    class Meta:
        constraints = [
            filled("name"),
            models.UniqueConstraint("type", "position", name="cardstep_has_its_own_place"),
            models.CheckConstraint(
                name="cardstep_deadline_rule_has_a_label",
                condition=Q(deadline_rule="", deadline_label="") | (~Q(deadline_rule="") & ~Q(deadline_label="")),
                violation_error_message="Een rekenregel heeft een naam.",
            ),
        ]
        verbose_name = "stap van een kaart"
        verbose_name_plural = "stappen van een kaart"

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"


class CardWords(models.Model):
    """The words by which a card is found, apart so that lists of cards stay light."""

    type = models.OneToOneField("interventions.InterventionType", models.CASCADE, related_name="words")
    name = models.TextField("naam")
    keywords = models.TextField("in het kort, gewone woorden en artikelen")
    text = models.TextField("de rest van de kaart")
    vector = models.GeneratedField(
        expression=SearchVector("name", weight="A", config="dutch")
        + SearchVector("keywords", weight="B", config="dutch")
        + SearchVector("text", weight="D", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [GinIndex(fields=["vector"], name="cardwords_vector")]
        verbose_name = "zoekwoorden van een kaart"

    def __str__(self) -> str:
        return self.name


class Combination(models.Model):
    """Another intervention that usually goes together with this one."""

    type = models.ForeignKey("interventions.InterventionType", models.CASCADE, related_name="combinations")
    other = models.ForeignKey(
        "interventions.InterventionType", models.PROTECT, related_name="+", verbose_name="gaat samen met"
    )
    position = models.PositiveSmallIntegerField("volgorde")

    objects = CardPartQuerySet["Combination"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("type", "other", name="combination_is_named_once"),
            models.CheckConstraint(name="combination_is_with_another", condition=~Q(type=F("other"))),
        ]
        verbose_name = "combinatie"

    def __str__(self) -> str:
        return str(self.other)


class RuleStrength(models.TextChoices):
    MUST = "MUST", "Moet"
    SHOULD = "SHOULD", "Hoort erbij"
    EXCLUDES = "EXCLUDES", "Niet tegelijk"


class CombinationRuleQuerySet(models.QuerySet["CombinationRule"]):
    def about(self, type_id: int) -> Self:
        """Rules that this intervention sets off or that speak of it, and the rules for every intervention."""
        return self.filter(
            Q(is_archived=False), Q(is_general=True) | Q(triggers=type_id) | Q(concerns=type_id)
        ).distinct()

    def in_order(self) -> Self:
        """What must comes first, what holds for everything last."""
        return self.order_by("is_general", "code")


class CombinationRule(models.Model):
    """When one thing is done, another must be added, ought to be added, or is ruled out."""

    code = models.CharField("code", max_length=10, unique=True)
    strength = models.CharField("sterkte", max_length=10, choices=RuleStrength)
    when = models.TextField("wanneer")
    then = models.TextField("wat dan")
    basis = models.CharField("waarop dit rust", max_length=200)
    is_general = models.BooleanField("geldt voor elke interventie", default=False)
    triggers = models.ManyToManyField("interventions.InterventionType", related_name="rules_set_off", blank=True)
    concerns = models.ManyToManyField("interventions.InterventionType", related_name="rules_that_name_it", blank=True)
    is_archived = models.BooleanField("niet meer in gebruik", default=False)

    objects = CombinationRuleQuerySet.as_manager()

    class Meta:
        constraints = [one_of("strength", RuleStrength), filled("when"), filled("then")]
        verbose_name = "combinatieregel"

    def __str__(self) -> str:
        return f"{self.code}: {self.when}"
