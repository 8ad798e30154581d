"""What somebody must have handed in before a case may be opened, and who has (FR-157)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from familienetwerk.accounts.models.user import User
from familienetwerk.db import not_before, one_of


class StatementKind(models.TextChoices):
    """What a user hands in on paper; the functional admin says that it was seen."""

    SCREENING = "SCREENING", "Verklaring omtrent het gedrag (VOG)"
    CONFIDENTIALITY = "CONFIDENTIALITY", "Geheimhoudingsverklaring"


class StatementQuerySet(models.QuerySet["Statement"]):
    def of_user(self, user: User) -> Self:
        return self.filter(user=user.pk)

    def newest_first(self) -> Self:
        return self.order_by("-given_on", "-pk")

    def ending_by(self, day: date, *, today: date) -> Self:
        """Required here, the last of its kind for a running account, and not valid after this day."""
        later = Statement.objects.filter(user=OuterRef("user"), kind=OuterRef("kind"), given_on__lte=today)
        later = later.filter(Q(valid_until=None) | Q(valid_until__gt=OuterRef("valid_until")))
        required = Requirement.objects.filter(kind=OuterRef("kind"))
        soon = self.filter(valid_until__gte=today, valid_until__lte=day, user__is_active=True)
        return soon.filter(Exists(required), ~Exists(later)).order_by("valid_until", "pk")


class Statement(models.Model):
    """One paper that was seen, with its day and how long it counts. It is never changed; a newer one is added."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="statements", verbose_name="wie")
    kind = models.CharField("welke", max_length=20, choices=StatementKind)
    given_on = models.DateField("datum van de verklaring")
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gezien door"
    )
    recorded_at = models.DateTimeField("vastgelegd op", db_default=Now())

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", StatementKind),
            not_before(
                "valid_until",
                "given_on",
                name="statement_ends_after_it_is_given",
                message="De einddatum ligt voor de datum van de verklaring.",
            ),
            models.CheckConstraint(
                name="statement_is_seen_by_another",
                condition=~Q(recorded_by=models.F("user")),
                violation_error_message="Een ander legt vast dat uw verklaring gezien is.",
            ),
        ]
        indexes = [models.Index(fields=["user", "kind", "given_on"], name="statement_by_user")]
        verbose_name = "verklaring"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} van {self.given_on:%d-%m-%Y}"


class Requirement(models.Model):
    """This installation wants this statement of everybody who opens a case."""

    kind = models.CharField("welke", max_length=20, choices=StatementKind, unique=True)
    required_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    required_at = models.DateTimeField("sinds", db_default=Now())

    class Meta:
        constraints = [one_of("kind", StatementKind)]
        verbose_name = "eis"

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Cleared(models.Model):
    """Who may open cases at all now: a view (migration 0006) that the app, guardian and the policies ask alike."""

    user = models.OneToOneField(User, models.DO_NOTHING, primary_key=True, db_column="id", related_name="cleared")

    class Meta:
        managed = False
        db_table = "accounts_cleared"

    def __str__(self) -> str:
        return f"gebruiker {self.pk} mag casussen openen"
