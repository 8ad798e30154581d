"""That rights and involvements were compared, and how often they differed."""

from django.db import models
from django.db.models.functions import Now
from django.utils.timezone import localtime


class PermissionCheck(models.Model):
    """One night's comparison. What differs is for the command, that says it again; here stands how much."""

    checked_at = models.DateTimeField("vergeleken op", db_default=Now())
    differences = models.PositiveIntegerField("verschillen")

    class Meta:
        indexes = [models.Index(fields=["-checked_at"], name="permission_check_newest")]
        verbose_name = "vergelijking van rechten"

    def __str__(self) -> str:
        return f"{self.differences} verschillen op {localtime(self.checked_at):%d-%m-%Y}"
