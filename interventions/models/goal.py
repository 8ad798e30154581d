"""What must become true, and who does what for it."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Expression, ExpressionWrapper, F, Q

from cases.models import (
    Audience,
    Household,
    Item,
    ItemQuerySet,
    KnownQuerySet,
    Member,
    Reader,
    Regime,
    is_about_hidden_subject,
    item_constraints,
)
from domains.models import LifeDomain, Score
from familienetwerk.db import filled, one_of
from interventions.models.plan import Plan


class GoalTerm(models.TextChoices):
    LONG = "LONG", "Doel"
    SMALL = "SMALL", "Werkdoel"


class GoalQuerySet(KnownQuerySet["Goal"]):
    def about_hidden(self, reader: Reader) -> Q:
        return is_about_hidden_subject(reader)


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
    term = models.CharField("soort doel", max_length=6, choices=GoalTerm, default=GoalTerm.LONG)
    statement = models.CharField("doel", max_length=300)
    own_words = models.CharField("in woorden van het gezin", max_length=300, blank=True)
    target = models.PositiveSmallIntegerField("doelscore", choices=Score, null=True, blank=True)
    due_on = models.DateField("te halen op", null=True, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=1)
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = GoalQuerySet.as_manager()

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


NEED_A_REASON = (ActionStatus.STOPPED, ActionStatus.IMPOSSIBLE)


class ActionItemQuerySet(ItemQuerySet["ActionItem"]):
    def about_hidden(self, reader: Reader) -> Q:
        return is_about_hidden_subject(reader, through="goal__")

    def text(self) -> Expression:
        return ExpressionWrapper(F("words__what"), output_field=models.TextField())

    def unfinished(self) -> Self:
        return self.filter(status__in=[ActionStatus.OPEN, ActionStatus.RUNNING])


class ActionItem(Item):
    """That an organisation does something for a goal, and when. What that is, stands in its words."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="actions", verbose_name="doel")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name="wie"
    )
    due_on = models.DateField("uiterlijk")
    line = models.CharField("lijn", max_length=12, choices=Line)
    position = models.PositiveSmallIntegerField("volgorde", default=1)
    status = models.CharField("stand", max_length=12, choices=ActionStatus, default=ActionStatus.OPEN)
    status_on = models.DateField("bijgewerkt op", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        constraints = [
            *item_constraints(),
            one_of("line", Line),
            one_of("status", ActionStatus),
        ]
        verbose_name = "actie"

    def __str__(self) -> str:
        return f"actie {self.pk}"

    @property
    def what(self) -> str:
        return self.words.what

    @property
    def for_everybody(self) -> str:
        """What it is, where everybody on the case may read that whatever becomes of the case; otherwise nothing."""
        return self.what if self.audience == Audience.ALL_INVOLVED and self.regime == Regime.AVG else ""

    @property
    def is_finished(self) -> bool:
        return self.status not in {ActionStatus.OPEN, ActionStatus.RUNNING}

    def is_late(self, today: date) -> bool:
        return not self.is_finished and self.due_on < today

    @property
    def owner_name(self) -> str:
        return self.words.family_owner or (str(self.owner) if self.owner else str(self.organisation))


TEXTS = ("what", "family_owner", "kind")


class ActionWords(models.Model):
    """What is done, by whom of the family, and why it stopped. The database keeps it from who may only know of it."""

    action = models.OneToOneField(
        ActionItem, models.CASCADE, primary_key=True, related_name="words", verbose_name="actie"
    )
    what = models.CharField("wat", max_length=300)
    family_owner = models.CharField("iemand uit het gezin of netwerk", max_length=100, blank=True)
    kind = models.CharField("soort", max_length=15, choices=ActionKind)
    status_reason = models.CharField("reden", max_length=300, blank=True)

    class Meta:
        constraints = [filled("what"), one_of("kind", ActionKind)]
        verbose_name = "woorden van een actie"

    def __str__(self) -> str:
        return f"woorden van actie {self.pk}"

    @property
    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in TEXTS}
