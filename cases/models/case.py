"""A family network as a case."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from cases.models.frame import LegalFrame
from cases.models.grant import Grant, GrantLevel, held_on, is_running
from cases.models.stage import CaseStage, may_move
from familienetwerk.accounts.models import Municipality, Organisation, User
from familienetwerk.accounts.written_conditions import ExistsOnce
from familienetwerk.db import filled, not_before, one_of, one_of_or_empty
from familienetwerk.screen.addresses import address


class Urgency(models.TextChoices):
    """How soon something must happen (domain reference 2.4). Decided by people, never computed."""

    ACUTE = "ACUTE", "Acuut: vandaag"
    HIGH = "HIGH", "Hoog: binnen 5 werkdagen"
    NORMAL = "NORMAL", "Normaal: binnen 15 werkdagen"
    LOW = "LOW", "Laag"


class ClosingReason(models.TextChoices):
    GOALS_MET = "GOALS_MET", "Doelen gehaald"
    SUFFICIENT = "SUFFICIENT", "Voldoende resultaat"
    MOVED = "MOVED", "Verhuisd"
    HANDED_OVER = "HANDED_OVER", "Overgedragen"
    DECLINED = "DECLINED", "Gezin wil niet verder"
    NOT_NEEDED = "NOT_NEEDED", "Niet langer nodig"
    WRONGLY_OPENED = "WRONGLY_OPENED", "Onterecht geopend"


IS_RUNNING = Q(opened_on__isnull=False, closed_on=None)
LACKS_DIRECTION = Q(lacks_direction=True)
LACKS_CASE_COORDINATOR = Q(lacks_case_coordinator=True)
IS_ONE_SIDED = Q(lacks_safety=True) | Q(lacks_social=True)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> Self:
        """The cases that this user may open now. Every view starts here."""
        return self.filter(Exists(Grant.objects.on_case(OuterRef("pk")).held_by(user).at_least(GrantLevel.READ)))

    def visible_by_each(self, user: User) -> list[Self]:
        """As visible_to, apart for each of what the user holds by: an index has the cases of one in their order."""
        if not user.is_active or not user.principals:
            return [self.none()]
        reads = {"grants__level__gte": GrantLevel.READ}
        held = [self.filter(is_running("grants__"), grants__principal=one, **reads) for one in user.principals]
        return [cases.distinct("pk") for cases in held]

    def overseen_by(self, officer: User) -> Self:
        """Those of the municipality that this privacy officer oversees; the database asks the same."""
        return self.filter(municipality=officer.overseen_id)

    def with_level_of(self, user: User) -> Self:
        """Each with `level`: what this user holds on it now (GrantLevel), None for nothing."""
        levels = Grant.objects.on_case(OuterRef("pk")).held_by(user).order_by("-level").values("level")
        return self.annotate(level=Subquery(levels[:1]))

    def with_emergency_of(self, user: User) -> Self:
        """Each with `emergency_until`: until when this user reads it under the emergency procedure, mostly None."""
        running = Grant.objects.on_case(OuterRef("pk")).held_by(user).filter(is_emergency=True)
        until = Func(F("period"), function="upper", output_field=models.DateTimeField())
        return self.annotate(emergency_until=Subquery(running.values(until=until)[:1]))

    def with_taking_along_of(self, user: User) -> Self:
        """Each with `takes_along`: whether this user reads it for longer than an hour."""
        lasting = Grant.objects.on_case(OuterRef("pk")).held_by(user).at_least(GrantLevel.READ).lasting()
        return self.annotate(takes_along=Exists(lasting))

    def in_intake(self) -> Self:
        return self.filter(stage=CaseStage.INTAKE)

    def accepted(self) -> Self:
        """Cases that were opened, running or closed."""
        return self.filter(opened_on__isnull=False)

    def running(self) -> Self:
        return self.filter(IS_RUNNING)

    def one_sided(self) -> Self:
        """Safety or social has nobody at the table."""
        return self.filter(IS_ONE_SIDED)

    def without_case_coordinator_for(self, user: User) -> Self:
        """Running, nobody leads the case, and this user leads its process and can appoint somebody."""
        leads = ExistsOnce(held_on, user, "pk", about=(GrantLevel.DIRECT,))
        return self.running().filter(LACKS_CASE_COORDINATOR, leads)

    def newest_first(self) -> Self:
        return self.order_by("-pk")  # numbers are given one by one


class Case(models.Model):
    """A family network that partners look at together, from the first intake to the closing.

    It exists from the first minute of intake, so that nothing about the family has to be typed twice.
    Only acceptance *opens* it.
    """

    reader: User | None = None  # who reads it on this page (cases.permissions); nobody in particular on paper

    # Collation C: what begins with some letters is then a range, which an index answers, also behind a policy.
    number = models.CharField("nummer", max_length=20, unique=True, db_collation="C")
    name = models.CharField("neutrale naam", max_length=50, help_text="Een boom, nooit een achternaam.")
    name_key = models.GeneratedField(
        expression=Lower("name"), output_field=models.CharField(max_length=50, db_collation="C"), db_persist=True
    )
    municipality = models.ForeignKey(Municipality, models.PROTECT, verbose_name="gemeente")
    legal_frame = models.ForeignKey(LegalFrame, models.PROTECT, verbose_name="samenwerkingskader")
    bringing_organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="aandragende organisatie", related_name="brought_cases"
    )
    stage = models.CharField("fase", max_length=20, choices=CaseStage, default=CaseStage.INTAKE)
    urgency = models.CharField("urgentie", max_length=10, choices=Urgency, default=Urgency.NORMAL)
    first_signal_on = models.DateField("eerste signaal")
    started_on = models.DateField("intake gestart op")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submission = models.UUIDField("inzending van het formulier", unique=True, db_default=RandomUUID(), editable=False)
    opened_on = models.DateField("geopend op", null=True, blank=True)
    # What apps above conclude, told through cases.actions: facts flow down.
    definition_fixed_on = models.DateField("probleemdefinitie vastgesteld op", null=True, blank=True)
    first_plan_on = models.DateField("eerste plan vastgesteld op", null=True, blank=True)
    next_evaluation_on = models.DateField("volgende evaluatie", null=True, blank=True)
    plan_evaluated_on = models.DateField("plan geëvalueerd op", null=True, blank=True)
    exception_reason = models.TextField("uitzondering op samen kijken", blank=True)
    exception_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="uitzondering door",
    )
    exception_on = models.DateField("uitzondering op", null=True, blank=True)
    # Whether a domain has nobody at the table now: the database keeps it (migration 0011).
    lacks_safety = models.BooleanField("veiligheid ontbreekt", default=True, db_default=True, editable=False)
    lacks_social = models.BooleanField("sociaal ontbreekt", default=True, db_default=True, editable=False)
    lacks_direction = models.BooleanField("procesregie ontbreekt", default=True, db_default=True, editable=False)
    lacks_case_coordinator = models.BooleanField("casusregie ontbreekt", default=True, db_default=True, editable=False)
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closing_reason = models.CharField("reden van afsluiten", max_length=20, choices=ClosingReason, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("stage", CaseStage),
            one_of("urgency", Urgency),
            one_of_or_empty("closing_reason", ClosingReason),
            filled("number"),
            filled("name"),
            models.CheckConstraint(
                name="case_is_closed_completely_or_not_at_all",
                condition=Q(closed_on=None, closed_by=None, closing_reason="")
                | (Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(closing_reason="")),
                violation_error_message="Een afgesloten casus heeft een datum, een afsluiter en een reden.",
            ),
            models.CheckConstraint(
                name="case_exception_is_complete_or_absent",
                condition=Q(exception_on=None, exception_by=None, exception_reason="")
                | (Q(exception_on__isnull=False, exception_by__isnull=False) & ~Q(exception_reason="")),
                violation_error_message="Een uitzondering heeft een reden, een datum en een naam.",
            ),
            models.CheckConstraint(
                name="case_beyond_intake_was_opened",
                condition=Q(stage__in=CaseStage.before_opening()) | Q(opened_on__isnull=False),
                violation_error_message="Een casus na de intake heeft een openingsdatum.",
            ),
            not_before(
                "closed_on", "opened_on", name="case_closes_after_it_opens", message="Sluiten kan niet voor het openen."
            ),
            not_before(
                "started_on",
                "first_signal_on",
                name="case_starts_after_its_first_signal",
                message="Het eerste signaal ligt na de start van de intake.",
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "-id"], name="case_by_stage"),
            models.Index(fields=["name_key"], name="case_by_name"),
            models.Index("municipality", "id", name="case_without_direction", condition=LACKS_DIRECTION),
            models.Index("id", name="case_without_coordinator", condition=IS_RUNNING & LACKS_CASE_COORDINATOR),
            models.Index("id", name="case_one_sided", condition=IS_RUNNING & IS_ONE_SIDED),
        ]
        permissions = [
            ("contribute_to_case", "Mag aan deze casus bijdragen"),
            ("direct_case", "Mag het proces van deze casus leiden"),
        ]
        verbose_name = "casus"
        verbose_name_plural = "casussen"

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def get_absolute_url(self) -> str:
        return address("cases:detail", self.pk)

    @property
    def is_in_intake(self) -> bool:
        return self.stage == CaseStage.INTAKE

    @property
    def is_read_only(self) -> bool:
        """Nothing changes any more: closed, referred, rejected or parked (FR-130)."""
        return self.stage in CaseStage.at_rest()

    @property
    def next_stages(self) -> list[tuple[str, str]]:
        """After an evaluation people choose between these: the stage, and the words of the button."""
        goes_on = {CaseStage.IN_EXECUTION: "Ga door met de uitvoering", CaseStage.AFTERCARE: "Begin de nazorg"}
        if self.stage not in {CaseStage.IN_EVALUATION, CaseStage.AFTERCARE}:
            return []
        return [(stage, words) for stage, words in goes_on.items() if may_move(CaseStage(self.stage), stage)]

    @property
    def has_exception(self) -> bool:
        return self.exception_on is not None

    def days_since_first_signal(self, day: date) -> int:
        """Whole days; the day of the first signal is day 0."""
        return (day - self.first_signal_on) // timedelta(days=1)
