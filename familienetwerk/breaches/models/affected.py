"""What a breach touched, by number: a case, a line of the log, an entry in the ledger of sharing."""

from typing import Self

from django.conf import settings
from django.db import models

from familienetwerk.db import one_of


class AffectedKind(models.TextChoices):
    CASE = "CASE", "Casus"
    LOOK = "LOOK", "Inzage"
    SHARING = "SHARING", "Verstrekking"


class AffectedQuerySet(models.QuerySet["Affected"]):
    def in_order(self) -> Self:
        return self.order_by("case_number", "kind", "number", "pk")


class Affected(models.Model):
    """Numbers only, and no tie to the case: it may be gone when the register is still kept."""

    breach = models.ForeignKey("breaches.Breach", models.PROTECT, related_name="affected", verbose_name="datalek")
    kind = models.CharField("soort", max_length=7, choices=AffectedKind)
    number = models.BigIntegerField("nummer van de rij")
    case_number = models.CharField("casus", max_length=20)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="aangewezen door"
    )

    objects = AffectedQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", AffectedKind),
            models.UniqueConstraint("breach", "kind", "number", name="affected_row_is_marked_once"),
        ]
        verbose_name = "geraakt door een datalek"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
