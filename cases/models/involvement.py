"""Who works on a case, in which role, since when. Involvement is the cause of every grant."""

from datetime import date, time, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from cases.models.case import Case
from cases.models.member import Member, is_about_hidden_member
from cases.models.restriction import Reader
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.db import filled, one_of


class InvolvementRole(models.TextChoices):
    """The part somebody plays in one case (domain reference 1.2)."""

    PROCESS_COORDINATOR = "PROCESS_COORDINATOR", "Procesregisseur"
    CASE_COORDINATOR = "CASE_COORDINATOR", "Casusregisseur"
    PARTICIPANT = "PARTICIPANT", "Deelnemer"
    READER = "READER", "Meelezer"
    GUEST = "GUEST", "Gast"

    @classmethod
    def coordinating(cls) -> list["InvolvementRole"]:
        return [cls.PROCESS_COORDINATOR, cls.CASE_COORDINATOR]

    @classmethod
    def only_reading(cls) -> list["InvolvementRole"]:
        """Has no voice at the table: reads along, or is there for one agenda item."""
        return [cls.READER, cls.GUEST]


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def running(self, today: date) -> Self:
        """Of which this is a day; one that begins at an hour, from that hour on."""
        return self.filter(Q(begins_at=None) | Q(begins_at__lte=Now()), period__contains=today)

    def with_a_voice(self, today: date) -> Self:
        return self.running(today).exclude(role__in=InvolvementRole.only_reading())

    def not_ended(self) -> Self:
        """Nobody ended it, and its own end has not come."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=Now()), ended_by=None)

    def seated(self) -> Self:
        """Joined, and not ended."""
        return self.not_ended().filter(period__isnull=False)

    def asked(self) -> Self:
        """Asked and neither joined nor declined."""
        return self.filter(period=None, declined_on=None)

    def of_desk(self, user: User) -> Self:
        """Asked of this user, or of the user's organisation without a name."""
        return self.filter(Q(user=user.pk) | Q(user=None, organisation=user.organisation_id))

    def ending_within(self, days: timedelta) -> Self:
        """Seats that end by themselves before long."""
        return self.filter(ends_at__gt=Now(), ends_at__lte=Now() + days, ended_by=None)

    def with_member_ids(self, reader: Reader) -> Self:
        """Each with `member_ids`: with whom of the family this seat works, as far as this reader knows."""
        hidden = is_about_hidden_member(reader)
        people = Involvement.members.through.objects.filter(involvement=OuterRef("pk")).exclude(hidden)
        return self.annotate(member_ids=ArraySubquery(people.values("member")))

    def in_role(self, *roles: InvolvementRole) -> Self:
        return self.filter(role__in=roles)


