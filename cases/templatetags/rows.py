"""The rows of the two long lists.

Drawn by format_html and not by a template: of a hundred rows that took most of the time of the page (docs/measured.md).
"""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cases.case_list import Row as CaseRow
from cases.templatetags.case_page import due_chip, small_clock, stage_badge
from cases.work import Row as WorkRow

register = template.Library()

CASE = """<tr>
<th scope="row"><a href="{}"><strong>{} {}</strong></a> <small>{}</small></th>
<td data-label="Fase">{}</td>
<td data-label="Regie">{}</td>
<td data-label="Klok"><span class="mark">{} {}</span></td>
<td data-label="Aan tafel">{}</td>
<td data-label="Eerste termijn">{}</td>
</tr>
"""
WORK = """<tr>
<th scope="row"><a href="{url}"><strong>{what}</strong></a>{about}</th>
<td data-label="Casus">{number}{name}</td>
{who}<td data-label="Termijn">{due}</td>
<td class="screen-only"><a href="{url}">{act}<span class="visually-hidden">: {what}, {number}</span></a></td>
</tr>
"""
NO_TERM = SafeString('<span class="soft">Geen</span>')
SMALL = " <small>{}</small>"
WHO = '<td data-label="Wie">{}</td>\n'


@register.simple_tag
def case_rows(rows: list[CaseRow]) -> SafeString:
    return format_html_join("", CASE, (cells_of(row) for row in rows))


def cells_of(row: CaseRow) -> tuple[object, ...]:
    return (
        *(row.url, row.number, row.name, row.size),
        stage_badge(row.stage),
        ", ".join(row.coordinators) or "nog niemand",
        *(small_clock(row.clock), row.mode),
        row.seats,
        due_chip(row.due) if row.due else NO_TERM,
    )


@register.simple_tag
def work_rows(rows: list[WorkRow], active: str) -> SafeString:
    """In the list of what others owe it is said who."""
    return format_html_join("", "{}", ((work_row(row, with_who=active == "waiting"),) for row in rows))


def work_row(row: WorkRow, *, with_who: bool) -> SafeString:
    return format_html(
        WORK,
        url=row.url,
        what=row.what,
        about=small(row.about),
        number=row.case_number,
        name=small(row.case_name),
        who=format_html(WHO, row.who) if with_who else "",
        due=due_chip(row.due),
        act=row.act,
    )


def small(words: str) -> str:
    return format_html(SMALL, words) if words else ""
