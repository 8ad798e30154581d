"""The forms in a page: where they go to, and what a browser would send of them."""

import random
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Field:
    name: str
    kind: str  # text, textarea, select, checkbox, radio, hidden, date, file …
    values: list[str] = field(default_factory=list)  # filled in or chosen already
    choices: list[str] = field(default_factory=list)
    is_required: bool = False

    def filled_in(self, draw: random.Random) -> list[str]:
        """As somebody might who wants the form to be accepted."""
        if self.kind == "hidden":
            return self.values
        if self.choices:
            chosen = draw.choice(self.choices) if self.is_required or draw.random() < 0.8 else None
            several = draw.sample(self.choices, k=min(2, len(self.choices)))
            return several if self.kind == "checkbox" and draw.random() < 0.3 else [chosen] if chosen else self.values
        if self.values and draw.random() < 0.7:
            return self.values
        return [draw.choice(GOOD.get(self.kind, GOOD["text"]) if "date" not in self.name else GOOD["date"])]


GOOD = {
    "text": ["Samen met de school afgesproken.", "23-11-2026", "Kevin", "2"],
    "date": ["23-11-2026", "01-12-2026", "14-05-2003"],
    "number": ["1", "3"],
    "email": ["iemand@example.org"],
}


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)


class Page(HTMLParser):
    """What a page leads to: its links and its forms."""

    def __init__(self, html: str, *, at: str) -> None:
        super().__init__()
        self.at = at
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: Field | None = None
        self._textarea: Field | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value if value is not None else "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"].split("#")[0])
        elif tag == "form":
            self._form = Form(given.get("action") or self.at, given.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "option" and self._select is not None:
            self._option(given)
        elif self._form is not None and tag in {"input", "select", "textarea", "button"} and given.get("name"):
            self._control(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._textarea.values = ["".join([*self._textarea.values, data])]

    def _control(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        assert self._form is not None
        found = self._form.fields.setdefault(given["name"], Field(given["name"], kind))
        found.is_required |= "required" in given
        if tag == "select":
            self._select = found
        elif tag == "textarea":
            self._textarea = found
        elif kind in {"checkbox", "radio", "button"}:
            found.choices.append(given.get("value", "on"))
            if "checked" in given:
                found.values.append(given.get("value", "on"))
        else:
            found.values.append(given.get("value", ""))

    def _option(self, given: dict[str, str]) -> None:
        assert self._select is not None
        self._select.choices.append(given.get("value", ""))
        if "selected" in given:
            self._select.values.append(given.get("value", ""))
