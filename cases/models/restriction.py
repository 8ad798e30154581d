"""What somebody on the case may not even know of: a person, or how two people are related (FR-043)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, Q

from cases.models.grant import Grant, GrantLevel
from familienetwerk.accounts.models import Organisation, User


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
    restricted_reason = models.CharField("waarom afgeschermd, of niet meer", max_length=300, blank=True)
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
            condition=Q(restricted_to=None, restricted_by=None)
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


def known_to(user: User) -> Q:
    """Not restricted, or for this user: by name, of the organisation that asked for it, or as a coordinator."""
    coordinates = Grant.objects.on_case_of_row().held_by(user).at_least(GrantLevel.COORDINATE)
    return (
        Q(restricted_to=None)
        | Q(restricted_by=user.own_organisation_id)
        | Q(restricted_to__overlap=user.own_names)
        | Q(Exists(coordinates))
    )
