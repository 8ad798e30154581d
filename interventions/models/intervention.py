"""An intervention chosen for somebody in a case, or considered and not used."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse

from cases.models import Case, Household, KnownQuerySet, Member, Reader, Residence, is_about_hidden_subject
from familienetwerk.accounts.models import Organisation
from familienetwerk.db import filled, not_before, one_of
from interventions.models.catalogue import InterventionKind, InterventionType, Minors
from interventions.models.catalogue_terms import NotUsedReason


class InterventionStatus(models.TextChoices):
    CONSIDERED = "CONSIDERED", "Wordt overwogen"
    CHOSEN = "CHOSEN", "Gekozen"
    RUNNING = "RUNNING", "Loopt"
    ENDED = "ENDED", "Beëindigd"
    NOT_USED = "NOT_USED", "Overwogen, niet gebruikt"


# From where to where an intervention may go.
INTERVENTION_TRANSITIONS: dict[InterventionStatus, frozenset[InterventionStatus]] = {
    InterventionStatus.CONSIDERED: frozenset({InterventionStatus.CHOSEN, InterventionStatus.NOT_USED}),
    InterventionStatus.CHOSEN: frozenset({InterventionStatus.RUNNING, InterventionStatus.NOT_USED}),
    InterventionStatus.RUNNING: frozenset({InterventionStatus.ENDED}),
    InterventionStatus.ENDED: frozenset(),
    InterventionStatus.NOT_USED: frozenset({InterventionStatus.CONSIDERED}),
}


HELP = (InterventionKind.SOCIAL, InterventionKind.CARE)


class InterventionQuerySet(KnownQuerySet["Intervention"]):
    def about_hidden(self, reader: Reader) -> Q:
        return is_about_hidden_subject(reader)

    def with_whether_help_is_lacking(self, reader: Reader, *, today: date) -> Self:
        """Each with `lacks_help`: it touches a child, is no help itself, and no help goes along with it yet."""
        children = Member.objects.known_to(reader).current().minors(today)
        lives_there = Residence.objects.filter(household=OuterRef("household"), period__contains=today)
        at_all = Exists(children.filter(case=OuterRef("case")))
        is_of_all = Q(member=None, household=None) | Q(type__minors=Minors.INDIRECT)
        touches_a_child = (
            Exists(children.filter(pk=OuterRef("member")))
            | Exists(lives_there.filter(Exists(children.filter(pk=OuterRef("member")))))
            | Q(is_of_all & Q(at_all))
        )
        lacks_help = Q(touches_a_child, ~Q(type__kind__in=HELP), flanking_care="")
        return self.annotate(lacks_help=ExpressionWrapper(lacks_help, output_field=models.BooleanField()))

    def chosen(self) -> Self:
        return self.filter(status__in=[InterventionStatus.CHOSEN, InterventionStatus.RUNNING, InterventionStatus.ENDED])

    def in_use(self) -> Self:
        """Chosen and not over: what a plan that is written now ought to hold."""
        return self.filter(status__in=[InterventionStatus.CHOSEN, InterventionStatus.RUNNING])

    def left_out_of(self, plan: models.Model) -> Self:
        """In use in the case, and not in this version of its plan."""
        rows = self.in_use().exclude(plans=plan.pk).select_related("type", "member", "household")
        return rows.newest_first()

    def not_used(self) -> Self:
        return self.filter(status=InterventionStatus.NOT_USED)

    def newest_first(self) -> Self:
        return self.order_by("-recorded_on", "-pk")


class Intervention(models.Model):
    """One instrument weighed for a member, a household or the network; used or, with a coded reason, not (FR-093)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="interventions", verbose_name="casus")
    type = models.ForeignKey(InterventionType, models.PROTECT, related_name="interventions", verbose_name="interventie")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="interventions", verbose_name="voor gezinslid"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="interventions", verbose_name="voor huishouden"
    )
    status = models.CharField("stand", max_length=12, choices=InterventionStatus, default=InterventionStatus.CONSIDERED)
    reason = models.TextField("waarom")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wie"
    )
    starts_on = models.DateField("begint op", null=True, blank=True)
    ends_on = models.DateField("eindigt op", null=True, blank=True)
    flanking_care = models.TextField("hulp die meeloopt", blank=True)
    not_used_reason = models.ForeignKey(
        NotUsedReason, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="waarom niet gebruikt"
    )
    not_used_text = models.TextField("toelichting", blank=True)
    look_again_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
    recorded_on = models.DateField("vastgelegd op")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = InterventionQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("status", InterventionStatus),
            filled("reason"),
            models.CheckConstraint(
                name="intervention_is_about_one_subject",
                condition=Q(member=None) | Q(household=None),
                violation_error_message="Kies een gezinslid of een huishouden, niet allebei.",
            ),
            models.CheckConstraint(
                name="intervention_not_used_has_a_coded_reason",
                condition=Q(status="NOT_USED", not_used_reason__isnull=False)
                | (~Q(status="NOT_USED") & Q(not_used_reason=None)),
                violation_error_message="Kies waarom deze interventie niet is gebruikt.",
            ),
            models.CheckConstraint(
                name="intervention_that_runs_has_a_start",
                condition=~Q(status__in=["RUNNING", "ENDED"]) | Q(starts_on__isnull=False),
                violation_error_message="Vul in wanneer de interventie begint.",
            ),
            not_before(
                "ends_on",
                "starts_on",
                name="intervention_ends_after_it_begins",
                message="Het einde ligt voor het begin.",
            ),
        ]
        verbose_name = "interventie"

    def __str__(self) -> str:
        return str(self.type)

    def get_absolute_url(self) -> str:
        return reverse("interventions:intervention", args=[self.case_id, self.pk])

    @property
    def subject_name(self) -> str:
        return str(self.member or self.household or "Hele netwerk")

    @property
    def is_not_used(self) -> bool:
        return self.status == InterventionStatus.NOT_USED

    @property
    def is_in_use(self) -> bool:
        return self.status in {InterventionStatus.CHOSEN, InterventionStatus.RUNNING}

    @property
    def is_ended(self) -> bool:
        return self.status == InterventionStatus.ENDED

    @property
    def is_considered(self) -> bool:
        return self.status == InterventionStatus.CONSIDERED

    @property
    def stands_in_a_plan(self) -> bool:
        """A plan that was laid before the partners says this of it. Asks the database."""
        return self.plans.exclude(status="DRAFT").exists()

    def may_become(self, status: InterventionStatus) -> bool:
        return status in INTERVENTION_TRANSITIONS[InterventionStatus(self.status)]

    def runs_on(self, day: date) -> bool:
        return self.starts_on is not None and self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
