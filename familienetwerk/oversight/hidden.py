"""Who in a case is hidden from who looked at it.

Nobody can have looked for somebody who is not there for them. And a signal is put before whom it is about: it would say
that somebody is there after all, with that name or in that street.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from cases.models import Grant, GrantLevel, Member, Residence
from familienetwerk.accounts.models import Principal, User


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """Members by number, homes by number with who lives or lived there; what each user is and leads now."""

    members: dict[int, Member] = field(default_factory=dict)
    homes: dict[int, set[int]] = field(default_factory=dict)
    organisations: dict[int, int] = field(default_factory=dict)
    principals: dict[int, set[int]] = field(default_factory=dict)
    leads: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, seen: list[dict[str, Any]]) -> Self:
        """One query, and four more where somebody is restricted."""
        members = Member.objects.filter(
            case__in={row["case_id"] for row in seen}, restricted_to__isnull=False
        ).in_bulk()
        if not members:
            return cls()
        organisations = dict(
            User.objects.filter(pk__in={row["user_id"] for row in seen}).values_list("pk", "organisation_id")
        )
        leading = Grant.objects.running().at_least(GrantLevel.COORDINATE)
        leading = leading.filter(case__in={member.case_id for member in members.values()})
        return cls(
            members=members,
            homes=who_lives_with(members),
            organisations=organisations,
            principals=principals_of(organisations),
            leads=set(leading.values_list("principal_id", "case_id")),
        )

    def hides(self, member_id: int, *, user_id: int) -> bool:
        """As cases.models.restriction says it: not by name, nor for the organisation that asked, nor as coordinator."""
        member, own = self.members.get(member_id), self.principals.get(user_id, set())
        if member is None:
            return False
        named = own.intersection(member.restricted_to or [])
        leads = any((principal, member.case_id) in self.leads for principal in own)
        return not (named or leads or member.restricted_by_id == self.organisations.get(user_id))

    def hides_home(self, household_id: int, *, user_id: int) -> bool:
        """Where nobody lives or lived but people who are hidden."""
        living = self.homes.get(household_id, set())
        return bool(living) and all(self.hides(member_id, user_id=user_id) for member_id in living)


def who_lives_with(members: Iterable[int]) -> dict[int, set[int]]:
    """By the number of each home of these."""
    living: dict[int, set[int]] = defaultdict(set)
    homes = Residence.objects.filter(member__in=members).values("household")
    for household_id, member_id in Residence.objects.filter(household__in=homes).values_list("household", "member"):
        living[household_id].add(member_id)
    return living


def principals_of(organisations: dict[int, int]) -> dict[int, set[int]]:
    """Of each user: the own one, and that of the organisation."""
    of_user = dict(Principal.objects.filter(user__in=organisations).values_list("user", "pk"))
    of_all = dict(Principal.objects.filter(organisation__in=organisations.values()).values_list("organisation", "pk"))
    return {
        user_id: {pk for pk in (of_user.get(user_id), of_all.get(organisation_id)) if pk}
        for user_id, organisation_id in organisations.items()
    }
