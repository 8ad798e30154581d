"""Who is perhaps the same person: proposed on entry, never merged (FR-040)."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from cases import rules
from cases.models import Case, Member
from familienetwerk.accounts.models import User

MOST = 5


@dataclass(frozen=True, kw_only=True)
class Duplicate:
    """Somebody with the same name, or with nearly the same first name and the same day of birth."""

    member: Member
    is_here: bool
    has_same_name: bool

    @property
    def why(self) -> str:
        return "dezelfde naam" if self.has_same_name else "bijna dezelfde voornaam en dezelfde geboortedag"

    @property
    def line(self) -> str:
        where = "deze casus" if self.is_here else f"casus {self.member.case}"
        verb = "stond eerder in" if self.member.ended_on else "staat al in"
        return f"{verb} {where}"


def probable_duplicates(case: Case, typed: Member, *, user: User) -> list[Duplicate]:
    """Within what this user may see. Different days of birth, both known for sure, are different people.

    None where the installation wants no suggestions.
    """
    if not settings.SUGGESTIONS:
        return []
    key = rules.name_key(typed.family_name, typed.given_name)
    alike = Q(name_key=key)
    if typed.birth_date:
        beginning = rules.folded(typed.given_name)[:3]
        alike |= Q(case=case, birth_date=typed.birth_date, given_key__startswith=beginning)
    found = Member.objects.visible_to(user).filter(alike).select_related("case").order_by("-pk")
    same = [member for member in found if not differs(member, typed)]
    same.sort(key=lambda member: member.case_id != case.pk)
    return [
        Duplicate(member=member, is_here=member.case_id == case.pk, has_same_name=member.name_key == key)
        for member in same[:MOST]
    ]


def differs(member: Member, typed: Member) -> bool:
    if member.is_birth_date_estimated or typed.is_birth_date_estimated:
        return False
    return bool(member.birth_date and typed.birth_date and member.birth_date != typed.birth_date)
