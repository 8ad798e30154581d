"""The emergency procedure: one hour of reading in one case, with a reason, looked at afterwards."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Now, Trim
from django.db.models.lookups import GreaterThanOrEqual

from cases.models.case import Case
from cases.models.grant import Grant
from familienetwerk.accounts.models import User
from familienetwerk.db import both_or_neither, one_of_or_empty

SHORTEST_REASON = 20


class Judgement(models.TextChoices):
    """What the privacy officer says of it afterwards."""

    JUSTIFIED = "JUSTIFIED", "Terecht gebruikt"
    UNJUSTIFIED = "UNJUSTIFIED", "Niet terecht gebruikt"


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def of_user(self, user: User) -> Self:
        return self.filter(user=user.pk)

    def overseen_by(self, officer: User) -> Self:
        """Of cases of the municipality that this privacy officer oversees; the database asks the same."""
        return self.filter(case__municipality=officer.overseen_id)

    def unreviewed(self) -> Self:
        return self.filter(reviewed_at=None)

    def by_due_day(self) -> Self:
        return self.order_by("review_due_on", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-began_at", "-pk")


class EmergencyAccess(models.Model):
    """Somebody opened a case without being involved, because waiting would do harm (FR-160)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="emergencies", verbose_name="casus")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="emergencies", verbose_name="wie")
    grant = models.OneToOneField(Grant, models.PROTECT, related_name="emergency", verbose_name="recht")
    reason = models.TextField("waarom")
    began_at = models.DateTimeField("begonnen", db_default=Now())
    review_due_on = models.DateField("beoordelen uiterlijk")
    reviewed_at = models.DateTimeField("beoordeeld op", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beoordeeld door",
    )
    judgement = models.CharField("oordeel", max_length=12, choices=Judgement, blank=True)
    review = models.TextField("toelichting", blank=True)

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of_or_empty("judgement", Judgement),
            models.CheckConstraint(
                name="emergency_has_a_real_reason",
                condition=GreaterThanOrEqual(Length(Trim("reason")), SHORTEST_REASON),
                violation_error_message=f"Schrijf in minstens {SHORTEST_REASON} tekens waarom het niet kan wachten.",
            ),
            both_or_neither(
                "emergency_is_reviewed_by_somebody_at_a_moment",
                "reviewed_at",
                "reviewed_by",
                message="Een beoordeling heeft een naam en een moment.",
            ),
            models.CheckConstraint(
                name="emergency_is_reviewed_with_a_judgement_by_another",
                condition=Q(reviewed_by=None, judgement="", review="")
                | (Q(reviewed_by__isnull=False) & ~Q(judgement="") & ~Q(review="") & ~Q(reviewed_by=F("user"))),
                violation_error_message="Een ander beoordeelt dit, met een oordeel en een toelichting.",
            ),
            models.UniqueConstraint(
                "user",
                condition=Q(reviewed_at=None),
                name="emergency_is_reviewed_before_the_next",
                violation_error_message="Uw vorige noodprocedure is nog niet beoordeeld.",
            ),
        ]
        verbose_name = "noodprocedure"

    def __str__(self) -> str:
        return f"noodprocedure {self.pk}"
