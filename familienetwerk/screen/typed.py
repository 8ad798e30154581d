"""What a user typed, wherever it comes from: sent now, put back after logging in again, or chosen after a conflict.

Each view with a form reads like this:

    form = forms.CloseCase(typed(request))
    if saving(request) and form.is_valid():
"""

from collections.abc import Iterator

from django.http import HttpRequest, QueryDict

ADD_ROW = "add-row"  # name of the button under a formset; its value is the prefix of the formset
CHOICE, MINE, THEIRS = "kies-", "mijn-", "hun-"  # prefixes of the fields of the conflict page


class Draft(QueryDict):
    """Typed but not sent to be saved: shown as it is, without errors."""

    new_row = ""  # prefix of the row that was just asked for: that is where one goes on typing


def typed(request: HttpRequest) -> QueryDict | None:
    """The data to bind a form to; None when nothing was typed yet."""
    if request.method != "POST":
        restored = getattr(request, "restored_form", None)
        return draft(restored) if restored is not None else None
    if prefix := request.POST.get(ADD_ROW):
        return with_another_row(request.POST, prefix)
    if any(name.startswith(CHOICE) for name in request.POST):
        return chosen(request.POST)
    return request.POST


def words_in(data: QueryDict) -> str:
    """What stands in a box to search: without the sign that no text in the database can have."""
    return data.get("q", "").replace("\0", "")


def saving(request: HttpRequest) -> bool:
    """The user wants to save, and not only to see another empty row."""
    return request.method == "POST" and ADD_ROW not in request.POST


def draft(data: QueryDict) -> Draft:
    copy = Draft("", mutable=True)
    for name, values in data.lists():
        copy.setlist(name, values)
    return copy


def with_another_row(data: QueryDict, prefix: str) -> Draft:
    copy = draft(data)
    name = f"{prefix}-TOTAL_FORMS"
    total = data.get(name, "")
    rows = int(total) if total.isdecimal() else 0
    copy[name] = str(rows + 1)
    copy.new_row = f"{prefix}-{rows}"
    del copy[ADD_ROW]
    return copy


def chosen(data: QueryDict) -> QueryDict:
    """The answers of the conflict page as if they were typed in the form itself."""
    result = QueryDict("", mutable=True)
    for name, values in data.lists():
        if not name.startswith((CHOICE, MINE, THEIRS)):
            result.setlist(name, values)
    for name, side in choices_in(data):
        result.setlist(name, data.getlist(side + name))
    return result


def choices_in(data: QueryDict) -> Iterator[tuple[str, str]]:
    for key in data:
        if key.startswith(CHOICE):
            yield key.removeprefix(CHOICE), THEIRS if data[key] == "hun" else MINE
