"""What was seen, said or feared: kept apart (FR-002, FR-057)."""

from typing import Any, Self

from django.db import models
from django.db.models import Expression, ExpressionWrapper, F, Q

from cases.models.item import Item, ItemQuerySet, item_constraints
from cases.models.member import Member, MemberQuerySet
from cases.models.restriction import Reader
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_conditions import ProbeOnce
from familienetwerk.db import filled, one_of


class Nature(models.TextChoices):
    """How certain: the line style says the same (design 4.3)."""

    FACT = "FACT", "Feit"
    STATEMENT = "STATEMENT", "Verklaring"
    CONCERN = "CONCERN", "Zorgpunt"


class ObservationQuerySet(ItemQuerySet["Observation"]):
    def newest_first(self) -> Self:
        return self.order_by("-observed_on", "-pk")

    def text(self) -> Expression:
        return ExpressionWrapper(F("words__text"), output_field=models.TextField())

    def about_hidden(self, reader: Reader) -> Q:
        return Q(ProbeOnce(hidden_in_observation, reader, "pk"))

    def for_reader(self, user: User) -> Self:
        return self.seen_by(user).select_related("organisation", "words").newest_first()


def hidden_in_observation(reader: Reader, observation: Any) -> MemberQuerySet:
    return Member.objects.hidden_from(reader).filter(observations=observation)


class Observation(Item):
    """That there is a fact, a statement of others or a concern, with its date. What it says stands in its words."""

    nature = models.CharField("soort", max_length=10, choices=Nature)
    observed_on = models.DateField("gezien op")
    members = models.ManyToManyField("cases.Member", related_name="observations", blank=True, verbose_name="over wie")

    objects = ObservationQuerySet.as_manager()

    class Meta:
        constraints = [*item_constraints(), one_of("nature", Nature)]
        indexes = [models.Index(fields=["case", "-observed_on"], name="observation_by_case")]
        verbose_name = "waarneming"

    def __str__(self) -> str:
        return f"{self.get_nature_display()} {self.pk}"

    @property
    def text(self) -> str:
        return self.words.text

    @property
    def source(self) -> str:
        return self.words.source


class ObservationWords(models.Model):
    """What an observation says, apart from that it exists: the database keeps it from who may only know of it.

    Disputes stay with it, wherever it goes.
    """

    observation = models.OneToOneField(
        Observation, models.CASCADE, primary_key=True, related_name="words", verbose_name="waarneming"
    )
    text = models.TextField("wat is gezien of gezegd")
    source = models.CharField(
        "bron", max_length=200, blank=True, help_text="Wie zag of zei dit? Bijvoorbeeld: opa, school."
    )
    disputed_by = models.CharField("betwist door", max_length=100, blank=True)
    disputed_on = models.DateField("betwist op", null=True, blank=True)
    disputed_text = models.TextField("in eigen woorden", blank=True)

    class Meta:
        constraints = [
            filled("text"),
            models.CheckConstraint(
                name="observation_dispute_is_complete_or_absent",
                condition=Q(disputed_on=None, disputed_by="", disputed_text="")
                | (Q(disputed_on__isnull=False) & ~Q(disputed_by="") & ~Q(disputed_text="")),
                violation_error_message="Zet bij een betwisting wie, wanneer en in welke woorden.",
            ),
        ]
        verbose_name = "woorden van een waarneming"

    def __str__(self) -> str:
        return f"woorden van waarneming {self.pk}"

    @property
    def is_disputed(self) -> bool:
        return self.disputed_on is not None
