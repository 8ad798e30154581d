"""The number by which public bodies know a person: locked, masked, and only under a frame with a ground for it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists

from cases import rules
from cases.models.case import Case
from cases.models.grant import Grant, GrantLevel
from cases.models.member import Member
from familienetwerk.accounts.models import User
from familienetwerk.cipher.fields import LockedField, MarkField
from familienetwerk.cipher.values import Place, lock, marks_of, unlock


class BsnPurpose(models.TextChoices):
    """What somebody needs the figures for. To choose from, so that nothing of a family ends up in the log."""

    REGISTRATION = "REGISTRATION", "Nakijken in de basisregistratie (BRP)"
    APPLICATION = "APPLICATION", "Aanmelden voor hulp of een voorziening"
    SAME_PERSON = "SAME_PERSON", "Nagaan of het om dezelfde persoon gaat"
    CORRECTION = "CORRECTION", "Controleren of het nummer klopt"


class BsnQuerySet(models.QuerySet["Bsn"]):
    def visible_to(self, user: User) -> Self:
        """Who coordinates the case, and under a frame with a ground; partners know nothing of it."""
        coordinates = Grant.objects.on_case_of_row().held_by(user).at_least(GrantLevel.COORDINATE)
        return self.filter(Exists(coordinates)).exclude(case__legal_frame__bsn_ground="")


class Bsn(models.Model):
    """The BSN of one member. The same person in another case has a row of its own, and neither shows the other."""

    member = models.OneToOneField(Member, models.PROTECT, primary_key=True, related_name="bsn")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    number = LockedField("nummer", max_length=200)
    mark = MarkField("kenmerk", of="number", max_length=32)
    noted_at = models.DateTimeField("vastgelegd op", auto_now=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = BsnQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["mark"], name="bsn_by_mark")]
        verbose_name = "BSN"
        verbose_name_plural = "BSN's"

    @property
    def place(self) -> Place:
        return Place.of(self, "number")

    def hold(self, bsn: str) -> None:
        self.number = lock(bsn.encode(), self.place)
        self.mark = marks_of(bsn)[0]

    @property
    def figures(self) -> str:
        """In the clear: only for the act that shows it."""
        return unlock(bytes(self.number), self.place).decode()

    @property
    def masked(self) -> str:
        return rules.masked_bsn(self.figures)
