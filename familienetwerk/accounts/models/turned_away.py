"""Who is being turned away now, since they try too often."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from familienetwerk.accounts.models.user import User

COUNTED_FOR = timedelta(minutes=1)


class TurnedAwayQuerySet(models.QuerySet["TurnedAway"]):
    def counted(self) -> Self:
        """Their minute is over."""
        return self.filter(since__lte=timezone.now() - COUNTED_FOR)


class TurnedAway(models.Model):
    """How often in this minute, at one page: an account, else an address as a keyed hash, else all others together."""

    page = models.CharField(max_length=100)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    address = models.CharField(max_length=16, blank=True)
    since = models.DateTimeField(default=timezone.now)
    times = models.PositiveIntegerField(default=0)

    objects = TurnedAwayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "user", "address"], nulls_distinct=False, name="turned_away_is_counted_once"
            )
        ]
        verbose_name = "wie te vaak probeert"

    def __str__(self) -> str:
        return f"turned away {self.pk}"
