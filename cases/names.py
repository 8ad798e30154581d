"""What a case is called: a neutral name, and a number."""

from collections.abc import Iterator
from itertools import count

from django.db.models.functions import Length

from cases import rules
from cases.models import Case
from familienetwerk.accounts.models import Municipality
from familienetwerk.behalf import Errand, acting_as

# Trees and shrubs, in no order that says anything.
TREES = [
    "Wilg", "Linde", "Iep", "Berk", "Es", "Esdoorn", "Eik", "Beuk", "Els", "Hazelaar", "Populier", "Plataan",
    "Kastanje", "Lariks", "Den", "Spar", "Taxus", "Ceder", "Cipres", "Jeneverbes", "Meidoorn", "Sleedoorn", "Vlier",
    "Lijsterbes", "Mispel", "Moerbei", "Kornoelje", "Hulst", "Liguster", "Kamperfoelie", "Sering", "Magnolia",
    "Tulpenboom", "Amberboom", "Ginkgo", "Robinia", "Acacia", "Tamarisk", "Olijfboom", "Vijgenboom", "Walnoot",
    "Appelboom", "Perenboom", "Pruimenboom", "Kersenboom", "Kweepeer", "Abrikoos", "Haagbeuk", "Zilverspar",
    "Douglas", "Sequoia", "Mammoetboom", "Catalpa", "Paulownia", "Goudenregen", "Trompetboom", "Katsura", "Zelkova",
    "Laurier", "Buxus", "Berberis", "Brem", "Gagel", "Duindoorn", "Veldesdoorn", "Ratelpopulier", "Schietwilg",
    "Zomereik", "Wintereik", "Steeneik", "Fladderiep", "Winterlinde", "Parelbes", "Krentenboom", "Peterselievlier",
]  # fmt: skip


def next_number(*, year: int) -> str:
    """One higher than the last of this year; in the transaction that stores it.

    Whoever starts a case at the same moment waits at the lock on the municipalities, so no number is given twice.
    """
    list(Municipality.objects.select_for_update(no_key=True).order_by("pk"))
    numbers = Case.objects.filter(number__startswith=f"{year}-").values_list("number", flat=True)
    with acting_as(Errand.NUMBERING):
        last = numbers.order_by(Length("number").desc(), "-number").first() or f"{year}-0"
    return f"{year}-{int(last.partition('-')[2]) + 1:04}"


def next_name(*, family_names: list[str]) -> str:
    """The first tree that no running case has, and no family of this case either."""
    with acting_as(Errand.NUMBERING):
        taken = set(Case.objects.filter(closed_on=None).values_list("name", flat=True))
    free = (name for name in all_names() if name not in taken)
    return next(name for name in free if not rules.names_the_family(name, family_names))


def all_names() -> Iterator[str]:
    """Wilg, Linde … and when all stand in use: Wilg 2, Linde 2 …"""
    return (tree if turn == 1 else f"{tree} {turn}" for turn in count(1) for tree in TREES)