class Involvement(models.Model):
    """An organisation, and mostly one professional of it, works on a case in one role and one period.

    `period` is empty as long as somebody was only asked. It never ends by being deleted: ending is a dated act.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="involvements", verbose_name="casus")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="involvements", verbose_name="organisatie"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="involvements",
        verbose_name="professional",
    )
    role = models.CharField("rol", max_length=20, choices=InvolvementRole, default=InvolvementRole.PARTICIPANT)
    task = models.CharField("wat doet deze persoon", max_length=200, blank=True)
    members = models.ManyToManyField(Member, related_name="involvements", blank=True, verbose_name="voor wie")
    asked_on = models.DateField("gevraagd op")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )
    asked_reason = models.CharField("waarom nodig", max_length=300)
    answer_due_on = models.DateField("antwoord uiterlijk", null=True, blank=True)
    period = DateRangeField("betrokken", null=True, blank=True)
    begins_at = models.DateTimeField(
        "begint om",
        null=True,
        blank=True,
        help_text="Alleen als de toegang niet om middernacht begint: voor één bespreking.",
    )
    ends_at = models.DateTimeField(
        "eindigt vanzelf",
        null=True,
        blank=True,
        help_text="Vanaf dit moment is de casus dicht, zonder dat iemand iets doet.",
    )
    declined_on = models.DateField("afgezegd op", null=True, blank=True)
    declined_reason = models.CharField("reden van afzeggen", max_length=300, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField("reden van einde", max_length=300, blank=True)

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("role", InvolvementRole),
            filled("asked_reason"),
            models.CheckConstraint(
                name="involvement_that_runs_names_a_professional",
                condition=Q(period=None) | Q(user__isnull=False),
                violation_error_message="Noem de professional die meedoet.",
            ),
            models.CheckConstraint(
                name="involvement_is_joined_or_declined",
                condition=Q(declined_on=None, declined_reason="")
                | (Q(declined_on__isnull=False, period=None) & ~Q(declined_reason="")),
                violation_error_message="Afzeggen heeft een datum en een reden.",
            ),
            models.CheckConstraint(
                name="involvement_is_ended_by_somebody_with_a_reason",
                condition=Q(ended_by=None, ended_reason="") | (Q(ended_by__isnull=False) & ~Q(ended_reason="")),
                violation_error_message="Beëindigen heeft een naam en een reden.",
            ),
            models.CheckConstraint(
                name="involvement_with_an_end_has_it_in_its_period",
                condition=Q(ended_by__isnull=False)
                | Q(ends_at=None, period=None)
                | Q(ends_at=None, period__upper_inf=True)
                | Q(ends_at__isnull=False, period__upper_inf=False),
                violation_error_message="De einddatum en de periode horen bij elkaar.",
            ),
            models.CheckConstraint(
                name="involvement_that_begins_at_an_hour_ends_after_it",
                condition=Q(begins_at=None) | Q(ends_at__isnull=False, ends_at__gt=F("begins_at")),
                violation_error_message="Het einde ligt voor het begin.",
            ),
            models.CheckConstraint(
                name="involvement_of_a_guest_has_an_end",
                condition=~Q(role=InvolvementRole.GUEST) | Q(ends_at__isnull=False),
                violation_error_message="Een gast doet mee tot een moment.",
            ),
            ExclusionConstraint(
                name="case_has_one_case_coordinator_at_a_time",
                expressions=[("case", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(role=InvolvementRole.CASE_COORDINATOR),
                violation_error_message="Er is in deze periode al een casusregisseur. Beëindig die rol eerst.",
            ),
            ExclusionConstraint(
                name="case_has_one_process_coordinator_at_a_time",
                expressions=[("case", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(role=InvolvementRole.PROCESS_COORDINATOR),
                violation_error_message="Er is in deze periode al een procesregisseur. Beëindig die rol eerst.",
            ),
            ExclusionConstraint(
                name="involvement_is_once_at_a_time_in_a_role",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (F("user") + 0, RangeOperators.EQUAL),  # + 0: it guards; who takes part has an index of its own
                    ("role", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Deze professional doet al mee in deze rol.",
            ),
            models.UniqueConstraint(
                "case",
                "organisation",
                condition=Q(period=None, declined_on=None, user=None),
                name="involvement_is_asked_once",
                violation_error_message="Deze organisatie is al gevraagd om mee te doen.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation"],
                include=["case", "user"],
                condition=Q(period=None),
                name="involvement_not_joined",
            ),
            models.Index(
                fields=["ends_at"], condition=Q(ends_at__isnull=False, ended_by=None), name="involvement_by_its_end"
            ),
            # Who coordinates thousands of cases and takes part in none is told so at once.
            models.Index(
                fields=["user"],
                condition=Q(role=InvolvementRole.PARTICIPANT, ended_by=None),
                name="involvement_who_takes_part",
            ),
        ]
        verbose_name = "betrokkenheid"
        verbose_name_plural = "betrokkenheden"

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.organisation}"

    @property
    def is_asked(self) -> bool:
        return self.period is None and self.declined_on is None

    @property
    def is_ended(self) -> bool:
        """Somebody ended it, or its own end has come."""
        return self.ended_by_id is not None or self.has_run_out

    @property
    def has_run_out(self) -> bool:
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def is_ahead(self) -> bool:
        """Is still to begin."""
        if self.begins_at is not None:
            return self.begins_at > timezone.now()
        return self.since is not None and self.since > timezone.localdate()

    @property
    def since(self) -> date | None:
        return self.period.lower if self.period else None

    @property
    def until(self) -> date | None:
        return self.period.upper if self.period else None

    @property
    def ends_at_midnight(self) -> bool:
        """At the end of a day, and not in the middle of it as for a guest."""
        return self.ends_at is not None and timezone.localtime(self.ends_at).time() == time.min


class FirstContribution(models.Model):
    """The day on which an organisation first contributed to the joint picture; what the clock is made of (KPI-06)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="first_contributions", verbose_name="casus")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    on = models.DateField("op")

    class Meta:
        constraints = [
            models.UniqueConstraint("case", "organisation", name="first_contribution_is_once"),
        ]
        verbose_name = "eerste bijdrage"

    def __str__(self) -> str:
        return f"{self.organisation} op {self.on:%d-%m-%Y}"
