"""Who may do something on behalf of another, on which ground and until when (Awb 10:1 to 10:12; FR-156)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from familienetwerk.accounts.models.organisation import Organisation
from familienetwerk.accounts.models.user import User
from familienetwerk.db import filled, not_before


class MandateQuerySet(models.QuerySet["Mandate"]):
    def running(self, today: date) -> Self:
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=today), valid_from__lte=today)

    def giving_access_to(self, user: User) -> Self:
        """On which the access of this user rests; without any, it rests on none."""
        return self.filter(Q(user=user.pk) | Q(organisation=user.organisation_id), is_ground_for_access=True)

    def newest_first(self) -> Self:
        return self.order_by("-valid_from", "-pk")

    def ending_by(self, day: date, *, today: date) -> Self:
        """Holds today, and not after this day; soonest first."""
        return self.running(today).filter(valid_until__lte=day).order_by("valid_until", "pk")


class Mandate(models.Model):
    """A user, or everybody of an organisation, may do this on behalf of another.

    When access rests on it, its holder opens cases only while a mandate of this kind holds: see accounts_cleared.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name="persoon",
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name="organisatie"
    )
    on_behalf_of = models.CharField("namens wie", max_length=200)
    task = models.CharField("wat mag", max_length=300)
    ground = models.CharField("wet en artikel", max_length=300)
    reference = models.CharField("kenmerk van het besluit", max_length=100)
    valid_from = models.DateField("geldig vanaf")
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)
    is_ground_for_access = models.BooleanField("toegang tot casussen rust hierop", default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    recorded_at = models.DateTimeField("vastgelegd op", db_default=Now())

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mandate_is_of_a_user_or_an_organisation",
                condition=Q(user=None, organisation__isnull=False) | Q(user__isnull=False, organisation=None),
                violation_error_message="Kies een persoon of een organisatie, niet allebei.",
            ),
            filled("on_behalf_of"),
            filled("task"),
            filled("ground"),
            filled("reference"),
            not_before(
                "valid_until",
                "valid_from",
                name="mandate_ends_after_it_begins",
                message="De einddatum ligt voor de begindatum.",
            ),
            models.CheckConstraint(
                name="mandate_is_recorded_by_another",
                condition=Q(user=None) | ~Q(recorded_by=F("user")),
                violation_error_message="Een ander legt uw mandaat vast.",
            ),
        ]
        verbose_name = "mandaat"
        verbose_name_plural = "mandaten"

    def __str__(self) -> str:
        return f"mandaat {self.reference}"

    @property
    def holder(self) -> str:
        return str(self.user or self.organisation)

    def holds(self, today: date) -> bool:
        return self.valid_from <= today and not self.has_ended(today)

    def has_ended(self, today: date) -> bool:
        return self.valid_until is not None and self.valid_until < today
