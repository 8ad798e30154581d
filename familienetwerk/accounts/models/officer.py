"""Who oversees which municipality."""

from django.db import models

from familienetwerk.accounts.models.organisation import Municipality
from familienetwerk.accounts.models.user import User


class Officer(models.Model):
    """A privacy officer, and the one municipality that this one oversees: a view (migration 0011).

    The app and the policies of the database ask the same one.
    """

    user = models.OneToOneField(User, models.DO_NOTHING, primary_key=True, db_column="id", related_name="officer")
    municipality = models.ForeignKey(Municipality, models.DO_NOTHING, related_name="officers")

    class Meta:
        managed = False
        db_table = "accounts_officer"

    def __str__(self) -> str:
        return f"privacy officer {self.pk}"
