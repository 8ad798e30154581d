"""Who works here."""

from datetime import date
from typing import Any, Self
from unicodedata import normalize

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from familienetwerk.accounts.models.organisation import Organisation
from familienetwerk.accounts.models.principal import Principal
from familienetwerk.accounts.roles import OF_CASES, POWERS, Power, Role, powers_of
from familienetwerk.db import filled, some_of


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def cleared(self) -> Self:
        """Who may open cases at all now: account, screening and confidentiality are in order."""
        return self.filter(cleared__isnull=False)

    def ending_by(self, day: date, *, today: date) -> Self:
        return self.active().filter(last_day__gte=today, last_day__lte=day).order_by("last_day", "pk")

    def left_open(self, *, today: date) -> Self:
        """The last day has passed, and the account still stands."""
        return self.active().filter(last_day__lt=today, last_day_set_by__isnull=False)

    def with_role(self, role: Role) -> Self:
        return self.filter(roles__contains=[role])

    def overseeing(self, municipality_id: int) -> Self:
        """The privacy officers of this municipality."""
        return self.filter(officer__municipality=municipality_id)

    def who_may(self, power: Power) -> Self:
        """Whose roles hold this power."""
        return self.filter(roles__overlap=[role.value for role, powers in POWERS.items() if power in powers])

    def matching(self, words: str) -> Self:
        """Whose name, address or organisation holds these words."""
        return self.filter(
            Q(name__icontains=words) | Q(email__icontains=words) | Q(organisation__name__icontains=words)
        )

    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A professional with one account, who belongs to one organisation.

    There is no superuser: nobody sees a case without being involved in it.
    """

    email = models.EmailField("e-mailadres", max_length=254)
    name = models.CharField("naam", max_length=100)
    job_title = models.CharField("functie", max_length=100, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name="organisatie", related_name="users")
    roles = ArrayField(models.CharField(max_length=30, choices=Role), default=list, verbose_name="rollen")
    is_active = models.BooleanField("actief", default=True)
    last_day = models.DateField("laatste dag", null=True, blank=True, help_text="Daarna sluit het account vanzelf.")
    last_day_set_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField("uitgenodigd op", auto_now_add=True)

    looker: "User | None" = None  # who looks through this user's eyes now: “Bekijk als…”, see cases/seen_as.py

    looker_coordinates: bool = False  # the case that is looked at

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager.from_queryset(UserQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_unique",
                violation_error_message="Dit e-mailadres heeft al een account.",
            ),
            models.CheckConstraint(name="user_is_never_superuser", condition=Q(is_superuser=False)),
            models.CheckConstraint(
                name="user_has_a_last_day_set_by_somebody",
                condition=Q(last_day=None) | Q(last_day_set_by__isnull=False),
                violation_error_message="Iemand legt de laatste dag vast.",
            ),
            filled("name"),
            some_of("roles", Role),
        ]
        verbose_name = "gebruiker"

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(as_one_spelling(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(as_one_spelling(raw_password))

    @cached_property
    def principals(self) -> list[int]:
        """Who this user is as a holder of grants: a person, and one of an organisation. Nobody, when not cleared.

        Numbers and no subquery: of a number PostgreSQL knows how many grants it holds, and plans by that.
        """
        mine = Q(user=self.pk) | Q(organisation=self.organisation_id)
        is_cleared = Exists(type(self).objects.cleared().filter(pk=self.pk))
        return list(Principal.objects.filter(mine, is_cleared).values_list("pk", flat=True))

    @property
    def is_cleared(self) -> bool:
        """May open cases at all: the account runs, and what is required here was handed in and still counts."""
        return bool(self.principals)

    def has_left_by(self, today: date) -> bool:
        """The last day has passed."""
        return self.last_day is not None and self.last_day < today

    @property
    def own_words_id(self) -> int | None:
        """The organisation whose own words this user reads; none, when another looks through this user's eyes."""
        return None if self.looker else self.organisation_id

    @property
    def own_names(self) -> list[int]:
        """By which an item can let this user read it; by none, when another looks through this user's eyes."""
        return [] if self.looker else self.principals

    @property
    def knows_by_itself(self) -> bool:
        """Of who is restricted, by organisation or name; through these eyes only for who may know without them."""
        return self.looker is None or self.looker_coordinates

    @cached_property
    def overseen_id(self) -> int | None:
        """The municipality of which this user is privacy officer: the own one, and no other."""
        if Role.PRIVACY_OFFICER not in self.roles:
            return None
        found = type(self).objects.filter(pk=self.pk, officer__isnull=False)
        return found.values_list("officer__municipality", flat=True).first()

    @property
    def powers(self) -> frozenset[Power]:
        """What this user may outside any case."""
        if not self.is_active:
            return frozenset()
        powers = powers_of(tuple(role for role in self.roles if role != Role.PRIVACY_OFFICER or self.overseen_id))
        return powers if self.is_cleared or not powers & OF_CASES else powers - OF_CASES

    def may(self, power: Power) -> bool:
        return power in self.powers

    @property
    def role_names(self) -> list[str]:
        return [Role(role).label for role in self.roles]

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Only object permissions exist, and only guardian's backend answers them."""
        return obj is not None and super().has_perm(perm, obj)


def as_one_spelling(password: str | None) -> str | None:
    """The same letters from another keyboard: é may be one character or two (NIST 800-63B asks for NFKC)."""
    return normalize("NFKC", password) if password is not None else None
