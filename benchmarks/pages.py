"""Which pages are measured, for whom, and with what."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from benchmarks.floor import FLOOR
from benchmarks.measure import Measured, Visit, measure
from benchmarks.town import Viewers
from cases.models import Case
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Errand, acting_as


@dataclass(frozen=True, kw_only=True)
class Page:
    name: str
    visit: Visit
    is_list: bool = False


def measure_pages(viewers: Viewers, *, rounds: int, only_lists: bool = False) -> Iterator[Measured]:
    """Each page for each of the three viewers, in turn with the floor."""
    for rights, viewer in (("25 casussen", viewers.narrow), ("10%", viewers.wide), ("alle", viewers.all)):
        client = Client()
        client.force_login(viewer)
        for page in pages_for(viewer):
            if only_lists and not page.is_list:
                continue
            name = f"{page.name}, {rights}"
            yield measure(name, client, page.visit, is_list=page.is_list, floor=Visit(FLOOR), rounds=rounds)


@acting_as(Errand.LOADING)
def pages_for(viewer: User) -> list[Page]:
    case = Case.objects.visible_to(viewer).filter(plans__isnull=False).newest_first()[0]
    of_case = [("casus", "cases:detail"), ("gezinsleden", "cases:family"), ("plan", "interventions:plan")]
    return [
        Page(name="werklijst", visit=Visit(reverse("cases:work_list")), is_list=True),
        Page(name="casussen (100 rijen)", visit=Visit(reverse("cases:list")), is_list=True),
        Page(name="zoeken op naam", visit=Visit(reverse("cases:search"), {"q": "waterman kev"}), is_list=True),
        Page(name="zoeken op nummer", visit=Visit(reverse("cases:search"), {"q": case.number}), is_list=True),
        *(Page(name=word, visit=Visit(reverse(name, args=[case.pk]))) for word, name in of_case),
    ]
