"""“Ik denk dat er iets misging”: anybody may say so, and a privacy officer looks at it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from familienetwerk.accounts.models import Municipality, User
from familienetwerk.breaches.models.breach import Breach
from familienetwerk.breaches.rules import Clock
from familienetwerk.db import filled, not_before, one_of


class SuspicionState(models.TextChoices):
    NEW = "NEW", "Ontvangen"
    TAKEN_UP = "TAKEN_UP", "In het register"
    NO_BREACH = "NO_BREACH", "Geen datalek"


class SuspicionQuerySet(models.QuerySet["Suspicion"]):
    def looked_after_by(self, user: User) -> Self:
        """Of the own municipality, and those of which nobody knows whose they are; the database asks the same."""
        municipality = user.overseen_id
        return self.filter(Q(municipality=municipality) | Q(municipality=None)) if municipality else self.none()

    def new(self) -> Self:
        return self.filter(state=SuspicionState.NEW)

    def by_clock(self) -> Self:
        return self.order_by("discovered_at", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-reported_at", "-pk")


class Suspicion(models.Model):
    """What somebody thinks went wrong. What was said stands; the clock runs from when it was noticed."""

    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="gemeente",
        help_text="Leeg: bij welke gemeente is nog niet bekend.",
    )
    what = models.TextField("wat ging er mis")
    discovered_at = models.DateTimeField("gemerkt op")
    case_number = models.CharField("casus", max_length=20, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gemeld door"
    )
    reported_at = models.DateTimeField("gemeld op", auto_now_add=True)
    state = models.CharField("stand", max_length=9, choices=SuspicionState, default=SuspicionState.NEW)
    breach = models.ForeignKey(
        Breach, models.PROTECT, null=True, blank=True, related_name="suspicions", verbose_name="datalek"
    )
    reason = models.TextField("waarom geen datalek", blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beoordeeld door",
    )

    objects = SuspicionQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("state", SuspicionState),
            filled("what"),
            not_before(
                "reported_at",
                "discovered_at",
                name="suspicion_is_noticed_before_it_is_reported",
                message="U kunt niet melden wat nog moet gebeuren.",
            ),
            models.CheckConstraint(
                name="suspicion_is_judged_completely_or_not_at_all",
                condition=Q(state=SuspicionState.NEW, breach=None, reason="", judged_by=None)
                | Q(state=SuspicionState.TAKEN_UP, breach__isnull=False, reason="", judged_by__isnull=False)
                | Q(state=SuspicionState.NO_BREACH, breach=None, judged_by__isnull=False) & ~Q(reason=""),
                violation_error_message="Een oordeel is een datalek in het register, of een reden waarom niet.",
            ),
        ]
        indexes = [models.Index(fields=["reported_by", "-id"], name="suspicion_by_reporter")]
        verbose_name = "vermoeden van een datalek"

    def __str__(self) -> str:
        return f"vermoeden {self.pk}"

    @property
    def is_new(self) -> bool:
        return self.state == SuspicionState.NEW

    @property
    def clock(self) -> Clock:
        return self.clock_at(timezone.now())

    def clock_at(self, moment: datetime) -> Clock:
        now = timezone.localtime(moment)
        return Clock(discovered_at=self.discovered_at, now=now, is_settled=not self.is_new)
