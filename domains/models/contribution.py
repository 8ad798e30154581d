"""What one organisation brings to the joint picture."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models import Item, ItemQuerySet, Observation, item_constraints


class ContributionQuerySet(ItemQuerySet["Contribution"]):
    def newest_first(self) -> Self:
        return self.order_by("-released_at", "-pk")


TEXTS = ("concern", "explanation", "strengths", "tried", "possibilities")


class Contribution(Item):
    """That one domain said how it sees this (FR-055), first as a draft. What it says stands in its words."""

    observations = models.ManyToManyField(Observation, related_name="contributions", blank=True, verbose_name="feiten")
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            *item_constraints(),
            models.UniqueConstraint(
                "case",
                "author",
                condition=Q(released_at=None),
                name="contribution_has_one_draft_per_author",
                violation_error_message="U hebt al een concept in deze casus.",
            ),
        ]
        verbose_name = "bijdrage"

    def __str__(self) -> str:
        return f"bijdrage van {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("domains:problem", args=[self.case_id])


class ContributionWords(models.Model):
    """Concern, strengths and what was tried. The database keeps it from who may only know that it exists."""

    contribution = models.OneToOneField(
        Contribution, models.CASCADE, primary_key=True, related_name="words", verbose_name="bijdrage"
    )
    concern = models.TextField("waar maakt u zich zorgen over", blank=True)
    explanation = models.TextField("hoe verklaart u dit", blank=True)
    strengths = models.TextField("wat gaat er goed", blank=True)
    tried = models.TextField("wat is al geprobeerd", blank=True)
    possibilities = models.TextField("wat kan uw organisatie doen", blank=True)

    class Meta:
        verbose_name = "woorden van een bijdrage"

    def __str__(self) -> str:
        return f"woorden van bijdrage {self.pk}"

    @property
    def says_something(self) -> bool:
        return any(self.texts.values())

    @property
    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in TEXTS}
