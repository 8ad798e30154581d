"""Who lives where."""

from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import BoolAnd
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q, QuerySet

from cases.models.case import Case
from cases.models.member import Member, is_about_hidden_member
from cases.models.restriction import KnownQuerySet, Reader
from familienetwerk.accounts.written_conditions import ProbeOnce
from familienetwerk.db import filled


class HouseholdQuerySet(KnownQuerySet["Household"]):
    def about_hidden(self, reader: Reader) -> Q:
        """Where nobody lives or lived but people who are hidden: its address would tell where they are."""
        return is_hidden_home(reader, "pk")


class Household(models.Model):
    """People who live together at one address; a network has several."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="households", verbose_name="casus")
    name = models.CharField("naam", max_length=60, help_text="Bijvoorbeeld: Huis Havenkade.")
    address = models.CharField("adres", max_length=200, blank=True)
    place = models.CharField("woonplaats", max_length=100, blank=True)
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        constraints = [
            filled("name"),
            models.UniqueConstraint(fields=["case", "id"], name="household_belongs_to_its_case"),
            models.UniqueConstraint(
                "case",
                "name",
                name="household_name_is_unique_in_a_case",
                violation_error_message="Deze naam bestaat al in deze casus.",
            ),
        ]
        verbose_name = "huishouden"

    def __str__(self) -> str:
        return self.name


class ResidenceQuerySet(KnownQuerySet["Residence"]):
    def about_hidden(self, reader: Reader) -> Q:
        return is_about_hidden_member(reader)


class Residence(models.Model):
    """Somebody lives in a household for a while; a child may live in two."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="residences", verbose_name="huishouden")
    member = models.ForeignKey(Member, models.PROTECT, related_name="residences", verbose_name="gezinslid")
    period = DateRangeField("periode")

    objects = ResidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="residence_is_once_at_a_time",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("member", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Deze persoon woont al in dit huishouden.",
            ),
        ]
        verbose_name = "woont in"

    def __str__(self) -> str:
        return f"{self.member} in {self.household}"

    def is_running(self, today: date) -> bool:
        return self.period.lower <= today and (self.period.upper is None or today < self.period.upper)


def is_about_hidden_subject(reader: Reader, *, through: str = "") -> Q:
    """For rows about a person, a home or neither; `through`: the row that says so."""
    return is_about_hidden_member(reader, through=through) | is_hidden_home(reader, f"{through}household_id")


def is_hidden_home(reader: Reader, column: str) -> Q:
    return Q(ProbeOnce(homes_of_hidden, reader, column))


def homes_of_hidden(reader: Reader, home: Any) -> QuerySet[Residence, Any]:
    """This one, where everybody who lives or lived there is hidden; nothing for where nobody ever did."""
    living = Residence.objects.filter(household=home).values("household")
    return living.annotate(are_hidden=BoolAnd(is_about_hidden_member(reader))).filter(are_hidden=True)
