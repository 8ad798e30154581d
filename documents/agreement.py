"""Whether every row has its file and every file its row. A crash between the two leaves a file that nobody can read,
and a folder that refuses leaves a file with a virus.
"""

from dataclasses import dataclass

from documents import store
from documents.models import DocumentContent, Scan

BEING_WRITTEN = 3600  # seconds: a younger file may be of an act that is not finished


@dataclass(frozen=True, kw_only=True)
class Disagreements:
    without_file: list[int]
    without_row: list[str]
    infected: list[str]  # should have been thrown away


def disagreements(*, now: float) -> Disagreements:
    """Rows first: a file that is written meanwhile is young, so it is not counted."""
    rows = dict(DocumentContent.objects.exclude(scan=Scan.INFECTED).values_list("stored_as", "pk"))
    every = dict(store.every_name())
    infected = set(DocumentContent.objects.filter(scan=Scan.INFECTED).values_list("stored_as", flat=True))
    known = set(DocumentContent.objects.values_list("stored_as", flat=True))
    return Disagreements(
        without_file=sorted(pk for name, pk in rows.items() if name not in every),
        without_row=sorted(name for name, at in every.items() if name not in known and now - at > BEING_WRITTEN),
        infected=sorted(infected & every.keys()),
    )
