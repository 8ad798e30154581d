"""Who is in the network of a case, and why."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases import rules
from cases.models.case import Case
from cases.models.grant import GrantLevel, held_on
from cases.models.restriction import (
    KnownQuerySet,
    Reader,
    Restricted,
    is_restricted_to_others,
    restriction_constraints,
)
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.written_conditions import ExistsOnce, ProbeOnce
from familienetwerk.db import filled, not_before, one_of, some_of
from familienetwerk.screen.addresses import address


class Gender(models.TextChoices):
    """Only for the sign in the family picture."""

    MALE = "MALE", "Man"
    FEMALE = "FEMALE", "Vrouw"
    OTHER = "OTHER", "Anders"
    UNKNOWN = "UNKNOWN", "Onbekend"


class MembershipReason(models.TextChoices):
    """Why this person is in this case at all (FR-035)."""

    INDEX = "INDEX", "Aanleiding van de casus"
    PARENT = "PARENT", "Ouder"
    CHILD_AT_RISK = "CHILD_AT_RISK", "Kind over wie zorgen zijn"
    SIBLING = "SIBLING", "Broer of zus"
    PARTNER = "PARTNER", "Partner"
    RELATIVE = "RELATIVE", "Ander familielid"
    NETWORK_CONTACT = "NETWORK_CONTACT", "Contact in het netwerk"
    PROTECTIVE = "PROTECTIVE", "Steunfiguur"


class MemberRole(models.TextChoices):
    """Several at once: somebody can be offender and victim (FR-036)."""

    SUSPECT = "SUSPECT", "Verdachte"
    CONVICTED = "CONVICTED", "Veroordeeld"
    VICTIM_EXPLOITATION = "VICTIM_EXPLOITATION", "Mogelijk slachtoffer van uitbuiting"
    VICTIM_VIOLENCE = "VICTIM_VIOLENCE", "Slachtoffer van geweld thuis"
    WITNESS = "WITNESS", "Getuige"
    PROTECTIVE = "PROTECTIVE", "Biedt bescherming"


def in_full(*parts: str) -> str:
    return " ".join(part for part in parts if part)


class MemberQuerySet(KnownQuerySet["Member"]):
    def visible_to(self, user: User) -> Self:
        """Whom this user may know of; who is restricted to others, is not there at all."""
        return self.filter(ExistsOnce(held_on, user, "case_id", about=(GrantLevel.READ,))).known_to(user)

    def about_hidden(self, reader: Reader) -> Q:
        return is_restricted_to_others(reader)

    def current(self) -> Self:
        return self.filter(ended_on=None)

    def minors(self, today: date) -> Self:
        """Who is younger than 18, as rules.is_minor says it of one."""
        return self.filter(birth_date__gt=rules.birth_date_of_youngest_adult(today), died_on=None)

    def eldest_first(self) -> Self:
        return self.order_by(F("birth_date").asc(nulls_last=True), "given_name", "pk")


class Member(Restricted):
    """A person in the network of one case, with the reason why and the day to look again."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="members", verbose_name="casus")
    given_name = models.CharField("voornaam", max_length=80)
    name_prefix = models.CharField("tussenvoegsel", max_length=20, blank=True)
    family_name = models.CharField("achternaam", max_length=100, blank=True)
    name_key = models.CharField(
        max_length=220, db_collation="C", editable=False, help_text="Achternaam en voornaam, om op te zoeken."
    )
    given_key = models.CharField(max_length=80, db_collation="C", editable=False)
    birth_date = models.DateField("geboortedatum", null=True, blank=True)
    is_birth_date_estimated = models.BooleanField("geboortedatum is een schatting", default=False)
    died_on = models.DateField("overleden op", null=True, blank=True)
    gender = models.CharField("geslacht", max_length=10, choices=Gender, default=Gender.UNKNOWN)
    reason = models.CharField("reden in deze casus", max_length=20, choices=MembershipReason)
    reason_text = models.TextField("toelichting op de reden")
    roles = ArrayField(
        models.CharField(max_length=20, choices=MemberRole), default=list, blank=True, verbose_name="rollen"
    )
    works_at = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="werkt bij",
        help_text="Alleen om op te merken wie in een casus van een collega kijkt.",
    )
    review_on = models.DateField("opnieuw bekijken op")
    informed_on = models.DateField("geïnformeerd op", null=True, blank=True)
    informing_postponed_until = models.DateField("informeren uitgesteld tot", null=True, blank=True)
    informing_postponed_reason = models.TextField("reden van uitstel", blank=True)
    added_on = models.DateField("toegevoegd op")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField("uit de casus sinds", null=True, blank=True)
    ended_reason = models.TextField("waarom uit de casus", blank=True)
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            *restriction_constraints("member"),
            one_of("gender", Gender),
            one_of("reason", MembershipReason),
            some_of("roles", MemberRole),
            filled("given_name"),
            filled("reason_text"),
            models.UniqueConstraint(fields=["case", "id"], name="member_belongs_to_its_case"),
            not_before(
                "died_on", "birth_date", name="member_dies_after_birth", message="Het overlijden ligt voor de geboorte."
            ),
            not_before(
                "review_on",
                "added_on",
                name="member_is_reviewed_after_being_added",
                message="Kies een dag na het toevoegen.",
            ),
            not_before(
                "ended_on",
                "added_on",
                name="member_leaves_after_being_added",
                message="Deze persoon is later toegevoegd. Kies een dag vanaf het toevoegen.",
            ),
            models.CheckConstraint(
                name="member_is_ended_with_a_reason",
                condition=Q(ended_on=None, ended_reason="") | (Q(ended_on__isnull=False) & ~Q(ended_reason="")),
                violation_error_message="Vul in waarom deze persoon uit de casus gaat.",
            ),
            models.CheckConstraint(
                name="member_informing_is_postponed_with_a_reason",
                condition=Q(informing_postponed_until=None, informing_postponed_reason="")
                | (Q(informing_postponed_until__isnull=False) & ~Q(informing_postponed_reason="")),
                violation_error_message="Uitstel van informeren heeft een reden en een datum.",
            ),
        ]
        indexes = [
            models.Index(fields=["name_key"], name="member_by_name"),
            models.Index(fields=["given_key"], name="member_by_given_name"),
            models.Index(fields=["case"], name="member_restricted", condition=Q(restricted_to__isnull=False)),
        ]
        verbose_name = "gezinslid"

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return address("cases:member", self.case_id, self.pk)

    @property
    def full_name(self) -> str:
        return in_full(self.given_name, self.name_prefix, self.family_name)

    def age(self, today: date) -> int | None:
        return rules.age_on(self.birth_date, self.died_on or today) if self.birth_date else None

    def is_minor(self, today: date) -> bool:
        return self.birth_date is not None and self.died_on is None and rules.is_minor(self.birth_date, today)

    @property
    def role_names(self) -> list[str]:
        return [str(MemberRole(role).label) for role in self.roles]

    @property
    def roles_in_words(self) -> str:
        """Verdachte, mogelijk slachtoffer van uitbuiting"""
        return ", ".join(self.role_names).capitalize()

    @property
    def is_informed(self) -> bool:
        return self.informed_on is not None


def is_about_hidden_member(reader: Reader, *, through: str = "") -> Q:
    """For rows about one person or nobody; `through`: the row that says so."""
    return Q(ProbeOnce(hidden_members, reader, f"{through}member_id"))


def hidden_members(reader: Reader, member: Any) -> MemberQuerySet:
    """This one, where that is somebody of whom this reader may not know: for ProbeOnce."""
    return Member.objects.hidden_from(reader).filter(pk=member)
