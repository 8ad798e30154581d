"""The plan of approach: what the partners together will do, in versions."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models import Case
from domains.models import ProblemDefinition
from familienetwerk.db import not_before, one_of
from interventions.models.intervention import Intervention


class PlanStatus(models.TextChoices):
    DRAFT = "DRAFT", "Concept"
    PROPOSED = "PROPOSED", "Ligt voor"
    ADOPTED = "ADOPTED", "Vastgesteld"
    SUPERSEDED = "SUPERSEDED", "Vervangen"


class FamilyView(models.TextChoices):
    """What the family thinks of the plan (FR-073, FR-074)."""

    AGREES = "AGREES", "Eens"
    PARTLY = "PARTLY", "Deels eens"
    DISAGREES = "DISAGREES", "Oneens"
    NOT_DISCUSSED = "NOT_DISCUSSED", "Niet besproken"


class IsOfBefore(models.Func):
    """Whether paper of this version, made at this moment, may name who was restricted since (FR-043, FR-194)."""

    function = "paper_is_of_before"
    output_field = models.BooleanField()


class PlanQuerySet(models.QuerySet["Plan"]):
    def adopted(self) -> Self:
        return self.filter(status=PlanStatus.ADOPTED)

    def being_written(self) -> Self:
        return self.filter(status__in=[PlanStatus.DRAFT, PlanStatus.PROPOSED])

    def with_document(self) -> Self:
        """With what is known of the PDF, if it was made, and without its bytes."""
        of_before = IsOfBefore("pk", "document__made_at")
        return self.select_related("document").defer("document__pdf").annotate(has_paper_of_before=of_before)

    def newest_first(self) -> Self:
        return self.order_by("-version")


class Plan(models.Model):
    """One version of the plan. Once adopted its content never changes; a change makes the next version.

    Triggers in the database guard that, for its goals and actions too; only the progress of an action moves on.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="plans", verbose_name="casus")
    definition = models.ForeignKey(
        ProblemDefinition, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name="probleemdefinitie"
    )
    version = models.PositiveSmallIntegerField("versie")
    status = models.CharField("status", max_length=12, choices=PlanStatus, default=PlanStatus.DRAFT)
    summary = models.TextField("in het kort", blank=True)
    agreements = models.TextField(
        "werkafspraken", blank=True, help_text="Wie vertelt het gezin wat, wie is contactpunt, wat als."
    )
    family_view = models.CharField(
        "mening van het gezin", max_length=15, choices=FamilyView, default=FamilyView.NOT_DISCUSSED
    )
    family_words = models.TextField("in hun eigen woorden, of waarom niet besproken", blank=True)
    interventions = models.ManyToManyField(
        Intervention, related_name="plans", blank=True, verbose_name="interventies in dit plan"
    )
    evaluate_on = models.DateField("evaluatie op", null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="geschreven door"
    )
    proposed_on = models.DateField("voorgelegd op", null=True, blank=True)
    adopted_on = models.DateField("vastgesteld op", null=True, blank=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    with_exception = models.BooleanField("met uitzondering vastgesteld", default=False)
    evaluated_on = models.DateField("geëvalueerd op", null=True, blank=True)
    evaluation = models.TextField("uitkomst van de evaluatie", blank=True)
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("status", PlanStatus),
            one_of("family_view", FamilyView),
            models.UniqueConstraint("case", "version", name="plan_version_is_unique"),
            models.UniqueConstraint(
                "case",
                condition=Q(status__in=["DRAFT", "PROPOSED"]),
                name="plan_is_written_one_at_a_time",
                violation_error_message="Er ligt al een concept van het plan.",
            ),
            models.UniqueConstraint("case", condition=Q(status="ADOPTED"), name="plan_in_force_is_one"),
            models.CheckConstraint(
                name="plan_is_adopted_by_somebody_on_a_day",
                condition=Q(status__in=["DRAFT", "PROPOSED"], adopted_on=None, adopted_by=None)
                | Q(status__in=["ADOPTED", "SUPERSEDED"], adopted_on__isnull=False, adopted_by__isnull=False),
                violation_error_message="Een vastgesteld plan heeft een datum en een naam.",
            ),
            not_before(
                "evaluated_on",
                "adopted_on",
                name="plan_is_evaluated_after_it_is_adopted",
                message="De evaluatie komt na het vaststellen.",
            ),
        ]
        verbose_name = "plan van aanpak"
        verbose_name_plural = "plannen van aanpak"

    def __str__(self) -> str:
        return f"Plan van aanpak versie {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("interventions:plan_version", args=[self.case_id, self.version])

    @property
    def is_open(self) -> bool:
        """May still change."""
        return self.status in {PlanStatus.DRAFT, PlanStatus.PROPOSED}

    @property
    def is_draft(self) -> bool:
        return self.status == PlanStatus.DRAFT

    @property
    def is_proposed(self) -> bool:
        return self.status == PlanStatus.PROPOSED

    @property
    def is_adopted(self) -> bool:
        return self.status == PlanStatus.ADOPTED
