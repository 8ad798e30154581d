"""What somebody on the case may not even know of: a person, or how two people are related (FR-043)."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models.grant import GrantLevel, held_on
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.written_conditions import ProbeOnce

type Reader = User | None  # nobody in particular: what is made is for all on the case, and names nobody restricted


class KnownQuerySet[T: models.Model](models.QuerySet[T]):
    """Rows that can be about somebody restricted to others; then they are not there for who may not know of that.

    The first line; the second is familienetwerk.second_line.restricted.
    """

    def about_hidden(self, reader: Reader) -> Q:
        """About a person whom this reader may not know of; a kind says whom it is about."""
        return Q(pk__in=[])

    def known_to(self, reader: Reader) -> Self:
        return self.exclude(self.about_hidden(reader))

    def hidden_from(self, reader: Reader) -> Self:
        return self.filter(self.about_hidden(reader))


class Restricted(models.Model):
    """Abstract: may be restricted to coordinators, the organisation that asked for it and whoever is named.

    Nobody else finds it, nor that it is there. Its SQL twin is in familienetwerk.second_line.restricted.
    """

    restricted_to = ArrayField(
        models.BigIntegerField(),
        null=True,
        blank=True,
        verbose_name="alleen voor",
        help_text="Mensen en organisaties, als houders van toegang (Principal). Leeg: voor iedereen in de casus.",
    )
    restricted_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="afgeschermd door"
    )
    restricted_reason = models.CharField("waarom afgeschermd", max_length=300, blank=True)
    restricted_at = models.DateTimeField("afgeschermd sinds", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_restricted(self) -> bool:
        return self.restricted_to is not None


def restriction_constraints(noun: str) -> list[models.CheckConstraint]:
    """For the Meta of each: Django does not inherit constraints into a Meta that has its own."""
    return [
        models.CheckConstraint(
            name=f"{noun}_is_restricted_by_somebody_with_a_reason",
            condition=Q(restricted_to=None, restricted_by=None, restricted_reason="")
            | (Q(restricted_to__isnull=False, restricted_by__isnull=False) & ~Q(restricted_reason="")),
            violation_error_message="Afschermen heeft een organisatie en een reden.",
        ),
        models.CheckConstraint(
            name=f"{noun}_is_restricted_since_a_moment",
            condition=Q(restricted_to=None, restricted_at=None)
            | Q(restricted_to__isnull=False, restricted_at__isnull=False),
            violation_error_message="Afschermen heeft een moment.",
        ),
    ]


def is_restricted_to_others(reader: Reader) -> Q:
    """Not for this reader: by name, of the organisation that asked for it, or as a coordinator."""
    if reader is None:
        return Q(restricted_to__isnull=False)
    may_know = Q(ProbeOnce(held_on, reader, "case_id", about=(GrantLevel.COORDINATE,)))
    if reader.knows_by_itself:
        may_know |= Q(restricted_by=reader.organisation_id) | Q(restricted_to__overlap=[*reader.principals])
    return Q(restricted_to__isnull=False) & ~may_know
