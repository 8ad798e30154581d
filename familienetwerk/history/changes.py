"""What changed in a case or a breach: each version beside the version before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Lag

from cases.audience import Chip
from cases.models import Case, Item, KnownQuerySet
from familienetwerk.accounts.models import User
from familienetwerk.history.models import EVENT_MODELS
from familienetwerk.history.tracking import way_to_case
from familienetwerk.history.version import Model, RowEvent
from familienetwerk.history.words import EMPTY, LABELS, Names, fields_to_show, name_of, names_for, title_of, value_of

MOST = 100  # of each kind of row, the newest
LONGEST = 400  # of a text on this page; the whole text stands where it belongs
EVENT_OF: dict[Model, type[RowEvent]] = {model.pgh_tracked_model: model for model in EVENT_MODELS}


@dataclass(frozen=True, kw_only=True)
class Line:
    name: str
    before: str
    after: str

    @property
    def is_first(self) -> bool:
        """Nothing stood there."""
        return self.before == EMPTY


@dataclass(frozen=True, kw_only=True)
class Change:
    """One row, once: added, changed or taken away."""

    at: datetime
    number: int  # of the version: what one moment did stands in the order in which it was done
    who: str
    what: str
    version: RowEvent
    lines: list[Line] = field(default_factory=list)
    audience: Chip | None = None


def changes_in(case: Case, kinds: Sequence[Model], *, user: User) -> list[Change]:
    """Of these kinds of rows, as far as this user may read them; the newest first. One query a kind."""
    return changes_of([versions_in(case, kind, user=user) for kind in kinds])


def changes_about(kinds: dict[Model, Q]) -> list[Change]:
    """Of one person or one breach: which rows of each kind are about it."""
    return changes_of([versions_of(kind).filter(about) for kind, about in kinds.items()])


def changes_of(kinds: Iterable[QuerySet[RowEvent]]) -> list[Change]:
    pairs = [pair for versions in kinds for pair in with_the_one_before(versions)]
    names = names_for([event for pair in pairs for event in pair if event])
    told = [change for after, before in pairs if (change := change_of(after, before, names))]
    return sorted(told, key=lambda change: (change.at, change.number), reverse=True)[:MOST]


def versions_of(kind: Model) -> QuerySet[RowEvent]:
    versions: QuerySet[RowEvent] = EVENT_OF[kind]._default_manager.all()
    return versions


def versions_in(case: Case, kind: Model, *, user: User) -> QuerySet[RowEvent]:
    """The database shows no version of what this user may not read; neither does this question."""
    versions, way = versions_of(kind), way_to_case(kind)
    rows = kind._default_manager.all()
    if isinstance(rows, KnownQuerySet):  # not those that are known: a row that is gone has versions
        versions = versions.exclude(pgh_obj__in=rows.hidden_from(user))
    if kind is Case:
        return versions.filter(pgh_obj=case.pk)
    if issubclass(kind, Item):
        return versions.filter(pgh_obj__in=rows_in(case, kind, user=user))
    if way == "case":
        return versions.filter(case=case)
    return versions.filter(**{f"{way}__in": rows_in(case, parent_of(kind), user=user)})


def rows_in(case: Case, kind: Model, *, user: User) -> QuerySet[models.Model]:
    """The rows of this case that rows of another kind hang on; of what is written those that one may read."""
    rows, way = kind._default_manager.all(), way_to_case(kind)
    if way == "case":
        rows = rows.filter(case=case)
    else:
        rows = rows.filter(**{f"{way}__in": rows_in(case, parent_of(kind), user=user)})
    if issubclass(kind, Item):
        rows = rows.read_by(user)  # type: ignore[attr-defined]
    return rows.values("pk")  # type: ignore[return-value]


def parent_of(kind: Model) -> Model:
    parent: Model = kind._meta.get_field(way_to_case(kind)).remote_field.model  # type: ignore[union-attr]
    return parent


def with_the_one_before(versions: QuerySet[RowEvent]) -> list[tuple[RowEvent, RowEvent | None]]:
    """The newest, each with the version that it took the place of. One query."""
    before = Window(Lag("pgh_id"), partition_by=F("pgh_obj_id"), order_by=F("pgh_id").asc())
    newest = versions.annotate(before=before).order_by("-pgh_id")[:MOST]
    numbers = newest.values("pgh_id"), newest.values("before")
    rows = versions.model._default_manager.filter(Q(pgh_id__in=numbers[0]) | Q(pgh_id__in=numbers[1]))
    previous: dict[int, RowEvent] = {}
    pairs = []
    for event in rows.order_by("pgh_id"):
        pairs.append((event, previous.get(event.pgh_obj_id)))
        previous[event.pgh_obj_id] = event
    return pairs


def change_of(after: RowEvent, before: RowEvent | None, names: Names) -> Change | None:
    """Nothing to tell of what stood there when the history began, nor when the version before is not to be seen."""
    if after.pgh_label == "begin" or (after.pgh_label == "update" and before is None):
        return None
    gone = after.pgh_label == "delete"
    lines = lines_between(after, None, names) if gone else lines_between(before, after, names)
    if not lines:
        return None  # only what the machine fills in
    return Change(
        at=after.pgh_created_at,
        number=after.pgh_id,
        who=who_did(after, names),
        what=f"{title_of(after, names)} {LABELS[after.pgh_label]}",
        version=after,
        lines=lines,
    )


def lines_between(before: RowEvent | None, after: RowEvent | None, names: Names) -> list[Line]:
    """Fields that are not what they were; of a new row what is filled in, of a removed one what was."""
    fields = fields_to_show(type(before or after))  # type: ignore[arg-type]
    values = [
        (field, value_of(before, field, names) if before else EMPTY, value_of(after, field, names) if after else EMPTY)
        for field in fields
    ]
    return [line_of(field, was, now) for field, was, now in values if was != now]


def line_of(field: models.Field, was: str, now: str) -> Line:  # type: ignore[type-arg]
    """Of a long text that part in which it changed."""
    if max(len(was), len(now)) > LONGEST:
        same = next((place for place, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1]), len(was))
        begin = max(0, same - LONGEST // 4)
        was, now = part_of(was, begin), part_of(now, begin)
    return Line(name=name_of(field), before=was, after=now)


def part_of(text: str, begin: int) -> str:
    end = begin + LONGEST
    return f"{'… ' if begin else ''}{text[begin:end]}{' …' if len(text) > end else ''}"


def who_did(event: RowEvent, names: Names) -> str:
    """The app itself has no name; who went past it has the login of the database."""
    if event.by_id:
        return str(names.get(User, {}).get(event.by_id, "onbekend"))
    return "De app zelf" if event.errand else f"Rechtstreeks in de database ({event.login})"
