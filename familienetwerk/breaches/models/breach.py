"""What went wrong with data: the register that is kept of it, also of what was not reported (AVG 33 lid 5)."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from familienetwerk.accounts.models import Municipality, User
from familienetwerk.breaches.models.telling import Recipient, Telling
from familienetwerk.breaches.rules import Clock
from familienetwerk.db import filled, not_before, one_of, some_of


class BreachKind(models.TextChoices):
    """What happened to the data: out of hands, seen, given, changed or gone (AVG 4 onder 12)."""

    LOST = "LOST", "Verlies of diefstal"
    SEEN = "SEEN", "Onbevoegd bekeken"
    SENT = "SENT", "Onjuist gedeeld of verstuurd"
    CHANGED = "CHANGED", "Onbedoeld gewijzigd"
    UNAVAILABLE = "UNAVAILABLE", "Niet beschikbaar"


class DataKind(models.TextChoices):
    CONTACT = "CONTACT", "Naam, adres en contact"
    BSN = "BSN", "BSN"
    CRIME = "CRIME", "Strafrechtelijke gegevens"
    HEALTH = "HEALTH", "Gezondheid en zorg"
    CHILDREN = "CHILDREN", "Gegevens over kinderen"
    FAMILY = "FAMILY", "Gezin en relaties"
    MONEY = "MONEY", "Geld, werk en wonen"
    LOGIN = "LOGIN", "Inloggegevens"
    OTHER = "OTHER", "Anders"


class BreachState(models.TextChoices):
    OPEN = "OPEN", "In behandeling"
    CLOSED = "CLOSED", "Afgesloten"


class BreachQuerySet(models.QuerySet["Breach"]):
    def kept_by(self, user: User) -> Self:
        """The register of the municipality for which this officer works; the database asks the same."""
        return self.filter(municipality=user.overseen_id)

    def open(self) -> Self:
        return self.filter(state=BreachState.OPEN)

    def with_word_to_the_authority(self) -> Self:
        """Each with `word_given` and `word_given_at`, for the clock."""
        given = Telling.objects.filter(breach=OuterRef("pk"), recipient=Recipient.AUTHORITY)
        return self.annotate(word_given=Exists(given), word_given_at=given.values("told_at")[:1])

    def by_clock(self) -> Self:
        """Of which the authority still must hear first, the oldest discovery on top."""
        return self.with_word_to_the_authority().order_by("word_given", "discovered_at", "pk")

    def newest_first(self) -> Self:
        return self.with_word_to_the_authority().order_by("-discovered_at", "-pk")


class Breach(models.Model):
    """One breach in the register. Closed, the database changes nothing of it unless it is opened again."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    kind = models.CharField("soort", max_length=12, choices=BreachKind)
    what = models.TextField("wat er gebeurde", help_text="Zonder namen van personen of gezinnen.")
    began_on = models.DateField("begonnen op", null=True, blank=True)
    discovered_at = models.DateTimeField("ontdekt op")
    people = models.PositiveIntegerField("aantal mensen", null=True, blank=True)
    data_kinds = ArrayField(
        models.CharField(max_length=10, choices=DataKind), default=list, blank=True, verbose_name="soorten gegevens"
    )
    consequences = models.TextField("mogelijke gevolgen", blank=True)
    measures = models.TextField("maatregelen", blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="in het register gezet door"
    )
    registered_at = models.DateTimeField("in het register sinds", auto_now_add=True)
    state = models.CharField("stand", max_length=6, choices=BreachState, default=BreachState.OPEN)
    conclusion = models.TextField("wat wij ervan leren", blank=True)
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="afgesloten door",
    )
    lock_version = models.PositiveIntegerField(default=1)

    objects = BreachQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", BreachKind),
            one_of("state", BreachState),
            some_of("data_kinds", DataKind),
            filled("what"),
            models.CheckConstraint(
                name="breach_begins_before_it_is_discovered",
                condition=Q(began_on=None) | Q(began_on__lte=F("discovered_at__date")),
                violation_error_message="Het begon niet na de ontdekking.",
            ),
            not_before(
                "registered_at",
                "discovered_at",
                name="breach_is_discovered_before_it_is_registered",
                message="De ontdekking ligt na het moment waarop dit in het register kwam.",
            ),
            models.CheckConstraint(
                name="breach_is_closed_by_somebody_with_a_conclusion",
                condition=Q(state=BreachState.OPEN, closed_at=None, closed_by=None, conclusion="")
                | Q(state=BreachState.CLOSED, closed_at__isnull=False, closed_by__isnull=False) & ~Q(conclusion=""),
                violation_error_message="Afsluiten heeft een conclusie, een moment en een naam.",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "-discovered_at"], name="breach_by_municipality")]
        verbose_name = "datalek"
        verbose_name_plural = "datalekken"

    def __str__(self) -> str:
        return f"datalek {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("breaches:breach", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        return self.state == BreachState.CLOSED

    @property
    def data_in_words(self) -> str:
        return ", ".join(str(DataKind(kind).label) for kind in self.data_kinds)

    @property
    def clock(self) -> Clock:
        """Of a row that was asked with its word to the authority."""
        return self.clock_at(timezone.now())

    def clock_at(self, moment: datetime) -> Clock:
        return Clock(
            discovered_at=self.discovered_at,
            now=timezone.localtime(moment),
            is_settled=self.word_given,  # type: ignore[attr-defined]
            told_at=self.word_given_at,  # type: ignore[attr-defined]
        )
