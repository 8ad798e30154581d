"""Looking for a name among a million people, beside one person by key: both behind the policies, in one question."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from benchmarks.rights import Times, in_turn, milliseconds
from benchmarks.town import Viewers
from cases.models import Member
from cases.search import named_like, people, shown
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_once import Blanks, ask
from familienetwerk.behalf import Errand, acting_as, acting_for


@dataclass(frozen=True, kw_only=True)
class MeasuredName:
    name: str
    people: int
    found: int
    search: Times
    by_key: Times

    @property
    def ratio(self) -> float:
        return self.search.p50 / self.by_key.p50


def measure_names(viewers: Viewers, *, rounds: int) -> Iterator[MeasuredName]:
    total, family_name = somebody()
    for rights, viewer in (("25 casussen", viewers.narrow), ("10%", viewers.wide), ("alle", viewers.all)):
        with acting_for(viewer.pk):
            yield name_of(viewer, rights, family_name, total, rounds=rounds)


def name_of(viewer: User, rights: str, family_name: str, total: int, *, rounds: int) -> MeasuredName:
    number = Member.objects.visible_to(viewer).values_list("pk", flat=True)[0]
    like = named_like(family_name)
    search, by_key = in_turn(
        lambda: milliseconds(lambda: people(like, user=viewer)),
        lambda: milliseconds(lambda: ask(with_key, viewer, number=number)),
        rounds=rounds,
    )
    found = len(people(like, user=viewer))
    return MeasuredName(name=rights, people=total, found=found, search=search, by_key=by_key)


def with_key(user: User) -> QuerySet[Member, Any]:
    return shown(Member.objects.visible_to(user).filter(pk=Blanks("number")))


@acting_as(Errand.LOADING)
def somebody() -> tuple[int, str]:
    """How many people there are, and the family name of the last."""
    return Member.objects.count(), Member.objects.order_by("-pk")[0].family_name
