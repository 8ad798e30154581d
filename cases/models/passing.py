"""That a source lets an item go from the frame for which it was given to another (FR-137; Wpg 18 to 20, Wjsg 39f)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q

from cases.models.frame import LegalFrame
from familienetwerk.accounts.models import Organisation
from familienetwerk.db import filled


class PassingQuerySet(models.QuerySet["Passing"]):
    def running(self) -> Self:
        return self.filter(taken_back_at=None)

    def of_row(self, subject: str) -> Self:
        """For a subquery on items of this kind: by their own organisation, for the frame of their case now."""
        return self.running().filter(
            subject=subject,
            subject_id=OuterRef("pk"),
            organisation=OuterRef("organisation"),
            frame=OuterRef("case__legal_frame"),
        )


class Passing(models.Model):
    """One item may be read in one more frame, says its own organisation. It stands, and can be taken back once.

    `subject` is the kind of item, as the log calls it: items live in the apps above.
    """

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="passings", verbose_name="casus")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    subject = models.CharField("soort", max_length=20)
    subject_id = models.BigIntegerField()
    frame = models.ForeignKey(LegalFrame, models.PROTECT, related_name="+", verbose_name="samenwerkingskader")
    ground = models.CharField("grondslag", max_length=300)
    passed_at = models.DateTimeField("doorgegeven op", auto_now_add=True)
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField("teruggenomen op", null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_reason = models.CharField("waarom teruggenomen", max_length=300, blank=True)

    objects = PassingQuerySet.as_manager()

    class Meta:
        constraints = [
            filled("ground"),
            models.UniqueConstraint(
                "subject",
                "subject_id",
                "frame",
                condition=Q(taken_back_at=None),
                name="passing_runs_once_for_a_frame",
                violation_error_message="Dit is al vrijgegeven voor dit kader.",
            ),
            models.CheckConstraint(
                name="passing_is_taken_back_completely_or_not",
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_reason="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_reason="")),
                violation_error_message="Terugnemen heeft een naam, een moment en een reden.",
            ),
        ]
        verbose_name = "vrijgave voor een ander kader"

    def __str__(self) -> str:
        return f"vrijgave {self.pk}"
