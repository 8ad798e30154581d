"""What one organisation brings to the joint picture."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models import Item, ItemQuerySet, Observation, item_constraints


class ContributionQuerySet(ItemQuerySet["Contribution"]):
    def newest_first(self) -> Self:
        return self.order_by("-released_at", "-pk")


class Contribution(Item):
    """Facts, concern, strengths and what was tried, as seen by one domain (FR-055). A draft until it is released."""

    concern = models.TextField("waar maakt u zich zorgen over", blank=True)
    explanation = models.TextField("hoe verklaart u dit", blank=True)
    strengths = models.TextField("wat gaat er goed", blank=True)
    tried = models.TextField("wat is al geprobeerd", blank=True)
    possibilities = models.TextField("wat kan uw organisatie doen", blank=True)
    observations = models.ManyToManyField(Observation, related_name="contributions", blank=True, verbose_name="feiten")
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            *item_constraints(),
            models.CheckConstraint(
                name="contribution_says_something_when_released",
                condition=Q(released_at=None)
                | ~Q(concern="", explanation="", strengths="", tried="", possibilities=""),
                violation_error_message="Schrijf minstens één onderdeel voordat u vrijgeeft.",
            ),
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
