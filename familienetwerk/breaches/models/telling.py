"""Who heard of a breach, or why not: the authority, the people it is about, other controllers (AVG 33, 34, 26)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from familienetwerk.db import one_of


class Recipient(models.TextChoices):
    """Each is decided about apart, also when the answer is no."""

    AUTHORITY = "AUTHORITY", "de Autoriteit Persoonsgegevens"
    PEOPLE = "PEOPLE", "de mensen om wie het gaat"
    PARTNERS = "PARTNERS", "andere organisaties die verantwoordelijk zijn"


class TellingQuerySet(models.QuerySet["Telling"]):
    def in_order(self) -> Self:
        place = [models.When(recipient=recipient, then=number) for number, recipient in enumerate(Recipient.values)]
        return self.order_by(models.Case(*place, output_field=models.SmallIntegerField()), "pk")


class Telling(models.Model):
    """What was decided about one of the three. Late word to the authority says why it is late (AVG 33 lid 1)."""

    breach = models.ForeignKey("breaches.Breach", models.PROTECT, related_name="tellings", verbose_name="datalek")
    recipient = models.CharField("wie", max_length=9, choices=Recipient)
    is_told = models.BooleanField("kreeg bericht")
    told_at = models.DateTimeField("bericht gegeven op", null=True, blank=True)
    reference = models.CharField("nummer van de melding", max_length=50, blank=True)
    words = models.TextField("hoe, of waarom niet", blank=True)
    late_reason = models.TextField("waarom later dan 72 uur", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="besloten door"
    )
    decided_at = models.DateTimeField("besloten op", auto_now=True)

    objects = TellingQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("recipient", Recipient),
            models.UniqueConstraint("breach", "recipient", name="telling_is_decided_once_for_each"),
            models.CheckConstraint(
                name="telling_says_when_or_why_not",
                condition=Q(is_told=True, told_at__isnull=False) | Q(is_told=False, told_at=None) & ~Q(words=""),
                violation_error_message="Vul in wanneer u bericht gaf, of waarom niet.",
            ),
            models.CheckConstraint(
                name="telling_to_the_authority_has_its_number",
                condition=~Q(recipient=Recipient.AUTHORITY, is_told=True) | ~Q(reference=""),
                violation_error_message="Vul het nummer in dat de AP aan de melding gaf.",
            ),
        ]
        verbose_name = "bericht over een datalek"

    def __str__(self) -> str:
        return f"bericht {self.pk}"
