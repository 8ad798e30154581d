"""What a desk knows of a case in which it has no seat: as much as its page shows, and never the row of the case.

Rows of views of the second line (second_line/views.py), which are there for who asks; for others there are none.
"""

from typing import Self

from django.db import models
from django.db.models import F

from cases.models.case import Case
from cases.models.frame import LegalFrame
from cases.models.member import in_full
from cases.models.stage import CaseStage


class Announced(models.Model):
    """A case about which the own desk was asked, or to which it was invited: its number and on which ground."""

    case = models.OneToOneField(Case, models.DO_NOTHING, primary_key=True, related_name="announced")
    number = models.CharField(max_length=20)
    legal_frame = models.ForeignKey(LegalFrame, models.DO_NOTHING, related_name="+")
    is_in_intake = models.BooleanField()

    class Meta:
        managed = False
        db_table = "app_announced"

    def __str__(self) -> str:
        return self.number


class AskedAboutQuerySet(models.QuerySet["AskedAbout"]):
    def eldest_first(self) -> Self:
        return self.order_by(F("birth_date").asc(nulls_last=True), "given_name", "pk")


class AskedAbout(models.Model):
    """Somebody about whom the own desk is asked, as long as nothing is decided about the intake: a name and a day."""

    id = models.BigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="asked_about")
    given_name = models.CharField(max_length=80)
    name_prefix = models.CharField(max_length=20)
    family_name = models.CharField(max_length=100)
    birth_date = models.DateField(null=True)
    is_birth_date_estimated = models.BooleanField()

    objects = AskedAboutQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "app_asked_about"

    def __str__(self) -> str:
        return in_full(self.given_name, self.name_prefix, self.family_name)


class Brought(models.Model):
    """A case that the own organisation brought: its number, and what became of the intake."""

    case = models.OneToOneField(Case, models.DO_NOTHING, primary_key=True, related_name="brought")
    number = models.CharField(max_length=20)
    started_on = models.DateField()
    opened_on = models.DateField(null=True)
    stage = models.CharField(max_length=20, choices=CaseStage)  # empty once it is open

    class Meta:
        managed = False
        db_table = "app_brought"

    def __str__(self) -> str:
        return self.number

    @property
    def intake_outcome(self) -> str:
        """Without content: for who brought it in (FR-009)."""
        if self.stage == CaseStage.INTAKE:
            return "Nog geen besluit"
        return f"Aangenomen op {self.opened_on:%d-%m-%Y}" if self.opened_on else str(self.get_stage_display())
