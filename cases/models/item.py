"""What everything written about a family has in common: an owner, an origin and an audience."""

from typing import Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from cases.models.grant import Grant, GrantLevel
from cases.visibility import Audience as AudienceCode
from cases.visibility import View
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.db import one_of


class Audience(models.TextChoices):
    """Who reads what an item says; everybody else on the case only knows that it exists."""

    ALL_INVOLVED = AudienceCode.ALL_INVOLVED, "Alle betrokkenen"
    OWN_DOMAIN = AudienceCode.OWN_DOMAIN, "Eigen domein en regisseurs"
    COORDINATORS = AudienceCode.COORDINATORS, "Eigen organisatie en regisseurs"
    OWN_ORGANISATION = AudienceCode.OWN_ORGANISATION, "Eigen organisatie"


class Regime(models.TextChoices):
    """Under which law the information came about; it travels with the item (FR-137)."""

    AVG = "AVG", "AVG"
    WPG = "WPG", "Wpg (politiegegevens)"
    WJSG = "WJSG", "Wjsg (justitiële gegevens)"
    WGBO = "WGBO", "WGBO (medisch)"
    JEUGDWET = "JEUGDWET", "Jeugdwet"
    WMO = "WMO", "Wmo 2015"
    PARTICIPATIEWET = "PARTICIPATIEWET", "Participatiewet"
    BIBOB = "BIBOB", "Wet Bibob"
    RIEC = "RIEC", "RIEC (WGS)"


class ItemQuerySet[T: models.Model](models.QuerySet[T]):
    """Rows with `case`, `organisation`, `audience` and `released_at`. The SQL twin of cases.visibility."""

    def seen_by(self, user: User) -> Self:
        """The rows this user may know about, each with `view`: CONTENT (wat) or EXISTENCE (dat). One expression."""
        grants = Grant.objects.on_case_of_row().held_by(user)
        reads, coordinates = grants.at_least(GrantLevel.READ), grants.at_least(GrantLevel.COORDINATE)
        of_domain = reads.filter(compartments__contains=[OuterRef("organisation__policy_domain")])
        own = Q(organisation=user.own_organisation_id)
        readable = own | (
            Q(released_at__isnull=False)
            & (
                Q(audience=Audience.ALL_INVOLVED)
                | (Q(audience=Audience.OWN_DOMAIN) & (Exists(of_domain) | Exists(coordinates)))
                | (Q(audience=Audience.COORDINATORS) & Exists(coordinates))
            )
        )
        known = own | Q(released_at__isnull=False)
        return (
            self.filter(Exists(reads))
            .filter(known)
            .annotate(view=Case(When(readable, then=Value(View.CONTENT)), default=Value(View.EXISTENCE)))
        )

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
    audience = models.CharField("wie ziet dit", max_length=20, choices=Audience, default=Audience.ALL_INVOLVED)
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
        return self.audience in {Audience.OWN_ORGANISATION, Audience.COORDINATORS}


def item_constraints() -> list[models.CheckConstraint]:
    """For the Meta of each concrete item: Django does not inherit constraints into a Meta that has its own."""
    return [one_of("regime", Regime), one_of("audience", Audience)]
