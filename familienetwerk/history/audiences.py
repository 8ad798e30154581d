"""For whom each piece of the history is: the same words as beside the piece itself (FR-134)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cases.audience import Chip, Readers
from cases.models import Case, Item
from domains.models import SharedConclusion
from familienetwerk.history.changes import Change
from familienetwerk.history.tracking import way_to_case
from familienetwerk.history.version import Model, RowEvent

type Piece = tuple[Model, int]


def with_audiences(changes: Iterable[Change], case: Case) -> list[Change]:
    """As it is for whom now. One query a kind of piece, and one for who reads the case."""
    pieces = [(change, piece_of(change.version)) for change in changes]
    chips = dict(chips_of({piece for _, piece in pieces if piece}, case))
    return [replace(change, audience=chips.get(piece)) if piece else change for change, piece in pieces]


def piece_of(version: RowEvent) -> Piece | None:
    """The item itself, or the item that these words hang on."""
    kind: Model = version.pgh_tracked_model
    if issubclass(kind, Item):
        return kind, version.pgh_obj_id
    if kind is SharedConclusion:
        return None  # for whoever may know of the assessment, not for its readers alone
    way = way_to_case(kind)
    above = kind._meta.get_field(way).remote_field.model if way else None  # type: ignore[union-attr]
    return (above, getattr(version, f"{way}_id")) if above and issubclass(above, Item) else None


def chips_of(pieces: set[Piece], case: Case) -> Iterator[tuple[Piece, Chip]]:
    numbers = defaultdict(list)
    for kind, number in pieces:
        numbers[kind].append(number)
    readers = Readers.of(case) if pieces else None
    for kind, wanted in numbers.items():
        for item in kind._default_manager.filter(pk__in=wanted).select_related("organisation"):
            assert readers
            yield (kind, item.pk), readers.chip(item)  # type: ignore[arg-type]
