"""Letting somebody in again who lost password and second factor: two people, neither of them the person concerned."""

from datetime import timedelta
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from familienetwerk.accounts.models.user import User
from familienetwerk.db import both_or_neither, one_of

WAITS = timedelta(hours=24)


class HowKnown(models.TextChoices):
    """How who asks made sure that it is really this person."""

    SEEN = "SEEN", "Ik zag deze persoon zelf"
    CALLED = "CALLED", "Ik belde een nummer dat wij al hadden"
    MANAGER = "MANAGER", "De leidinggevende bevestigde het mij"


class RecoveryQuerySet(models.QuerySet["Recovery"]):
    def waiting(self) -> Self:
        return self.filter(confirmed_at=None, refused_at=None, expires_at__gt=timezone.now())

    def oldest_first(self) -> Self:
        return self.order_by("asked_at", "pk")


class LastsUntilItsEnd(Func):
    """From asking until it was confirmed, refused or too old."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()

    def __init__(self) -> None:
        end = Coalesce(F("confirmed_at"), F("refused_at"), F("expires_at"))
        super().__init__(F("asked_at"), end, RangeBoundary())


class Recovery(models.Model):
    """One functional admin asks, a second one or the privacy officer confirms, within a day (herstel van toegang)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="recoveries", verbose_name="voor wie")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    asked_at = models.DateTimeField("gevraagd op", db_default=Now())
    how_known = models.CharField("hoe weet u dat het deze persoon is?", max_length=8, choices=HowKnown)
    expires_at = models.DateTimeField("vervalt op")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="bevestigd door")
    confirmed_at = models.DateTimeField("bevestigd op", null=True)
    refused_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="afgewezen door")
    refused_at = models.DateTimeField("afgewezen op", null=True)

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("how_known", HowKnown),
            models.CheckConstraint(
                name="recovery_is_not_asked_by_the_person",
                condition=~Q(asked_by=F("user")),
                violation_error_message="Niemand vraagt dit voor zichzelf.",
            ),
            models.CheckConstraint(
                name="recovery_is_confirmed_by_a_second_other",
                condition=Q(confirmed_by=None) | (~Q(confirmed_by=F("user")) & ~Q(confirmed_by=F("asked_by"))),
                violation_error_message="Een ander dan wie het vroeg bevestigt dit.",
            ),
            both_or_neither(
                "recovery_is_confirmed_by_somebody", "confirmed_by", "confirmed_at", message="Vul in wie en wanneer."
            ),
            both_or_neither(
                "recovery_is_refused_by_somebody", "refused_by", "refused_at", message="Vul in wie en wanneer."
            ),
            models.CheckConstraint(
                name="recovery_ends_once",
                condition=Q(confirmed_at=None) | Q(refused_at=None),
                violation_error_message="Dit verzoek is al afgehandeld.",
            ),
            models.CheckConstraint(
                name="recovery_waits_a_day_at_most",
                condition=Q(expires_at__gt=F("asked_at"), expires_at__lte=F("asked_at") + WAITS),
                violation_error_message="Een verzoek vervalt na een dag.",
            ),
            models.CheckConstraint(
                name="recovery_is_confirmed_in_time",
                condition=Q(confirmed_at=None) | Q(confirmed_at__lte=F("expires_at")),
                violation_error_message="Dit verzoek is vervallen.",
            ),
            ExclusionConstraint(
                name="recovery_runs_once_at_a_time",
                expressions=[("user", RangeOperators.EQUAL), (LastsUntilItsEnd(), RangeOperators.OVERLAPS)],
                violation_error_message="Er loopt al een verzoek voor deze persoon.",
            ),
        ]
        verbose_name = "herstel van toegang"

    def __str__(self) -> str:
        return f"recovery {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is None and self.refused_at is None and timezone.now() < self.expires_at
