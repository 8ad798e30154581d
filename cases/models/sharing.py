"""What left the case, to whom, on which ground, in which version: the ledger of sharing (FR-136; AVG 5(2), 19)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases.models.grant import Grant, GrantLevel
from cases.models.regime import Regime
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.db import both_or_neither, filled, not_before, one_of


class SharingQuerySet(models.QuerySet["Sharing"]):
    def known_to(self, user: User) -> Self:
        """Coordinators know all; others what their own organisation shared, received, or was the source of."""
        own = [user.organisation_id]
        grants = Grant.objects.on_case_of_row().held_by(user)
        source = SharedPiece.objects.filter(sharing=OuterRef("pk"), organisation__in=own)
        is_party = Q(organisation__in=own) | Q(recipient__in=own) | Exists(source)
        return self.filter(
            Exists(grants.at_least(GrantLevel.READ)), Exists(grants.at_least(GrantLevel.COORDINATE)) | is_party
        )

    def newest_first(self) -> Self:
        return self.order_by("-shared_on", "-pk")


class Sharing(models.Model):
    """One organisation gave pieces of a case to one recipient, on a day. What was given stands."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="sharings", verbose_name="casus")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie die verstrekt"
    )
    recipient = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ontvanger"
    )
    recipient_name = models.CharField(
        "andere ontvanger", max_length=150, blank=True, help_text="Een organisatie en afdeling, geen persoon."
    )
    ground = models.CharField("grondslag", max_length=300, help_text="Wet en artikel.")
    reason = models.CharField("waarom nodig", max_length=300)
    shared_on = models.DateField("verstrekt op")
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="verstrekt door"
    )
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    objects = SharingQuerySet.as_manager()

    class Meta:
        constraints = [
            filled("ground"),
            filled("reason"),
            models.CheckConstraint(
                name="sharing_has_one_recipient",
                condition=Q(recipient=None) ^ Q(recipient_name=""),
                violation_error_message="Kies een organisatie, of schrijf op welke andere organisatie dit kreeg.",
            ),
            models.CheckConstraint(
                name="sharing_goes_to_another",
                condition=Q(recipient=None) | ~Q(recipient=F("organisation")),
                violation_error_message="Aan uw eigen organisatie hoeft u niets te verstrekken.",
            ),
        ]
        indexes = [models.Index(fields=["case", "-shared_on"], name="sharing_by_case")]
        verbose_name = "verstrekking"
        verbose_name_plural = "verstrekkingen"

    def __str__(self) -> str:
        return f"verstrekking {self.pk}"

    @property
    def to(self) -> str:
        return str(self.recipient or self.recipient_name)


class PieceKind(models.TextChoices):
    """What can be shared. The values are what the log calls them."""

    OBSERVATION = "observation", "Waarneming"
    CONTRIBUTION = "contribution", "Bijdrage"
    ASSESSMENT = "assessment", "Beoordeling"
    CONTACT = "contact", "Contactmoment"
    DOCUMENT = "document", "Document"
    DEFINITION = "definition", "Probleemdefinitie"
    PLAN = "plan", "Plan van aanpak"


class SharedPiece(models.Model):
    """One piece as it was when it was given. `digest` tells later whether it still says the same, not what it says."""

    sharing = models.ForeignKey(Sharing, models.PROTECT, related_name="pieces", verbose_name="verstrekking")
    kind = models.CharField("soort", max_length=20, choices=PieceKind)
    subject_id = models.BigIntegerField()
    title = models.CharField("stuk", max_length=200, help_text="Soort, organisatie en dag: nooit wat er staat.")
    digest = models.CharField(max_length=64)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="bron",
        help_text="Leeg: van allen samen.",
    )
    sharer = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="Als de verstrekking zegt.")
    regime = models.CharField("herkomst", max_length=20, choices=Regime, default=Regime.AVG)

    class Meta:
        constraints = [
            one_of("kind", PieceKind),
            one_of("regime", Regime),
            filled("title"),
            models.UniqueConstraint(
                "sharing",
                "kind",
                "subject_id",
                name="piece_is_shared_once_in_a_sharing",
                violation_error_message="Dit stuk staat al in deze verstrekking.",
            ),
            models.CheckConstraint(
                name="piece_bound_to_its_source_is_shared_by_its_source",
                condition=Q(regime=Regime.AVG) | Q(organisation__isnull=False, organisation=F("sharer")),
                violation_error_message="Alleen de organisatie waar dit vandaan komt mag het verstrekken.",
            ),
        ]
        verbose_name = "verstrekt stuk"

    def __str__(self) -> str:
        return self.title


class Recall(models.Model):
    """A shared piece was corrected or replaced: its recipient must hear that (AVG 19). Once told, it stands."""

    piece = models.ForeignKey(SharedPiece, models.PROTECT, related_name="recalls", verbose_name="verstrekt stuk")
    reason = models.CharField("wat is er gewijzigd", max_length=300)
    changed_on = models.DateField("gewijzigd op")
    told_on = models.DateField("ontvanger weet het sinds", null=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            filled("reason"),
            not_before(
                "told_on",
                "changed_on",
                name="recall_is_told_after_the_change",
                message="De ontvanger hoort het niet voordat het gewijzigd is.",
            ),
            both_or_neither(
                "recall_is_told_by_somebody_on_a_day", "told_on", "told_by", message="Melden heeft een naam en een dag."
            ),
        ]
        verbose_name = "melding van een wijziging"

    def __str__(self) -> str:
        return f"melding {self.pk}"

    @property
    def is_told(self) -> bool:
        return self.told_on is not None
