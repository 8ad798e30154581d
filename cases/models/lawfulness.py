"""What was laid before the committee that judges lawfulness, what it advised, and what was done with that (FR-158)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.case import Case
from familienetwerk.db import filled, not_before


class LawfulnessReview(models.Model):
    """A question about one case to the committee, with a file without names. What was said once, stands."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="lawfulness_reviews", verbose_name="casus")
    question = models.TextField("vraag aan de commissie")
    asked_on = models.DateField("voorgelegd op")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="voorgelegd door"
    )
    advice = models.TextField("advies", blank=True)
    advised_on = models.DateField("advies van", null=True, blank=True)
    advice_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="advies door",
    )
    follow_up = models.TextField("wat is ermee gedaan", blank=True)
    followed_up_on = models.DateField("gevolg op", null=True, blank=True)
    follow_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="gevolg door"
    )

    class Meta:
        constraints = [
            filled("question"),
            models.CheckConstraint(
                name="lawfulness_advice_is_complete_or_absent",
                condition=Q(advised_on=None, advice_by=None, advice="")
                | (Q(advised_on__isnull=False, advice_by__isnull=False) & ~Q(advice="")),
                violation_error_message="Een advies heeft een tekst, een datum en een naam.",
            ),
            models.CheckConstraint(
                name="lawfulness_follow_up_is_complete_or_absent",
                condition=Q(followed_up_on=None, follow_up_by=None, follow_up="")
                | (Q(followed_up_on__isnull=False, follow_up_by__isnull=False) & ~Q(follow_up="")),
                violation_error_message="Een gevolg heeft een tekst, een datum en een naam.",
            ),
            models.CheckConstraint(
                name="lawfulness_follow_up_comes_of_an_advice",
                condition=Q(followed_up_on=None) | Q(advised_on__isnull=False),
                violation_error_message="Leg eerst het advies vast.",
            ),
            not_before(
                "advised_on",
                "asked_on",
                name="lawfulness_advice_comes_after_the_question",
                message="Het advies ligt voor de vraag.",
            ),
            not_before(
                "followed_up_on",
                "advised_on",
                name="lawfulness_follow_up_comes_after_the_advice",
                message="Het gevolg ligt voor het advies.",
            ),
        ]
        indexes = [models.Index(fields=["case"], name="lawfulness_review_by_case")]
        verbose_name = "toets op rechtmatigheid"
        verbose_name_plural = "toetsen op rechtmatigheid"

    def __str__(self) -> str:
        return f"toets op rechtmatigheid {self.pk}"

    @property
    def is_advised(self) -> bool:
        return self.advised_on is not None

    @property
    def is_followed_up(self) -> bool:
        return self.followed_up_on is not None

    @property
    def waits_for_follow_up(self) -> bool:
        return self.is_advised and not self.is_followed_up
