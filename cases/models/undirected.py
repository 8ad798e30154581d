"""Cases of which nobody leads the process, for the process coordinators of their municipality: a number, no content."""

from django.db import models

from cases.models.case import Case


class Undirected(models.Model):
    """A row of the view that the second line has for who asks (second_line/views.py): for others there is none."""

    case = models.OneToOneField(Case, models.DO_NOTHING, primary_key=True, related_name="undirected")
    number = models.CharField(max_length=20)

    class Meta:
        managed = False
        db_table = "app_undirected"

    def __str__(self) -> str:
        return self.number
