"""What a list says of a case beside the case itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cases.models.case import Case


class Listed(models.Model):
    """How many people, who sits at the table, since when each side contributes, what is due first.

    A view (familienetwerk.second_line.listing), which has a row of each case that the asker may read.
    """

    case = models.OneToOneField(Case, models.DO_NOTHING, primary_key=True, related_name="listed")
    seated = models.IntegerField()
    asked = models.IntegerField()
    coordinators = ArrayField(models.TextField())
    safety_on = models.DateField(null=True)
    social_on = models.DateField(null=True)
    members = models.IntegerField()
    households = models.IntegerField()
    next_due_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "app_listed"

    def __str__(self) -> str:
        return f"wat een lijst van casus {self.pk} zegt"
