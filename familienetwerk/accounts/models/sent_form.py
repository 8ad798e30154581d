"""Which forms were sent, so that none is done twice."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from familienetwerk.accounts.models.user import User

FORGOTTEN_AFTER = timedelta(days=1)


class SentFormQuerySet(models.QuerySet["SentForm"]):
    def done(self) -> Self:
        return self.exclude(led_to="")

    def fresh(self) -> Self:
        return self.filter(sent_at__gt=timezone.now() - FORGOTTEN_AFTER)

    def stale(self) -> Self:
        return self.filter(sent_at__lte=timezone.now() - FORGOTTEN_AFTER)


class SentForm(models.Model):
    """A form as one page showed it, filled in one way: of that only a keyed hash, and where it led when it was done."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64, unique=True)
    words = models.CharField(max_length=64, blank=True)  # the same, whatever page it was; empty of a button or a file
    led_to = models.TextField(blank=True)
    sent_at = models.DateTimeField(default=timezone.now)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("sent_at", name="sent_form_by_age"),
            models.Index("user", "words", condition=~Q(words=""), name="sent_form_by_words"),
        ]
        verbose_name = "verzonden formulier"

    def __str__(self) -> str:
        return f"sent form {self.pk}"

    @property
    def is_of_today(self) -> bool:
        return timezone.localdate(self.sent_at) == timezone.localdate()
