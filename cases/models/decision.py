"""What came of a discussion: what was decided, who sees it otherwise, and who does what by which day (FR-105)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from cases.models.agenda import AgendaItem
from familienetwerk.accounts.models import Organisation
from familienetwerk.db import both_or_neither, filled


class Decision(models.Model):
    """Decided in a discussion. It stands; who decides otherwise later, records another."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions", verbose_name="bespreking")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", editable=False, help_text="Van het punt.")
    text = models.TextField("wat is besloten")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    recorded_at = models.DateTimeField("vastgelegd op", db_default=Now())

    class Meta:
        constraints = [filled("text")]
        indexes = [models.Index(fields=["case"], name="decision_by_case")]
        verbose_name = "besluit"

    def __str__(self) -> str:
        return f"besluit {self.pk}"


class Dissent(models.Model):
    """An organisation sees a decision otherwise, and why: kept beside it, never talked away."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="dissents", verbose_name="besluit")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", editable=False, help_text="Van het punt.")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    reason = models.TextField("waarom")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    recorded_at = models.DateTimeField("vastgelegd op", db_default=Now())

    class Meta:
        constraints = [
            filled("reason"),
            models.UniqueConstraint(
                "decision",
                "organisation",
                name="dissent_is_recorded_once",
                violation_error_message="Het standpunt van deze organisatie staat er al.",
            ),
        ]
        verbose_name = "afwijkend standpunt"

    def __str__(self) -> str:
        return f"afwijkend standpunt {self.pk}"


class AgreedActionQuerySet(models.QuerySet["AgreedAction"]):
    def open(self) -> Self:
        return self.filter(done_on=None)


class AgreedAction(models.Model):
    """Somebody at the table does this by a day: it stands on the work list until it is done, or cannot be done."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="agreed", verbose_name="bespreking")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", editable=False, help_text="Van het punt.")
    text = models.CharField("wat", max_length=300)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="wie")
    due_on = models.DateField("uiterlijk")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    recorded_at = models.DateTimeField("vastgelegd op", db_default=Now())
    done_on = models.DateField("klaar op", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="afgerond door"
    )
    result = models.CharField("wat kwam eruit", max_length=300, blank=True)

    objects = AgreedActionQuerySet.as_manager()

    class Meta:
        constraints = [
            filled("text"),
            both_or_neither(
                "agreed_action_is_done_by_somebody_on_a_day",
                "done_on",
                "done_by",
                message="Afronden heeft een datum en een naam.",
            ),
            models.CheckConstraint(
                name="agreed_action_is_done_with_a_result",
                condition=Q(done_on=None, result="") | (Q(done_on__isnull=False) & ~Q(result="")),
                violation_error_message="Schrijf op wat eruit kwam.",
            ),
        ]
        indexes = [models.Index(fields=["case"], name="agreed_action_by_case")]
        verbose_name = "afspraak"

    def __str__(self) -> str:
        return f"afspraak {self.pk}"

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    def is_late(self, today: date) -> bool:
        return not self.is_done and self.due_on < today
