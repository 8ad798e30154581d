"""Keeping the names of workers out of what a family may get in hands."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Now

from cases.models.case import Case
from familienetwerk.db import filled, not_before


class ShieldQuerySet(models.QuerySet["Shield"]):
    def standing(self) -> Self:
        return self.filter(ended_on=None)

    def of_case_of_row(self) -> Self:
        """Of the case of the row around this subquery."""
        return self.standing().filter(case_id=OuterRef("case_id"))


class Shield(models.Model):
    """Since this day who works on the case stands with function and organisation on paper and in overviews (FR-194).

    Taking it away is an act of its own, with a reason: it stays readable that it stood.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="shields", verbose_name="casus")
    set_on = models.DateField("afgeschermd sinds")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")
    set_at = models.DateTimeField(
        "afgeschermd sinds het moment",
        db_default=Now(),
        editable=False,
        help_text="Papier van daarvoor telt niet meer.",
    )
    reason = models.CharField("reden", max_length=300)
    ended_on = models.DateField("afgeschermd tot", null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField("reden van opheffen", max_length=300, blank=True)

    objects = ShieldQuerySet.as_manager()

    class Meta:
        constraints = [
            filled("reason"),
            models.UniqueConstraint(
                "case",
                condition=Q(ended_on=None),
                name="shield_stands_once",
                violation_error_message="De namen zijn al afgeschermd.",
            ),
            models.CheckConstraint(
                name="shield_ends_with_a_name_and_a_reason",
                condition=Q(ended_on=None, ended_by=None, ended_reason="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_reason="")),
                violation_error_message="Opheffen heeft een datum, een naam en een reden.",
            ),
            not_before(
                "ended_on", "set_on", name="shield_ends_after_it_begins", message="Opheffen kan niet voor het begin."
            ),
        ]
        verbose_name = "afscherming"

    def __str__(self) -> str:
        return f"afscherming {self.pk}"
