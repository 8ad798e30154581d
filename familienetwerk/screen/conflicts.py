"""The page for two editors of the same thing (409): field by field, whose text stays. Nothing typed is lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.forms import BaseForm, BooleanField, BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from familienetwerk.screen.typed import CHOICE, MINE, THEIRS

LOCK = "lock_version"


@dataclass(frozen=True)
class Side:
    """What one of the two has in a field: as a sentence, and as the values that a browser would send."""

    shown: str
    values: list[str]


@dataclass(frozen=True)
class Difference:
    """A field in which the two differ."""

    field: BoundField
    mine: Side
    theirs: Side

    @property
    def theirs_only_adds(self) -> bool:
        """Theirs holds every word of mine: it comes first, or what I did not even touch would undo their work."""
        if isinstance(self.field.field, BooleanField) or hasattr(self.field.field, "choices"):
            return False
        left = iter(" ".join(self.theirs.values).split())
        return all(word in left for word in " ".join(self.mine.values).split())  # each after the one before

    choice_name = property(lambda self: f"{CHOICE}{self.field.html_name}")
    mine_name = property(lambda self: f"{MINE}{self.field.html_name}")
    theirs_name = property(lambda self: f"{THEIRS}{self.field.html_name}")
    mine_marked = property(lambda self: marked(self.mine.shown, self.theirs.shown))
    theirs_marked = property(lambda self: marked(self.theirs.shown, self.mine.shown))


def conflict_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    theirs: dict[str, Any],
    lock_version: int,
    who: str,
    what: str,
    back: str,
    when: datetime | None = None,
    carried: Iterable[tuple[str, str]] = (),
) -> HttpResponse:
    """`theirs`: what the form would now start with; `who` saved it; `what`: the thing in Dutch, as in "dit doel".

    `carried`: names and values that go along unseen, such as rows under the form.
    """
    fields = [field for field in form if field.name != LOCK]
    pairs = [
        (field, side_of(field, field.value()), side_of(field, field.field.prepare_value(theirs.get(field.name))))
        for field in fields
    ]
    context = {
        "differences": [Difference(*pair) for pair in pairs if pair[1].values != pair[2].values],
        "same": [(field, mine) for field, mine, theirs_ in pairs if mine.values == theirs_.values],
        "lock_name": form.add_prefix(LOCK),
        "lock_version": lock_version,
        "who": who,
        "when": when,
        "what": what,
        "back": back,
        "carried": list(carried),
    }
    return render(request, "components/conflict.html", context, status=409)


def side_of(field: BoundField, value: Any) -> Side:
    if isinstance(field.field, BooleanField):
        return Side("ja", ["on"]) if value else Side("nee", [])
    items = value if isinstance(value, list | tuple | set) else [value]
    values = [str(item).replace("\r\n", "\n") for item in items if item not in (None, "")]
    labels = labels_of(field)
    return Side(", ".join(labels.get(item, item) for item in values) or "niet ingevuld", values)


def labels_of(field: BoundField) -> dict[str, str]:
    """Of a field with choices: the word of each value."""

    def flat(choices: Any) -> Iterator[tuple[str, str]]:
        for value, label in choices:
            if isinstance(label, list | tuple):
                yield from flat(label)
            else:
                yield str(value), str(label)

    return dict(flat(getattr(field.field, "choices", [])))


def marked(text: str, other: str) -> SafeString:
    """The text with the words that the other does not have marked."""
    words, others = text.split(" "), other.split(" ")
    pieces = [
        (format_html("<mark>{}</mark>", piece) if operation != "equal" else piece,)
        for operation, begin, end, _, _ in SequenceMatcher(None, words, others).get_opcodes()
        if (piece := " ".join(words[begin:end]))
    ]
    return format_html_join(" ", "{}", pieces)
