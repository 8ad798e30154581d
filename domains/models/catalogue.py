"""What is looked at: life domains, in versions of an instrument, so that old scores keep their meaning (FR-048)."""

from typing import Self

from django.db import models

from familienetwerk.db import filled, not_before


class Instrument(models.Model):
    """A versioned list of life domains with one scale. Ships names and scale, never licensed cell texts (FR-049)."""

    code = models.SlugField("code", max_length=40, unique=True)
    name = models.CharField("naam", max_length=120)
    source = models.CharField("bron", max_length=300)
    valid_from = models.DateField("geldig vanaf")
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        constraints = [
            filled("name"),
            not_before(
                "valid_until",
                "valid_from",
                name="instrument_ends_after_it_begins",
                message="Het einde ligt voor het begin.",
            ),
        ]
        verbose_name = "instrument"

    def __str__(self) -> str:
        return self.name


class LifeDomainQuerySet(models.QuerySet["LifeDomain"]):
    def current(self) -> Self:
        return self.filter(is_archived=False).in_order()

    def in_order(self) -> Self:
        return self.order_by("position", "pk")


class LifeDomain(models.Model):
    """One area of life that professionals look at: money, housing, safety of a child."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="life_domains", verbose_name="instrument")
    code = models.SlugField("code", max_length=40, unique=True)
    name = models.CharField("naam", max_length=80)
    plain_name = models.CharField("in gewone woorden", max_length=80)
    position = models.PositiveSmallIntegerField("volgorde")
    is_sensitive = models.BooleanField(
        "gevoelig", default=False, help_text="Vraagt een zin waarom dit nodig is (FR-047)."
    )
    is_archived = models.BooleanField("niet meer in gebruik", default=False)

    objects = LifeDomainQuerySet.as_manager()

    class Meta:
        constraints = [filled("name")]
        verbose_name = "leefgebied"
        verbose_name_plural = "leefgebieden"

    def __str__(self) -> str:
        """In gewone woorden, wherever it is shown: on a form, on a page, on paper."""
        return self.plain_name
