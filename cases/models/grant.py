"""Who may see a case now: the only truth about rights. Everything else reads this table."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateTimeRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Now
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from familienetwerk.accounts.models import PolicyDomain, Principal, User
from familienetwerk.db import filled, one_of, some_of


class GrantLevel(models.IntegerChoices):
    """How much of a case; each level holds those below it."""

    EXISTENCE = 1, "Weet dat de casus bestaat"
    READ = 2, "Leest"
    CONTRIBUTE = 3, "Draagt bij"
    COORDINATE = 4, "Casusregie"
    DIRECT = 5, "Procesregie"


class GrantPurpose(models.TextChoices):
    """What the access is for (AVG 5, first paragraph under b)."""

    FAMILY_APPROACH = "FAMILY_APPROACH", "Integrale aanpak van dit familienetwerk"
    QUALITY_CONTROL = "QUALITY_CONTROL", "Toezicht op rechtmatig gebruik"


def held_on(user: User, level: GrantLevel, case: Any) -> "GrantQuerySet":
    """What this user holds on a case now, of this level or more: for ExistsOnce and ProbeOnce."""
    return Grant.objects.on_case(case).held_by(user).at_least(level)


def is_running(through: str = "") -> Coalesce:
    """Now. Why `coalesce`: see second_line.views.VIEWS."""
    is_now = Q(**{f"{through}period__contains": Now()})
    return Coalesce(is_now, Value(value=False), output_field=models.BooleanField())


class GrantQuerySet(models.QuerySet["Grant"]):
    def on_case(self, case: Any) -> Self:
        return self.filter(case=case)

    def running(self) -> Self:
        return self.filter(is_running())

    def not_over(self) -> Self:
        """Running, or still to begin."""
        return self.filter(Q(period__upper_inf=True) | Q(period__endswith__gt=Now()))

    def held_by(self, user: User) -> Self:
        """Running grants of this user, directly or through the organisation. Nobody's, for an inactive user."""
        if not user.is_active:
            return self.none()
        return self.running().filter(principal__in=user.principals)

    def lasting(self) -> Self:
        """Longer than one discussion or one emergency: only with such a right something of a case is taken along."""
        return self.filter(Q(involvement=None) | ~Q(involvement__role="GUEST"), is_emergency=False)

    def at_least(self, level: GrantLevel) -> Self:
        return self.filter(level__gte=level)

    def on_case_of_row(self) -> Self:
        """For a subquery on rows that have a case_id of their own."""
        return self.filter(case=OuterRef("case_id"))


class Grant(models.Model):
    """One principal may use one case, for one purpose, in one period."""

    # No index of its own: PostgreSQL would take that before grant_by_case, and read the rows themselves.
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="grants", db_index=False)
    principal = models.ForeignKey(Principal, models.PROTECT, related_name="grants")
    involvement = models.ForeignKey("cases.Involvement", models.PROTECT, null=True, related_name="grants")
    compartments = ArrayField(
        models.CharField(max_length=10, choices=PolicyDomain),
        default=list,
        help_text="Van welke domeinen ook leesbaar is wat alleen voor dat domein bedoeld is.",
    )
    level = models.PositiveSmallIntegerField(choices=GrantLevel)
    purpose = models.CharField(max_length=20, choices=GrantPurpose)
    legal_basis = models.CharField(max_length=300)
    period = DateTimeRangeField()
    reason = models.CharField(max_length=300)
    is_emergency = models.BooleanField(default=False)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(db_default=Now())

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("level", GrantLevel),
            one_of("purpose", GrantPurpose),
            some_of("compartments", PolicyDomain),
            filled("reason"),
            filled("legal_basis"),
            ExclusionConstraint(
                name="grant_is_given_once_at_a_time",
                expressions=[
                    (F("case") + 0, RangeOperators.EQUAL),  # + 0: it guards; policies probe the B-tree, twice as quick
                    ("principal", RangeOperators.EQUAL),
                    ("purpose", RangeOperators.EQUAL),
                    ("level", RangeOperators.EQUAL),
                    ("is_emergency", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Deze toegang loopt al.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["case", "principal"], include=["level", "period", "compartments"], name="grant_by_case"
            ),
            models.Index(
                fields=["principal", "case"], include=["level", "period", "compartments"], name="grant_by_principal"
            ),
            # Who coordinates nothing is told so at once, whatever else they hold.
            models.Index(
                fields=["principal", "case"],
                include=["level", "period"],
                condition=Q(level__gte=GrantLevel.COORDINATE),
                name="grant_of_who_coordinates",
            ),
        ]

    def __str__(self) -> str:
        return f"toegang {self.pk}"


class CaseUserPermission(UserObjectPermissionBase):
    """Guardian's rows for users: a read-only view of the running grants (migration 0002)."""

    id = models.BigIntegerField(primary_key=True)
    content_object = models.ForeignKey("cases.Case", models.DO_NOTHING, related_name="user_permissions")

    class Meta(UserObjectPermissionBase.Meta):
        managed = False
        db_table = "cases_case_user_permission"


class CaseGroupPermission(GroupObjectPermissionBase):
    """Guardian asks for groups too. There are none: what an organisation holds is resolved to its users."""

    id = models.BigIntegerField(primary_key=True)
    content_object = models.ForeignKey("cases.Case", models.DO_NOTHING, related_name="group_permissions")

    class Meta(GroupObjectPermissionBase.Meta):
        managed = False
        db_table = "cases_case_group_permission"
