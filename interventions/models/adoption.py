"""What the partners say of a plan, and the paper it becomes."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from familienetwerk.accounts.models import Organisation
from familienetwerk.db import one_of
from interventions.models.plan import IsOfBefore, Plan


class Decision(models.TextChoices):
    """What one organisation says of the plan (FR-072)."""

    AGREED = "AGREED", "Akkoord"
    RESERVATION = "RESERVATION", "Akkoord met voorbehoud"
    NOT_AGREED = "NOT_AGREED", "Niet akkoord"


class Adoption(models.Model):
    """The answer of one organisation to one version of the plan."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="adoptions", verbose_name="plan")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    decision = models.CharField("besluit", max_length=12, choices=Decision)
    remark = models.TextField("voorbehoud of reden", blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")
    given_on = models.DateField("op")

    class Meta:
        constraints = [
            one_of("decision", Decision),
            models.UniqueConstraint("plan", "organisation", name="adoption_is_one_per_organisation"),
            models.CheckConstraint(
                name="adoption_reservation_says_why",
                condition=Q(decision="AGREED") | ~Q(remark=""),
                violation_error_message="Schrijf het voorbehoud of de reden op.",
            ),
        ]
        verbose_name = "reactie op het plan"

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_decision_display()}"


class PlanDocumentQuerySet(models.QuerySet["PlanDocument"]):
    def standing(self) -> Self:
        """Paper that everybody on the case may still read."""
        return self.exclude(IsOfBefore("plan", "made_at"))


class PlanDocument(models.Model):
    """The PDF of one version of a plan, made once and kept with it; made anew when somebody was restricted since."""

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="document", verbose_name="plan")
    pdf = models.BinaryField("pdf")
    size = models.PositiveIntegerField("grootte", help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField("gemaakt op", help_text="Het moment waarop de gegevens zijn gelezen.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )

    objects = PlanDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "plan op papier"

    def __str__(self) -> str:
        return f"pdf van {self.plan}"

    @property
    def size_in_kb(self) -> int:
        return -(-self.size // 1000)
