"""A discussion of one case at a set hour: who is invited, and who may read along only as long as it lasts (FR-103)."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from cases.models.involvement import Involvement
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.db import filled

LONGEST = timedelta(hours=12)


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def standing(self) -> Self:
        return self.filter(cancelled_at=None)

    def soonest_first(self) -> Self:
        return self.order_by("begins_at", "pk")


class AgendaItem(models.Model):
    """A case is discussed from one moment to another. Called off with a reason, never removed."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="agenda_items", verbose_name="casus")
    begins_at = models.DateTimeField("begint")
    ends_at = models.DateTimeField("eindigt")
    place = models.CharField("waar", max_length=200, help_text="Een kamer of een adres van een organisatie.")
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="voorzitter")
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gepland door"
    )
    cancelled_at = models.DateTimeField("afgezegd op", null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="afgezegd door"
    )
    cancelled_reason = models.CharField("waarom afgezegd", max_length=300, blank=True)
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        constraints = [
            filled("place"),
            models.CheckConstraint(
                name="agenda_item_ends_after_it_begins",
                condition=Q(ends_at__gt=F("begins_at")),
                violation_error_message="Het einde ligt voor het begin.",
            ),
            models.CheckConstraint(
                name="agenda_item_is_over_the_same_day",
                condition=Q(ends_at__lte=F("begins_at") + LONGEST),
                violation_error_message="Een bespreking duurt hoogstens 12 uur.",
            ),
            models.CheckConstraint(
                name="agenda_item_is_cancelled_by_somebody_with_a_reason",
                condition=Q(cancelled_at=None, cancelled_by=None, cancelled_reason="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_reason="")),
                violation_error_message="Afzeggen heeft een naam en een reden.",
            ),
        ]
        indexes = [models.Index(fields=["case", "begins_at"], name="agenda_item_by_case")]
        verbose_name = "bespreking"
        verbose_name_plural = "besprekingen"

    def __str__(self) -> str:
        return f"bespreking {self.pk}"

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def has_begun(self) -> bool:
        return self.begins_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def may_note_attendance(self) -> bool:
        """As soon as people sit there, and also afterwards."""
        return self.has_begun and not self.is_cancelled

    @property
    def may_change(self) -> bool:
        return not (self.is_cancelled or self.is_over)

    @property
    def came_to_something(self) -> bool:
        """Decided, agreed, or noted that somebody was there. One question."""
        there = AgendaParticipant.objects.filter(item=self.pk, was_there=True)
        written = AgendaItem.objects.filter(pk=self.pk).filter(
            Exists(there) | Q(decisions__isnull=False) | Q(agreed__isnull=False)
        )
        return written.exists()

    @property
    def when(self) -> str:
        """02-12-2026 om 10:00 uur"""
        return f"{timezone.localtime(self.begins_at):%d-%m-%Y om %H:%M} uur"

    @property
    def hours(self) -> str:
        """van 10:00 tot 11:00 uur"""
        begin, end = timezone.localtime(self.begins_at), timezone.localtime(self.ends_at)
        return f"van {begin:%H:%M} tot {end:%H:%M} uur"


class AgendaParticipantQuerySet(models.QuerySet["AgendaParticipant"]):
    def expected(self) -> Self:
        """Not sent away before it took place."""
        return self.filter(involvement__ended_by=None)

    def coming_for(self, user: User) -> Self:
        """What this user is invited to and is not over: as a guest, or as long as one sits at the table."""
        standing = self.filter(user=user.pk, item__cancelled_at=None, item__ends_at__gt=Now())
        at_table = Exists(Involvement.objects.seated().filter(case=OuterRef("case_id"), user=user.pk))
        return standing.filter(Q(involvement__isnull=False, involvement__ended_by=None) | at_table)


class AgendaParticipant(models.Model):
    """Somebody is invited to a discussion. `involvement`: the seat of who is there for this item only."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="participants", verbose_name="bespreking")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", editable=False, help_text="Van het punt.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="wie")
    involvement = models.OneToOneField(
        Involvement, models.PROTECT, related_name="invited_to", null=True, blank=True, verbose_name="alleen hiervoor"
    )
    was_there = models.BooleanField("was erbij", null=True, blank=True, help_text="Leeg: nog niet vastgelegd.")

    objects = AgendaParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "item",
                "user",
                name="agenda_participant_is_invited_once",
                violation_error_message="Deze professional is al uitgenodigd.",
            ),
        ]
        indexes = [models.Index(fields=["user"], name="agenda_participant_by_user")]
        verbose_name = "genodigde"

    def __str__(self) -> str:
        return f"genodigde {self.pk}"

    @property
    def is_guest(self) -> bool:
        return self.involvement_id is not None

    @property
    def was_sent_away(self) -> bool:
        return self.involvement is not None and self.involvement.ended_by_id is not None


class MissedOrganisation(models.Model):
    """An organisation that should have been at a discussion and was not, as those who were there say (FR-104)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="missed", verbose_name="bespreking")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", editable=False, help_text="Van het punt.")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "item",
                "organisation",
                name="organisation_is_missed_once",
                violation_error_message="Deze organisatie staat er al.",
            ),
        ]
        verbose_name = "gemiste organisatie"

    def __str__(self) -> str:
        return f"gemiste organisatie {self.pk}"
