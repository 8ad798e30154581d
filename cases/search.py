"""Words to cases and people, within what the user may see. Only the beginning of a name: an index finds that."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from cases import rules
from cases.models import Bsn, Case, Member
from familienetwerk.accounts.models import User

MOST = 50
SHORTEST = 2  # letters; shorter would list everybody
AFTER_ALL = "\U0010ffff"  # sorts after every letter
OF_CASE = ("number", "name", "stage")  # what the page shows
OF_MEMBER = ("given_name", "name_prefix", "family_name", "birth_date", "ended_on", "case__number", "case__name")


@dataclass(frozen=True)
class Found:
    cases: list[Case] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)

    @property
    def is_cut_off(self) -> bool:
        return MOST in {len(self.cases), len(self.members)}


def find(text: str, *, user: User) -> Found:
    """Cases by number or neutral name, people by the beginning of their name or by their whole BSN."""
    words = text.strip()
    if len(words) < SHORTEST:
        return Found()
    cases = Case.objects.visible_to(user).filter(begins_with("number", words) | begins_with("name_key", words.lower()))
    like = with_bsn(words, user) if rules.is_bsn(rules.bare_bsn(words)) else named_like(words)
    return Found(cases=list(cases.newest_first().only(*OF_CASE)[:MOST]), members=list(people(like, user=user)))


def people(like: Q, *, user: User) -> QuerySet[Member]:
    """By name, with their case."""
    members = Member.objects.visible_to(user).filter(like).select_related("case")
    return members.order_by("name_key", "pk").only(*OF_MEMBER)[:MOST]


def named_like(text: str) -> Q:
    """“berg”, “van den berg”, “kevin”, “kevin van den b”: family name, first name, or both in this order."""
    folded = rules.folded(text)
    like = begins_with("name_key", rules.without_prefixes(folded)) | begins_with("given_key", folded)
    words = folded.split()
    for number in range(1, len(words)):
        given, family = " ".join(words[:number]), rules.without_prefixes(" ".join(words[number:]))
        like |= begins_with("given_key", given) & begins_with("name_key", family)
    return like


def with_bsn(text: str, user: User) -> Q:
    """Only where this user may see it; elsewhere the number is as unknown as one that nobody has."""
    return Q(pk__in=Bsn.objects.visible_to(user).of(rules.bare_bsn(text)).values("pk"))


def begins_with(column: str, beginning: str) -> Q:
    """As a range, which the index of the column answers (collation C)."""
    if not beginning:
        return Q(pk=None)
    return Q(**{f"{column}__gte": beginning, f"{column}__lt": beginning + AFTER_ALL})


def kind_of(text: str) -> str:
    """What the log keeps of a search: how it looks, never the words."""
    words = text.strip()
    if rules.is_bsn(rules.bare_bsn(words)):
        return "BSN"
    kind = "nummer" if words[:4].isdecimal() else "naam"
    return f"{kind}, {len(words)} tekens"
