"""How a person, a household or the whole network does, per life domain, at one moment."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse

from cases.models import (
    Household,
    Item,
    ItemQuerySet,
    Member,
    Reader,
    is_about_hidden_subject,
    item_constraints,
)
from domains import rules
from domains.models.catalogue import LifeDomain
from familienetwerk.accounts.models import User
from familienetwerk.db import filled, not_before


class Score(models.IntegerChoices):
    """The five-point scale (FR-045). No score means not assessed, which is never a fault (FR-046)."""

    ACUTE = 1, "Acute problematiek"
    NOT = 2, "Niet zelfredzaam"
    LIMITED = 3, "Beperkt zelfredzaam"
    SUFFICIENT = 4, "Voldoende zelfredzaam"
    FULL = 5, "Volledig zelfredzaam"


class AssessmentQuerySet(ItemQuerySet["Assessment"]):
    def about_hidden(self, reader: Reader) -> Q:
        return is_about_hidden_subject(reader)

    def newest_first(self) -> Self:
        return self.order_by("-assessed_on", "-pk")

    def with_conclusion(self, user: User) -> Self:
        """Each with `concluded`: what everybody on the case reads of it, unless it stays behind; of a draft its own."""
        own, given = Q(organisation=user.own_words_id), Q(released_at__isnull=False) & ~self.stays()
        text = F("shared_conclusion__text")
        is_there = (own | given) & Q(shared_conclusion__isnull=False)
        return self.annotate(
            concluded=Case(When(is_there, then=text), default=Value(""), output_field=models.TextField())
        )

    def oldest_first(self) -> Self:
        return self.order_by("assessed_on", "pk")


class Assessment(Item):
    """One domain's look at one subject on one day. Without member and household it is about the whole network."""

    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="assessments", verbose_name="gezinslid"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="assessments", verbose_name="huishouden"
    )
    assessed_on = models.DateField("beoordeeld op")
    next_on = models.DateField("volgende beoordeling", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            *item_constraints(),
            models.CheckConstraint(
                name="assessment_is_about_one_subject",
                condition=Q(member=None) | Q(household=None),
                violation_error_message="Kies een gezinslid of een huishouden, niet allebei.",
            ),
            not_before(
                "next_on",
                "assessed_on",
                name="assessment_looks_again_later",
                message="De volgende beoordeling is niet eerder dan deze.",
            ),
        ]
        indexes = [models.Index(fields=["case", "-assessed_on"], name="assessment_by_case")]
        verbose_name = "beoordeling"

    def __str__(self) -> str:
        return f"beoordeling door {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("domains:assessment", args=[self.case_id, self.pk])

    @property
    def subject_name(self) -> str:
        return str(self.member or self.household or "Hele netwerk")

    @property
    def conclusion(self) -> str:
        """For who writes it; a reader is shown `concluded`."""
        shared = SharedConclusion.objects.filter(assessment=self.pk).first()
        return shared.text if shared else ""


class SharedConclusion(models.Model):
    """What everybody on the case may know of an assessment, also who may not read it.

    Apart from that it exists: under a law of its own it stays in the frame for which it was given (FR-137).
    """

    assessment = models.OneToOneField(
        Assessment, models.CASCADE, primary_key=True, related_name="shared_conclusion", verbose_name="beoordeling"
    )
    text = models.TextField("gedeelde conclusie")

    class Meta:
        constraints = [filled("text")]
        verbose_name = "gedeelde conclusie"

    def __str__(self) -> str:
        return f"gedeelde conclusie van beoordeling {self.pk}"


class DomainScore(models.Model):
    """One life domain within an assessment: a score or none, and the story that carries it."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores", verbose_name="beoordeling")
    life_domain = models.ForeignKey(LifeDomain, models.PROTECT, related_name="+", verbose_name="leefgebied")
    score = models.PositiveSmallIntegerField("score", choices=Score, null=True, blank=True)
    target = models.PositiveSmallIntegerField("doelscore", choices=Score, null=True, blank=True)
    situation = models.TextField("situatie", blank=True)
    information_on = models.DateField("datum van de informatie", null=True, blank=True)
    source = models.CharField("bron", max_length=200, blank=True)
    necessity = models.CharField("waarom is dit nodig", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="domain_score_is_on_the_scale",
                condition=Q(score=None) | Q(score__in=Score.values),
                violation_error_message="Kies een score van 1 tot en met 5.",
            ),
            models.CheckConstraint(
                name="domain_score_target_is_on_the_scale",
                condition=Q(target=None) | Q(target__in=Score.values),
                violation_error_message="Kies een doel van 1 tot en met 5.",
            ),
            models.CheckConstraint(
                name="domain_score_has_a_dated_source",
                condition=Q(score=None) | (Q(information_on__isnull=False) & ~Q(source="")),
                violation_error_message="Vul bij een score de bron en de datum van de informatie in.",
            ),
            models.UniqueConstraint(
                "assessment",
                "life_domain",
                name="domain_score_is_given_once",
                violation_error_message="Dit leefgebied staat er al.",
            ),
        ]
        verbose_name = "score"

    def __str__(self) -> str:
        return f"{self.life_domain}: {self.score or 'niet beoordeeld'}"

    @property
    def is_assessed(self) -> bool:
        return self.score is not None

    def is_old(self, today: date) -> bool:
        """The information behind it is old."""
        return self.information_on is not None and rules.is_old(self.information_on, today)
