"""On which ground partners may work together at all."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from familienetwerk.accounts.models import Municipality
from familienetwerk.db import filled, not_before, one_of


class LegalFrameKind(models.TextChoices):
    """The partnership under which a case is worked on (domain reference 3.1, 4.1)."""

    LOCAL_PGA = "LOCAL_PGA", "Lokale persoonsgerichte aanpak"
    ZVH_WGS = "ZVH_WGS", "Zorg- en Veiligheidshuis (WGS)"
    RIEC_WGS = "RIEC_WGS", "RIEC (WGS)"
    SOCIAL_DOMAIN = "SOCIAL_DOMAIN", "Sociaal domein"
    PROGRAMME = "PROGRAMME", "Programma"


class LegalFrameQuerySet(models.QuerySet["LegalFrame"]):
    def in_force(self, today: date) -> Self:
        """Usable today: within its dates and with a DPIA (FR-155)."""
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=today), valid_from__lte=today, dpia_on__isnull=False
        ).order_by("name", "pk")


class LegalFrame(models.Model):
    """A cooperation frame: purpose, controller, contact point and agreement (AVG 5, 6 and 26; FR-131)."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, verbose_name="gemeente")
    kind = models.CharField("soort", max_length=20, choices=LegalFrameKind)
    name = models.CharField("naam", max_length=150)
    purpose = models.TextField("doel")
    legal_basis = models.CharField("grondslag", max_length=300)
    controller = models.CharField("verwerkingsverantwoordelijke", max_length=200)
    contact_point = models.CharField("contactpunt", max_length=200)
    agreement = models.CharField("convenant of reglement", max_length=200)
    dpia_reference = models.CharField("kenmerk DPIA", max_length=100, blank=True)
    dpia_on = models.DateField("datum DPIA", null=True, blank=True)
    bsn_ground = models.CharField(
        "grondslag voor het BSN", max_length=200, blank=True, help_text="Leeg: onder dit kader geen BSN."
    )
    valid_from = models.DateField("geldig vanaf")
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)

    objects = LegalFrameQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", LegalFrameKind),
            filled("name"),
            filled("purpose"),
            filled("controller"),
            filled("legal_basis"),
            not_before(
                "valid_until",
                "valid_from",
                name="legal_frame_ends_after_it_begins",
                message="De einddatum ligt voor de begindatum.",
            ),
        ]
        verbose_name = "samenwerkingskader"

    def __str__(self) -> str:
        return self.name

    @property
    def allows_bsn(self) -> bool:
        """Wabb 10: only for a task of a public body, or when another law says so."""
        return bool(self.bsn_ground)
