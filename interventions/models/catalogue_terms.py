"""What the cards of the catalogue share: where it was read, why municipalities hold back, why it was not used."""

from typing import Self

from django.db import models
from django.db.models import Q

from familienetwerk.db import filled, one_of


class HowRead(models.TextChoices):
    """How far a source was read: the first thing to know before relying on it."""

    FULL = "FULL", "helemaal gelezen"
    ARTICLES = "ARTICLES", "enkele artikelen gelezen"
    COPY = "COPY", "gelezen in een openbare kopie van wetten.overheid.nl"
    FIRST_PART = "FIRST_PART", "alleen het begin van de pagina gelezen"


class TermQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows of a coded list that the catalogue file fills."""

    def current(self) -> Self:
        return self.filter(is_archived=False)

    def in_order(self) -> Self:
        return self.order_by("code")


class Source(models.Model):
    """A law, a ruling or a page that a card rests on."""

    code = models.SlugField("code", max_length=40, unique=True)
    name = models.CharField("naam", max_length=200)
    address = models.URLField("adres", max_length=400)
    how_read = models.CharField("hoe gelezen", max_length=10, choices=HowRead)
    part_read = models.CharField("welk deel", max_length=160, blank=True)
    dated = models.CharField("datum van de tekst", max_length=60, blank=True)
    is_archived = models.BooleanField("niet meer in gebruik", default=False)

    objects = TermQuerySet["Source"].as_manager()

    class Meta:
        constraints = [one_of("how_read", HowRead), filled("name")]
        verbose_name = "bron"
        verbose_name_plural = "bronnen"

    def __str__(self) -> str:
        return self.name


class HesitanceReason(models.Model):
    """Why municipalities hold back from an intervention, to weigh openly and not to hide behind."""

    code = models.CharField("code", max_length=10, unique=True)
    label = models.CharField("reden", max_length=160)
    explanation = models.CharField("wat de bron zegt", max_length=300, blank=True)
    is_verified = models.BooleanField("staat in een bron")
    sources = models.ManyToManyField(Source, related_name="+", blank=True, verbose_name="bronnen")
    is_archived = models.BooleanField("niet meer in gebruik", default=False)

    objects = TermQuerySet["HesitanceReason"].as_manager()

    class Meta:
        constraints = [filled("label")]
        verbose_name = "reden van terughoudendheid"
        verbose_name_plural = "redenen van terughoudendheid"

    def __str__(self) -> str:
        return self.label


class NotUsedReason(models.Model):
    """A coded reason to record when an intervention was considered and not used."""

    code = models.CharField("code", max_length=10, unique=True)
    label = models.CharField("reden", max_length=160)
    explanation = models.CharField("toelichting", max_length=300, blank=True)
    is_legal_reason = models.BooleanField(
        "houdt juridisch stand", help_text="Zo niet, dan is het een signaal aan de leiding en geen reden."
    )
    is_archived = models.BooleanField("niet meer in gebruik", default=False)

    objects = TermQuerySet["NotUsedReason"].as_manager()

    class Meta:
        constraints = [
            filled("label"),
            models.CheckConstraint(
                name="notusedreason_without_legal_force_says_what_to_do",
                condition=Q(is_legal_reason=True) | ~Q(explanation=""),
                violation_error_message="Schrijf op wat er moet gebeuren als de reden juridisch niet standhoudt.",
            ),
        ]
        verbose_name = "reden om niet te gebruiken"
        verbose_name_plural = "redenen om niet te gebruiken"

    def __str__(self) -> str:
        return self.label
