"""“Bekijk als…”: what the other reads, and who looks through those eyes only sees that it is there. A line for each."""

from collections.abc import Iterable

from cases.models.item import Item

ALSO_HERE = "hier leest deze persoon wat er staat; u ziet alleen dát het er is"


def closed_lines(items: Iterable[Item], *, a: str) -> list[str]:
    """“Hier leest deze persoon een waarneming van Politie. U ziet alleen dát het er is.” Items come from `seen_by`."""
    return [
        f"Hier leest deze persoon {a} van {item.organisation}. U ziet alleen dát het er is."
        for item in items
        if is_closed(item)
    ]


def is_closed(item: Item) -> bool:
    return bool(item.is_closed)  # type: ignore[attr-defined]
