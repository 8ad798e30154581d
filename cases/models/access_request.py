"""Asking for access to a case that one knows by its number only."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils import timezone

from cases.models.case import Case
from cases.models.grant import GrantLevel, held_on
from cases.models.involvement import Involvement
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_conditions import ProbeOnce
from familienetwerk.db import Probe, both_or_neither, filled

KEPT_OPEN = timedelta(days=14)


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    def open(self) -> Self:
        """Not answered, and not too old to answer."""
        return self.filter(decided_at=None, asked_at__gt=Now() - KEPT_OPEN)

    def asked_by_user(self, user: User) -> Self:
        return self.filter(asked_by=user.pk)

    def for_coordinator(self, user: User) -> Self:
        """About a case that this user coordinates."""
        coordinates = ProbeOnce(held_on, user, "pk", about=(GrantLevel.COORDINATE,))
        return self.filter(Probe(Case.objects.filter(coordinates, number=OuterRef("number"))))

    def with_case(self) -> Self:
        """Each with `case_id`; for who coordinates it."""
        return self.annotate(case_id=Subquery(Case.objects.filter(number=OuterRef("number")).values("pk")))

    def newest_first(self) -> Self:
        return self.order_by("-asked_at", "-pk")


class AccessRequest(models.Model):
    """A number and a reason. There is no key to a case: asking about one that does not exist is the very same row."""

    number = models.CharField("nummer van de casus", max_length=20)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="access_requests", verbose_name="gevraagd door"
    )
    reason = models.CharField("waarom nodig", max_length=300)
    asked_at = models.DateTimeField("gevraagd op", db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="besloten door"
    )
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    involvement = models.OneToOneField(
        Involvement, models.PROTECT, null=True, blank=True, related_name="access_request", verbose_name="betrokkenheid"
    )
    answer = models.CharField("antwoord", max_length=300, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            filled("number"),
            filled("reason"),
            both_or_neither(
                "access_request_is_decided_by_somebody_at_a_moment",
                "decided_by",
                "decided_at",
                message="Een besluit heeft een naam en een moment.",
            ),
            models.CheckConstraint(
                name="access_request_is_granted_or_declined_with_a_reason",
                condition=Q(decided_at=None, involvement=None, answer="")
                | Q(decided_at__isnull=False, involvement__isnull=False, answer="")
                | (Q(decided_at__isnull=False, involvement=None) & ~Q(answer="")),
                violation_error_message="Geef toegang, of zeg waarom niet.",
            ),
        ]
        indexes = [
            models.Index(fields=["number"], condition=Q(decided_at=None), name="access_request_open"),
            models.Index(fields=["asked_by", "-asked_at"], name="access_request_by_user"),
        ]
        verbose_name = "vraag om toegang"

    def __str__(self) -> str:
        return f"vraag om toegang {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None and self.open_until > timezone.now()

    @property
    def open_until(self) -> datetime:
        return self.asked_at + KEPT_OPEN
