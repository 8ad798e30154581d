"""Words of every page: icons, dates, the error summary. A builtin of the template engine, so no {% load %}."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from familienetwerk.screen.dates import MONTH_NAMES
from familienetwerk.screen.typed import Draft

register = template.Library()

NUMBER = re.compile(r"<[^>]*>|\b(?:\d\d-\d\d-\d{4}|\d{4}-\d{4})\b")  # a tag, or a day or the number of a case
WEEKDAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A sign of the sprite; with a label it speaks, without one it is decoration."""
    source = f"{sprite()}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, source)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', source)


@cache
def sprite() -> str:
    return static("icons.svg")


DRAWN: dict[tuple[object, ...], SafeString] = {}


@register.simple_tag
def choice(field: BoundField) -> SafeString:
    """A list to choose from, drawn once for each that may be chosen: option by option it takes as long as 50 rows."""
    chosen, choices = field.value() or "", tuple(field.field.choices)  # type: ignore[attr-defined]
    if field.errors or chosen not in {value for value, _ in choices}:
        return field.as_widget()
    drawn_before = (field.html_name, field.auto_id, chosen, choices)
    if drawn_before not in DRAWN:
        DRAWN[drawn_before] = field.as_widget()
    return DRAWN[drawn_before]


@register.filter
def day(value: date | None) -> str:
    """23-11-2026"""
    return local(value).strftime("%d-%m-%Y") if value else ""


@register.filter
def weekday_and_day(value: date | None) -> str:
    """vr 27-11-2026"""
    return f"{WEEKDAYS[local(value).weekday()][:2]} {day(value)}" if value else ""


@register.filter
def day_in_words(value: date | None) -> str:
    """maandag 23 november 2026"""
    if not value:
        return ""
    value = local(value)
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTH_NAMES[value.month - 1]} {value.year}"


@register.filter
def moment(value: datetime | None) -> str:
    """23-11-2026 14:32"""
    return local(value).strftime("%d-%m-%Y %H:%M") if value else ""


@register.filter
def unbroken(words: str) -> SafeString:
    """On a phone a title breaks at each hyphen; a day and the number of a case stay whole. Of text or of HTML."""
    return SafeString(NUMBER.sub(kept_whole, conditional_escape(words)))


def kept_whole(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else f'<span class="nowrap">{found[0]}</span>'


@register.filter
def sentence(text: object) -> str:
    """What somebody wrote, with one full stop: people end their own sentences too."""
    words = str(text).rstrip()
    return words if not words or words[-1] in ".?!…" else f"{words}."


def local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.inclusion_tag("components/error_summary.html")
def error_summary(
    *forms: "BaseForm | BaseFormSet[Any] | list[BaseForm] | None",
    title: str = "Uw formulier is nog niet klaar",
    kept: bool = True,
) -> dict[str, Any]:
    """What is wrong in these forms, lists and formsets, in the order of the page; `kept`: the text is there."""
    single = [part for form in forms if form for part in (form if isinstance(form, list) else [form])]
    problems = [problem for form in single for problem in problems_of(form)]
    return {"title": title, "kept": kept, "problems": problems}


def problems_of(form: "BaseForm | BaseFormSet[Any]") -> Iterator[dict[str, Any]]:
    if not form.is_bound or isinstance(form.data, Draft):
        return
    if isinstance(form, BaseFormSet):
        yield from ({"anchor": "", "text": text} for text in form.non_form_errors())
        for row in form.forms:
            yield from problems_of(row)
        return
    group = f"{form.group_name}. " if hasattr(form, "group_name") else ""
    yield from ({"anchor": "", "text": f"{group}{text}"} for text in form.non_field_errors())
    for field in form:
        said = [f"{group}{named(field, str(text))}" for text in field.errors]
        yield from ({"anchor": field.anchor, "text": text} for text in said)  # type: ignore[attr-defined]


def named(field: BoundField, text: str) -> str:
    """On top of the page the label is far away: the sentence names it, if it does not do so itself."""
    label = str(field.label)
    if not label or label.lower() in text.lower():
        return text
    return f"{label} {text}" if label[-1] in "?:." else f"{label}: {text}"
