"""What everything written about a family has in common: an owner, an origin and an audience."""

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, Expression, F, Q, Value, When

from cases.models.grant import GrantLevel, GrantQuerySet, held_on
from cases.models.passing import Passing
from cases.models.regime import Regime
from cases.models.restriction import KnownQuerySet
from cases.visibility import Audience as AudienceCode
from cases.visibility import View
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.written_conditions import ExistsOnce
from familienetwerk.db import one_of


class Audience(models.TextChoices):
    """Who reads what an item says; everybody else on the case only knows that it exists."""

    ALL_INVOLVED = AudienceCode.ALL_INVOLVED, "Alle betrokkenen"
    OWN_DOMAIN = AudienceCode.OWN_DOMAIN, "Eigen domein en regisseurs"
    COORDINATORS = AudienceCode.COORDINATORS, "Eigen organisatie en regisseurs"
    NAMED = AudienceCode.NAMED, "Met name genoemd"
    OWN_ORGANISATION = AudienceCode.OWN_ORGANISATION, "Eigen organisatie"


NARROW = {Audience.OWN_ORGANISATION, Audience.COORDINATORS, Audience.NAMED}


def held_for_domain(user: User, case: Any, domain: Any) -> GrantQuerySet:
    return held_on(user, GrantLevel.READ, case).filter(compartments__contains=[domain])


class ItemQuerySet[T: models.Model](KnownQuerySet[T]):
    """Rows with what Item has. The SQL twin of cases.visibility."""

    def seen_by(self, user: User) -> Self:
        """The rows this user may know about, each with `view`: CONTENT (wat) or EXISTENCE (dat). One expression.

        Also with `stays_behind`: not to be read here by others, since it was given for another frame.
        """
        reads, coordinates = (
            ExistsOnce(held_on, user, "case_id", about=(level,)) for level in (GrantLevel.READ, GrantLevel.COORDINATE)
        )
        of_domain = ExistsOnce(held_for_domain, user, "case_id", "organisation__policy_domain")
        own, released = Q(organisation=user.organisation_id), Q(released_at__isnull=False)
        own_words = Q(organisation=user.own_words_id)
        is_for = (
            Q(audience=Audience.ALL_INVOLVED)
            | (Q(audience=Audience.OWN_DOMAIN) & (of_domain | coordinates))
            | (Q(audience=Audience.COORDINATORS) & Q(coordinates))
            | Q(audience=Audience.NAMED, named__overlap=user.own_names)
        )
        return (
            self.filter(reads)
            .filter(own | released)
            .known_to(user)
            .annotate(
                stays_behind=Case(When(self.stays(), then=Value(value=True)), default=Value(value=False)),
                view=Case(
                    When(own_words | (released & is_for & ~self.stays()), then=Value(View.CONTENT)),
                    default=Value(View.EXISTENCE),
                ),
                is_closed=self.closed_to_the_looker(user),
            )
        )

    def closed_to_the_looker(self, user: User) -> Expression:
        """Whether this user reads what it says, and who looks through these eyes does not."""
        if user.looker is None:
            return Value(value=False)
        named = Q(audience=Audience.NAMED, named__overlap=[*user.principals], released_at__isnull=False) & ~self.stays()
        beside = Q(view=View.EXISTENCE) & (Q(organisation=user.organisation_id) | named)
        return Case(When(beside, then=Value(value=True)), default=Value(value=False))

    def stays(self) -> Q:
        """Given for another frame than its case runs under now, and not let go for this one (FR-137)."""
        let_go = Passing.objects.of_row(self.model._meta.model_name or "")
        return Q(~Q(regime=Regime.AVG), ~Q(frame=F("case__legal_frame")), ~Exists(let_go))

    def with_whether_they_stay(self) -> Self:
        """Each with `stays`: whether it is for nobody else here."""
        return self.annotate(stays=Case(When(self.stays(), then=Value(value=True)), default=Value(value=False)))

    def for_all_involved(self) -> Self:
        """What everybody on the case may read, whoever it is: for what is kept for all of them together."""
        return self.released().filter(audience=Audience.ALL_INVOLVED).exclude(self.stays()).known_to(None)

    def bound_to_their_source(self) -> Self:
        return self.released().exclude(regime=Regime.AVG)

    def text(self) -> Expression:
        """The words of a row where they are short enough for a list; a kind says where they stand."""
        return Value("")

    def read_by(self, user: User) -> Self:
        """Only the rows whose content this user may read."""
        return self.seen_by(user).filter(view=View.CONTENT)

    def released(self) -> Self:
        return self.filter(released_at__isnull=False)

    def drafts_of(self, user: User) -> Self:
        return self.filter(released_at=None, author=user.pk)


class Item(models.Model):
    """Abstract: something an organisation wrote in a case, and for whom."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", verbose_name="casus")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    author = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="auteur")
    regime = models.CharField("herkomst", max_length=20, choices=Regime, default=Regime.AVG)
    # Under which frame it was given. The database fills it in and keeps it (cases.item_guard).
    frame = models.ForeignKey("cases.LegalFrame", models.PROTECT, related_name="+", blank=True, editable=False)
    audience = models.CharField("wie ziet dit", max_length=20, choices=Audience, default=Audience.ALL_INVOLVED)
    named = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        verbose_name="voor wie met name",
        help_text="Mensen en organisaties, als houders van toegang (Principal).",
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    released_at = models.DateTimeField("vrijgegeven op", null=True, blank=True, help_text="Leeg: nog een concept.")

    class Meta:
        abstract = True

    @property
    def is_draft(self) -> bool:
        return self.released_at is None

    @property
    def is_confidential(self) -> bool:
        """Gets a lock instead of an eye."""
        return self.audience in NARROW


def item_constraints() -> list[models.CheckConstraint]:
    """For the Meta of each concrete item: Django does not inherit constraints into a Meta that has its own."""
    return [
        one_of("regime", Regime),
        one_of("audience", Audience),
        models.CheckConstraint(
            name="%(app_label)s_%(class)s_names_who_reads_it",
            condition=Q(audience=Audience.NAMED, named__len__gt=0) | (~Q(audience=Audience.NAMED) & Q(named__len=0)),
            violation_error_message="Kies bij “Met name genoemd” minstens één persoon of organisatie.",
        ),
    ]
