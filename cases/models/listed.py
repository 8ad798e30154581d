"""What a list says of a case."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cases.models.case import Case


class Listed(models.Model):
    """The case itself, how many people, who sits at the table, since when each side contributes, what is due first.

    A view (familienetwerk.second_line.listing), which has a row of each case that the asker may read.
    """

    case = models.OneToOneField(Case, models.DO_NOTHING, primary_key=True, related_name="listed")
    number = models.TextField()
    name = models.TextField()
    stage = models.TextField()
    first_signal_on = models.DateField()
    definition_fixed_on = models.DateField(null=True)
    first_plan_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
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
