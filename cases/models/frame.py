"""On which ground partners may work together at all."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.models.regime import Regime, every_regime
from familienetwerk.accounts.models import Municipality
from familienetwerk.db import filled, not_before, one_of, some_of


class LegalFrameKind(models.TextChoices):
    """The partnership under which a case is worked on (domain reference 3.1, 4.1)."""

    LOCAL_PGA = "LOCAL_PGA", "Lokale persoonsgerichte aanpak"
    ZVH_WGS = "ZVH_WGS", "Zorg- en Veiligheidshuis (WGS)"
    RIEC_WGS = "RIEC_WGS", "RIEC (WGS)"
    SOCIAL_DOMAIN = "SOCIAL_DOMAIN", "Sociaal domein"
    PROGRAMME = "PROGRAMME", "Programma"


class LegalFrameQuerySet(models.QuerySet["LegalFrame"]):
    def in_force(self, today: date) -> Self:
        """Usable today: within its dates, under an agreement and with a DPIA that still hold (FR-155, FR-156)."""
        ends = ("valid_until", "agreement_valid_until", "dpia_valid_until")
        hold = [Q(**{end: None}) | Q(**{f"{end}__gte": today}) for end in ends]
        return self.filter(*hold, valid_from__lte=today, dpia_on__isnull=False).order_by("name", "pk")

    def ending_by(self, day: date, *, today: date) -> Self:
        """Still valid, and not after this day."""
        return self.filter(valid_until__gte=today, valid_until__lte=day).order_by("valid_until", "pk")

    def with_papers_ending_by(self, day: date, *papers: str, today: date) -> Self:
        """Goes on, while one of these papers does not hold after this day, or holds no more."""
        ending = Q.create([Q(**{f"{paper}_valid_until__lte": day}) for paper in papers], connector=Q.OR)
        return self.going_on(today).filter(ending)

    def without_dpia(self, today: date) -> Self:
        """Goes on, and no intake starts under it."""
        return self.going_on(today).filter(dpia_on=None)

    def going_on(self, today: date) -> Self:
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=today))

    def ended_before(self, today: date) -> Self:
        return self.filter(valid_until__lt=today).order_by("valid_until", "pk")


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
    agreement_valid_until = models.DateField("convenant of reglement geldig tot en met", null=True, blank=True)
    regimes = ArrayField(
        models.CharField(max_length=20, choices=Regime),
        default=every_regime,
        verbose_name="soorten gegevens",
        help_text="Wat hier niet bij staat, kan niemand in een casus onder dit kader opschrijven (FR-132).",
    )
    dpia_reference = models.CharField("kenmerk DPIA", max_length=100, blank=True)
    dpia_on = models.DateField("datum DPIA", null=True, blank=True)
    dpia_valid_until = models.DateField("DPIA geldig tot en met", null=True, blank=True)
    bsn_ground = models.CharField(
        "grondslag voor het BSN", max_length=200, blank=True, help_text="Leeg: onder dit kader geen BSN."
    )
    valid_from = models.DateField("geldig vanaf")
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)

    objects = LegalFrameQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", LegalFrameKind),
            some_of("regimes", Regime),
            models.CheckConstraint(
                name="legal_frame_allows_ordinary_data",
                condition=Q(regimes__contains=[Regime.AVG]),
                violation_error_message="Gewone persoonsgegevens horen bij elk kader.",
            ),
            filled("name"),
            filled("purpose"),
            filled("controller"),
            filled("legal_basis"),
            models.CheckConstraint(
                name="dpia_has_a_reference",
                condition=Q(dpia_on=None) | ~Q(dpia_reference=""),
                violation_error_message="Vul het kenmerk in van de DPIA.",
            ),
            not_before(
                "dpia_valid_until",
                "dpia_on",
                name="dpia_holds_after_it_is_made",
                message="De DPIA loopt af voor zij is gemaakt.",
            ),
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

    @property
    def kinds_of_data(self) -> str:
        """AVG, Wpg (politiegegevens), Jeugdwet"""
        return ", ".join(str(Regime(regime).label) for regime in self.regimes)

    def allows(self, regime: str) -> bool:
        """Whether its partners agreed to share this kind of data under it (FR-132)."""
        return regime in self.regimes


class FrameMove(models.Model):
    """From this day a case runs under another frame; what was given for the one before, is its source's to pass on."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="frame_moves", verbose_name="casus")
    before = models.ForeignKey(LegalFrame, models.PROTECT, related_name="+", verbose_name="vorig kader")
    after = models.ForeignKey(LegalFrame, models.PROTECT, related_name="+", verbose_name="nieuw kader")
    on = models.DateField("op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")
    reason = models.CharField("waarom", max_length=300)

    class Meta:
        constraints = [
            filled("reason"),
            models.CheckConstraint(
                name="frame_move_changes_the_frame",
                condition=~Q(before=F("after")),
                violation_error_message="De casus loopt al onder dit kader.",
            ),
        ]
        verbose_name = "overgang naar een ander kader"

    def __str__(self) -> str:
        return f"{self.before} naar {self.after}"
