"""The journal of a case: each contact with the family, what was said and agreed, and the family's own words."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, Expression, ExpressionWrapper, F, OuterRef, Q

from cases.models import Item, ItemQuerySet, Member, MemberQuerySet, Reader, item_constraints
from cases.visibility import View
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_conditions import ProbeOnce
from familienetwerk.db import both_or_neither, filled, one_of


class ContactKind(models.TextChoices):
    """How one spoke with each other."""

    VISIT = "VISIT", "Huisbezoek"
    PHONE = "PHONE", "Telefoon"
    TALK = "TALK", "Gesprek"
    MEETING = "MEETING", "Overleg"
    MESSAGE = "MESSAGE", "Bericht"


class ContactQuerySet(ItemQuerySet["Contact"]):
    def about_hidden(self, reader: Reader) -> Q:
        return Q(ProbeOnce(hidden_in_contact, reader, "pk"))

    def newest_first(self) -> Self:
        return self.order_by("-held_on", "-pk")

    def text(self) -> Expression:
        return ExpressionWrapper(F("words__said"), output_field=models.TextField())

    def with_whether_it_has_a_next_version(self) -> Self:
        """Each with `has_next`."""
        return self.annotate(has_next=Exists(Contact.objects.filter(corrects=OuterRef("pk"))))

    def beside_the_newest(self, user: User) -> Self:
        """Earlier versions that this user may read, and contacts of which this user only knows that they exist."""
        outdated, newest = Q(next_version__isnull=False), Q(next_version=None)
        known = self.seen_by(user)
        return known.filter((outdated & Q(view=View.CONTENT)) | (newest & Q(view=View.EXISTENCE)) | Q(is_closed=True))

    def newest_that_is_read_by(self, user: User) -> Self:
        """Of each contact the last version that this user may read: a later one can be for fewer people."""
        return self.read_by(user).exclude(next_version__in=Contact.objects.read_by(user).values("pk"))


def hidden_in_contact(reader: Reader, contact: Any) -> MemberQuerySet:
    return Member.objects.hidden_from(reader).filter(contacts=contact)


class Contact(Item):
    """That a worker had contact with the family on a day. What was said stands in its words, apart.

    It is never changed: a mistake gets a next version or is struck out with a reason, and stays in sight.
    """

    held_on = models.DateField("datum")
    members = models.ManyToManyField(
        "cases.Member", related_name="contacts", blank=True, verbose_name="met of over wie"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next_version", verbose_name="verbetert"
    )
    struck_at = models.DateTimeField("doorgehaald op", null=True, blank=True)
    struck_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="doorgehaald door"
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            *item_constraints(),
            both_or_neither(
                "contact_is_struck_by_somebody",
                "struck_at",
                "struck_by",
                message="Zet bij doorhalen wie en wanneer.",
            ),
        ]
        indexes = [models.Index(fields=["case", "-held_on"], name="contact_by_case")]
        verbose_name = "contactmoment"

    def __str__(self) -> str:
        return f"contactmoment {self.pk}"

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None


class ContactWords(models.Model):
    """What was said and agreed. Written last: from then on the contact stands, also whom it was with."""

    contact = models.OneToOneField(
        Contact, models.PROTECT, primary_key=True, related_name="words", verbose_name="contactmoment"
    )
    kind = models.CharField("soort", max_length=10, choices=ContactKind)
    said = models.TextField("wat is besproken")
    agreed = models.TextField("wat is afgesproken", blank=True)
    own_words = models.TextField("in eigen woorden van het gezin", blank=True)
    struck_reason = models.TextField("waarom doorgehaald", blank=True)

    class Meta:
        constraints = [one_of("kind", ContactKind), filled("said")]
        verbose_name = "woorden van een contactmoment"

    def __str__(self) -> str:
        return f"woorden van contactmoment {self.pk}"
