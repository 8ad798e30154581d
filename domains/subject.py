"""About whom an assessment is: a family member, a household, or the whole network. In an address only its number."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.http import Http404

from cases.models import Case, Household, Member
from domains.models import Assessment

NETWORK = "netwerk"


@dataclass(frozen=True, kw_only=True)
class Subject:
    member: Member | None = None
    household: Household | None = None

    @classmethod
    def named(cls, case: Case, word: str) -> Self:
        """From an address: lid-12, huis-3 or netwerk. 404 for somebody of another case."""
        kind, _, number = word.partition("-")
        if word == NETWORK:
            return cls()
        if (
            number.isdecimal()
            and kind == "lid"
            and (member := case.members.known_to(case.reader).filter(pk=number).first())
        ):
            return cls(member=member)
        if (
            number.isdecimal()
            and kind == "huis"
            and (home := case.households.known_to(case.reader).filter(pk=number).first())
        ):
            return cls(household=home)
        raise Http404

    @classmethod
    def of(cls, assessment: Assessment) -> Self:
        return cls(member=assessment.member, household=assessment.household)

    @property
    def word(self) -> str:
        """For an address."""
        if self.member:
            return f"lid-{self.member.pk}"
        return f"huis-{self.household.pk}" if self.household else NETWORK

    @property
    def name(self) -> str:
        return str(self.member or self.household or "het hele netwerk")

    @property
    def short_name(self) -> str:
        return self.member.given_name if self.member else self.name

    @property
    def key(self) -> tuple[int | None, int | None]:
        return (self.member.pk if self.member else None, self.household.pk if self.household else None)

    def age(self, today: date) -> int | None:
        return self.member.age(today) if self.member else None


def key_of(assessment: Assessment) -> tuple[int | None, int | None]:
    """Equal for assessments of the same subject."""
    return (assessment.member_id, assessment.household_id)
