"""How people in the network are related."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from cases import parenthood
from cases.models.case import Case
from cases.models.member import Member, hidden_members
from cases.models.restriction import (
    KnownQuerySet,
    Reader,
    Restricted,
    is_restricted_to_others,
    restriction_constraints,
)
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_conditions import ProbeOnce
from familienetwerk.db import filled, not_before, one_of


class RelationKind(models.TextChoices):
    """From the first person's side: the first is … of the second (domain reference 3.3)."""

    PARENT = "PARENT", "Ouder van"
    STEP_PARENT = "STEP_PARENT", "Stiefouder van"
    ADOPTIVE_PARENT = "ADOPTIVE_PARENT", "Adoptieouder van"
    FOSTER_PARENT = "FOSTER_PARENT", "Pleegouder van"
    GUARDIAN = "GUARDIAN", "Voogd van"
    MARRIED = "MARRIED", "Getrouwd met"
    COHABITING = "COHABITING", "Samenwonend met"
    PARTNER = "PARTNER", "Partner van"
    EX_PARTNER = "EX_PARTNER", "Ex-partner van"
    SIBLING = "SIBLING", "Broer of zus van"
    HALF_SIBLING = "HALF_SIBLING", "Halfbroer of halfzus van"
    GRANDPARENT = "GRANDPARENT", "Grootouder van"
    RELATIVE = "RELATIVE", "Familie van"
    FRIEND = "FRIEND", "Vriend of contact van"
    BUSINESS = "BUSINESS", "Zakelijk verbonden met"

    @classmethod
    def parental(cls) -> list["RelationKind"]:
        """Kinds in which the first is a generation above the second."""
        return [cls.PARENT, cls.STEP_PARENT, cls.ADOPTIVE_PARENT, cls.FOSTER_PARENT]

    @classmethod
    def of_blood_or_law(cls) -> list["RelationKind"]:
        """Kinds in which the first was there long before the second: they say when somebody can be born."""
        return [cls.PARENT, cls.GRANDPARENT]

    @classmethod
    def partnerships(cls) -> list["RelationKind"]:
        return [cls.MARRIED, cls.COHABITING, cls.PARTNER, cls.EX_PARTNER]

    @classmethod
    def mutual(cls) -> list["RelationKind"]:
        """Kinds that say the same from both sides; they are stored in one order, so that they stand there once."""
        one_sided = {*cls.parental(), cls.GUARDIAN, cls.GRANDPARENT}
        return [kind for kind in cls if kind not in one_sided]


class RelationQuality(models.TextChoices):
    UNKNOWN = "UNKNOWN", "Onbekend"
    CLOSE = "CLOSE", "Hecht"
    NEUTRAL = "NEUTRAL", "Gewoon"
    DISTANT = "DISTANT", "Afstandelijk"
    CONFLICT = "CONFLICT", "Conflict"
    BROKEN = "BROKEN", "Verbroken"
    COERCIVE = "COERCIVE", "Dwang of afhankelijkheid"


class Certainty(models.TextChoices):
    """Solid, dashes, dots."""

    ESTABLISHED = "ESTABLISHED", "Vastgesteld"
    STATED = "STATED", "Verklaard"
    PRESUMED = "PRESUMED", "Vermoed"


class RelationQuerySet(KnownQuerySet["Relation"]):
    def about_hidden(self, reader: Reader) -> Q:
        """Restricted itself, or one of the two people is."""
        ends = [Q(ProbeOnce(hidden_members, reader, end)) for end in ("from_member_id", "to_member_id")]
        return is_restricted_to_others(reader) | ends[0] | ends[1]

    def standing(self) -> Self:
        """Without those that never were so: a page, a picture and a paper begin here."""
        return self.filter(removed_on=None)

    def running(self) -> Self:
        return self.standing().filter(until_on=None)

    def about(self, member: Member) -> Self:
        return self.filter(Q(from_member=member) | Q(to_member=member))

    def with_people(self) -> Self:
        return self.select_related("from_member", "to_member")

    def in_order(self) -> Self:
        """Running ones first."""
        return self.order_by(F("until_on").desc(nulls_first=True), "pk")


class Relation(Restricted):
    """How two members are related, in which period, according to whom and how certain.

    That both belong to this case is a composite foreign key in the database (migration 0002); that a parent is born
    before the child, and that what never was so stays removed, are triggers (migration 0030).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="relations", verbose_name="casus")
    from_member = models.ForeignKey(Member, models.PROTECT, related_name="relations_from", verbose_name="wie")
    to_member = models.ForeignKey(Member, models.PROTECT, related_name="relations_to", verbose_name="van wie")
    kind = models.CharField("relatie", max_length=20, choices=RelationKind)
    quality = models.CharField(
        "hoe is de band", max_length=10, choices=RelationQuality, default=RelationQuality.UNKNOWN
    )
    certainty = models.CharField("hoe zeker", max_length=12, choices=Certainty)
    source = models.CharField("bron", max_length=200)
    sourced_on = models.DateField("datum van de bron")
    from_on = models.DateField("vanaf", null=True, blank=True)
    until_on = models.DateField("tot", null=True, blank=True)
    removed_on = models.DateField("verwijderd op", null=True, blank=True)
    removed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="verwijderd door"
    )
    removed_reason = models.TextField("waarom verwijderd", blank=True)
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints = [
            *restriction_constraints("relation"),
            one_of("kind", RelationKind),
            one_of("quality", RelationQuality),
            one_of("certainty", Certainty),
            filled("source"),
            models.CheckConstraint(
                name="relation_is_between_two_people",
                condition=~Q(from_member=F("to_member")),
                violation_error_message="Iemand kan geen familie van zichzelf zijn. Kies een andere persoon.",
            ),
            models.UniqueConstraint(
                Least("from_member", "to_member"),
                Greatest("from_member", "to_member"),
                condition=Q(kind__in=RelationKind.parental(), until_on=None, removed_on=None),
                name="relation_parent_is_not_its_own_child",
                violation_error_message="Tussen deze twee is al een ouderrelatie vastgelegd.",
            ),
            models.UniqueConstraint(
                "from_member",
                "to_member",
                "kind",
                condition=Q(until_on=None, removed_on=None),
                name="relation_is_recorded_once",
                violation_error_message="Deze relatie staat er al.",
            ),
            not_before(
                "until_on", "from_on", name="relation_ends_after_it_begins", message="Het einde ligt voor het begin."
            ),
            models.CheckConstraint(
                name="relation_is_removed_by_somebody_with_a_reason",
                condition=Q(removed_on=None, removed_by=None, removed_reason="")
                | (Q(removed_on__isnull=False, removed_by__isnull=False) & ~Q(removed_reason="")),
                violation_error_message="Zet bij verwijderen wie, wanneer en waarom.",
            ),
        ]
        verbose_name = "relatie"

    def __str__(self) -> str:
        return f"{self.from_member} {self.get_kind_display().lower()} {self.to_member}"

    @property
    def is_over(self) -> bool:
        return self.until_on is not None

    def is_with_fewer_years(self, least: int) -> bool:
        """The first is not this much older than the second, as far as birthdays are known."""
        one, other = self.from_member, self.to_member
        is_estimated = one.is_birth_date_estimated or other.is_birth_date_estimated
        return parenthood.are_too_close(one.birth_date, other.birth_date, is_estimated=is_estimated, least=least)
