"""Browsers that somebody logged in with before."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from familienetwerk.accounts.models.user import User

FORGOTTEN_AFTER = timedelta(days=365)


class KnownDeviceQuerySet(models.QuerySet["KnownDevice"]):
    def stale(self) -> Self:
        return self.filter(last_login_at__lte=timezone.now() - FORGOTTEN_AFTER)


class KnownDevice(models.Model):
    """A browser, known by a cookie of its own; of the cookie only a keyed hash is kept, and no address or place."""

    user = models.ForeignKey(User, models.CASCADE, related_name="known_devices")
    mark = models.CharField(max_length=64)
    words = models.CharField("browser", max_length=60)
    first_login_at = models.DateTimeField("eerste keer", default=timezone.now)
    last_login_at = models.DateTimeField("laatste keer", default=timezone.now)
    is_told = models.BooleanField("gemeld in de app", default=False)

    objects = KnownDeviceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("user", "mark", name="device_is_known_once")]
        verbose_name = "bekend apparaat"

    def __str__(self) -> str:
        return f"device {self.pk}"
