"""The plan of approach: what the partners together will do, in versions."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models import Case, Household, Member
from domains.models import LifeDomain, ProblemDefinition, Score
from familienetwerk.accounts.models import Organisation
from familienetwerk.db import filled, one_of
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


class PlanQuerySet(models.QuerySet["Plan"]):
    def adopted(self) -> Self:
        return self.filter(status=PlanStatus.ADOPTED)

    def being_written(self) -> Self:
        return self.filter(status__in=[PlanStatus.DRAFT, PlanStatus.PROPOSED])

    def newest_first(self) -> Self:
        return self.order_by("-version")


class Plan(models.Model):
    """One version of the plan. Once adopted its content never changes; a change makes the next version.

    A trigger in the database guards that for the plan, its goals and its actions (only the progress of an action moves on).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="plans", verbose_name="casus")
    definition = models.ForeignKey(
        ProblemDefinition, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name="probleemdefinitie"
    )
    version = models.PositiveSmallIntegerField("versie")
    status = models.CharField("status", max_length=12, choices=PlanStatus, default=PlanStatus.DRAFT)
    summary = models.TextField("in het kort", blank=True)
    agreements = models.TextField(
        "afspraken", blank=True, help_text="Wie vertelt het gezin wat, wie is contactpunt, wat als."
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
    def is_adopted(self) -> bool:
        return self.status == PlanStatus.ADOPTED


class GoalTerm(models.TextChoices):
    LONG = "LONG", "Lange termijn"
    SMALL = "SMALL", "Werkdoel"


class Goal(models.Model):
    """What must become true, for whom, in which life domain; a small working goal hangs under a long one (FR-065)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals", verbose_name="plan")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="working_goals", verbose_name="onder doel"
    )
    life_domain = models.ForeignKey(LifeDomain, models.PROTECT, related_name="+", verbose_name="leefgebied")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="voor gezinslid"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="voor huishouden"
    )
    term = models.CharField("termijn", max_length=6, choices=GoalTerm, default=GoalTerm.LONG)
    statement = models.CharField("doel", max_length=300)
    own_words = models.CharField("in woorden van het gezin", max_length=300, blank=True)
    target = models.PositiveSmallIntegerField("doelscore", choices=Score, null=True, blank=True)
    due_on = models.DateField("gehaald op", null=True, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=1)

    class Meta:
        constraints = [
            one_of("term", GoalTerm),
            filled("statement"),
            models.CheckConstraint(
                name="goal_is_about_one_subject",
                condition=Q(member=None) | Q(household=None),
                violation_error_message="Kies een gezinslid of een huishouden, niet allebei.",
            ),
            models.CheckConstraint(
                name="goal_target_is_on_the_scale", condition=Q(target=None) | Q(target__in=Score.values)
            ),
            models.CheckConstraint(name="goal_is_not_under_itself", condition=Q(parent=None) | ~Q(parent=F("pk"))),
            models.CheckConstraint(
                name="goal_of_long_term_stands_alone",
                condition=Q(term="SMALL") | Q(parent=None),
                violation_error_message="Alleen een werkdoel hangt onder een ander doel.",
            ),
        ]
        verbose_name = "doel"
        verbose_name_plural = "doelen"

    def __str__(self) -> str:
        return self.statement

    @property
    def subject_name(self) -> str:
        return str(self.member or self.household or "Hele netwerk")


class Line(models.TextChoices):
    """The three lines of the approach (FR-068)."""

    PREVENTIVE = "PREVENTIVE", "Preventief"
    REPRESSIVE = "REPRESSIVE", "Repressief"
    RESPONSIVE = "RESPONSIVE", "Responsief"


class ActionKind(models.TextChoices):
    CARE = "CARE", "Zorg en hulp"
    ADMINISTRATIVE = "ADMINISTRATIVE", "Bestuurlijk"
    CIVIL = "CIVIL", "Civiel"
    CRIMINAL = "CRIMINAL", "Strafrecht"
    FISCAL = "FISCAL", "Fiscaal"
    PRACTICAL = "PRACTICAL", "Praktisch"


class ActionStatus(models.TextChoices):
    OPEN = "OPEN", "Nog niet begonnen"
    RUNNING = "RUNNING", "Loopt"
    DONE = "DONE", "Klaar"
    STOPPED = "STOPPED", "Gestopt"
    IMPOSSIBLE = "IMPOSSIBLE", "Kan niet"


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def unfinished(self) -> Self:
        return self.filter(status__in=[ActionStatus.OPEN, ActionStatus.RUNNING])


class ActionItem(models.Model):
    """Who does what for a goal, and when. The owner is a professional, or somebody of the family without an account."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="actions", verbose_name="doel")
    what = models.CharField("wat", max_length=300)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name="wie"
    )
    family_owner = models.CharField("iemand uit het gezin of netwerk", max_length=100, blank=True)
    due_on = models.DateField("uiterlijk")
    line = models.CharField("lijn", max_length=12, choices=Line)
    kind = models.CharField("soort", max_length=15, choices=ActionKind)
    position = models.PositiveSmallIntegerField("volgorde", default=1)
    status = models.CharField("stand", max_length=12, choices=ActionStatus, default=ActionStatus.OPEN)
    status_reason = models.CharField("reden", max_length=300, blank=True)
    status_on = models.DateField("bijgewerkt op", null=True, blank=True)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("line", Line),
            one_of("kind", ActionKind),
            one_of("status", ActionStatus),
            filled("what"),
            models.CheckConstraint(
                name="action_that_stopped_has_a_reason",
                condition=~Q(status__in=["STOPPED", "IMPOSSIBLE"]) | ~Q(status_reason=""),
                violation_error_message="Schrijf op waarom deze actie stopt of niet kan.",
            ),
        ]
        verbose_name = "actie"

    def __str__(self) -> str:
        return self.what

    @property
    def is_finished(self) -> bool:
        return self.status not in {ActionStatus.OPEN, ActionStatus.RUNNING}

    def is_late(self, today: date) -> bool:
        return not self.is_finished and self.due_on < today

    @property
    def owner_name(self) -> str:
        return self.family_owner or (str(self.owner) if self.owner else str(self.organisation))


class Decision(models.TextChoices):
    """What one organisation says of the plan (FR-072)."""

    AGREED = "AGREED", "Akkoord"
    RESERVATION = "RESERVATION", "Akkoord met voorbehoud"
    NOT_AGREED = "NOT_AGREED", "Niet akkoord"


class Adoption(models.Model):
    """The answer of one organisation to one version of the plan."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="adoptions", verbose_name="plan")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    decision = models.CharField("besluit", max_length=12, choices=Decision)
    remark = models.TextField("voorbehoud of reden", blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")
    given_on = models.DateField("op")

    class Meta:
        constraints = [
            one_of("decision", Decision),
            models.UniqueConstraint("plan", "organisation", name="adoption_is_one_per_organisation"),
            models.CheckConstraint(
                name="adoption_reservation_says_why",
                condition=Q(decision="AGREED") | ~Q(remark=""),
                violation_error_message="Schrijf het voorbehoud of de reden op.",
            ),
        ]
        verbose_name = "reactie op het plan"

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_decision_display()}"


class PlanDocument(models.Model):
    """The PDF of one version of a plan, made once and kept with it."""

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="document", verbose_name="plan")
    pdf = models.BinaryField("pdf")
    size = models.PositiveIntegerField("grootte", help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )

    class Meta:
        verbose_name = "plan op papier"

    def __str__(self) -> str:
        return f"pdf van {self.plan}"

    @property
    def size_in_kb(self) -> int:
        return -(-self.size // 1000)
