"""What the domains agree that the problem is."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models import Case
from familienetwerk.accounts.models import Organisation
from familienetwerk.db import filled, one_of, some_of


class Focus(models.TextChoices):
    """Why we do this (FR-059)."""

    STOP_HARM = "STOP_HARM", "Schade stoppen"
    HELP = "HELP", "Helpen"
    DISABLE = "DISABLE", "Criminaliteit onmogelijk maken"
    PROTECT_CHILDREN = "PROTECT_CHILDREN", "Kinderen beschermen"


class DefinitionStatus(models.TextChoices):
    DRAFT = "DRAFT", "Concept"
    PROPOSED = "PROPOSED", "Ligt voor"
    FIXED = "FIXED", "Vastgesteld"
    SUPERSEDED = "SUPERSEDED", "Vervangen"


class DefinitionQuerySet(models.QuerySet["ProblemDefinition"]):
    def fixed(self) -> Self:
        return self.filter(status=DefinitionStatus.FIXED)

    def being_written(self) -> Self:
        return self.filter(status__in=[DefinitionStatus.DRAFT, DefinitionStatus.PROPOSED])

    def newest_first(self) -> Self:
        return self.order_by("-version")


class ProblemDefinition(models.Model):
    """One version of the joint problem definition.

    It can only be fixed when a safety and a social organisation contributed and agreed, or with a recorded exception.
    The action says so, and so does a trigger in the database (migration 0002).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="definitions", verbose_name="casus")
    version = models.PositiveSmallIntegerField("versie")
    status = models.CharField("status", max_length=12, choices=DefinitionStatus, default=DefinitionStatus.DRAFT)
    statement = models.TextField("waar het om gaat")
    priorities = models.TextField("wat eerst", blank=True)
    focus = ArrayField(
        models.CharField(max_length=20, choices=Focus), default=list, blank=True, verbose_name="focus van de aanpak"
    )
    unknowns = models.TextField("wat weten we nog niet", blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="geschreven door"
    )
    proposed_on = models.DateField("voorgelegd op", null=True, blank=True)
    fixed_on = models.DateField("vastgesteld op", null=True, blank=True)
    fixed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    with_exception = models.BooleanField("met uitzondering vastgesteld", default=False)
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("status", DefinitionStatus),
            some_of("focus", Focus),
            filled("statement"),
            models.UniqueConstraint("case", "version", name="definition_version_is_unique"),
            models.UniqueConstraint(
                "case",
                condition=Q(status__in=["DRAFT", "PROPOSED"]),
                name="definition_is_written_one_at_a_time",
                violation_error_message="Er ligt al een concept van de probleemdefinitie.",
            ),
            models.UniqueConstraint("case", condition=Q(status="FIXED"), name="definition_in_force_is_one"),
            models.CheckConstraint(
                name="definition_is_fixed_by_somebody_on_a_day",
                condition=Q(status__in=["DRAFT", "PROPOSED"], fixed_on=None, fixed_by=None)
                | Q(status__in=["FIXED", "SUPERSEDED"], fixed_on__isnull=False, fixed_by__isnull=False),
                violation_error_message="Een vastgestelde definitie heeft een datum en een naam.",
            ),
        ]
        verbose_name = "probleemdefinitie"

    def __str__(self) -> str:
        return f"Probleemdefinitie {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("domains:problem", args=[self.case_id])

    @property
    def is_fixed(self) -> bool:
        return self.status == DefinitionStatus.FIXED

    @property
    def is_open(self) -> bool:
        return self.status in {DefinitionStatus.DRAFT, DefinitionStatus.PROPOSED}

    @property
    def focus_names(self) -> list[str]:
        return [str(Focus(focus).label) for focus in self.focus]


class Stance(models.TextChoices):
    AGREES = "AGREES", "Akkoord"
    DISSENTS = "DISSENTS", "Niet akkoord"


class Agreement(models.Model):
    """Whether one organisation shares this definition; a dissent keeps its reason (FR-058)."""

    definition = models.ForeignKey(
        ProblemDefinition, models.PROTECT, related_name="agreements", verbose_name="definitie"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    stance = models.CharField("standpunt", max_length=10, choices=Stance)
    reason = models.TextField("reden", blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")
    given_on = models.DateField("op")

    class Meta:
        constraints = [
            one_of("stance", Stance),
            models.UniqueConstraint("definition", "organisation", name="agreement_is_one_per_organisation"),
            models.CheckConstraint(
                name="agreement_dissent_has_a_reason",
                condition=Q(stance="AGREES") | ~Q(reason=""),
                violation_error_message="Schrijf op waarom u niet akkoord bent.",
            ),
        ]
        verbose_name = "standpunt"

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_stance_display()}"

    @property
    def is_agreement(self) -> bool:
        return self.stance == Stance.AGREES
