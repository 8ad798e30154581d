"""The rows of the long lists: of cases, of work, and of what was found.

Drawn by str.format and not by a template: of a hundred rows that took most of the time of the page (docs/measured.md).
So each word is escaped here, by hand: a test types signs in every one of them.
"""

from html import escape

from django import template
from django.utils.safestring import SafeString

from cases.case_list import Row as CaseRow
from cases.models import Case, Member
from cases.templatetags.case_page import due_chip, small_clock, stage_badge
from cases.work import Row as WorkRow
from familienetwerk.screen.templatetags.screen import day

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
FOUND_CASE = """<tr>
<th scope="row"><a href="{}"><strong>{}</strong></a></th>
<td data-label="Fase">{}</td>
</tr>
"""
FOUND_MEMBER = """<tr>
<th scope="row"><a href="{}"><strong>{}</strong></a></th>
<td data-label="Geboren">{}</td>
<td data-label="Casus">{}{}</td>
</tr>
"""
UNKNOWN = '<span class="soft">onbekend</span>'
NO_TERM = SafeString('<span class="soft">Geen</span>')
SMALL = " <small>{}</small>"
WHO = '<td data-label="Wie">{}</td>\n'


@register.simple_tag
def case_rows(rows: list[CaseRow]) -> SafeString:
    return SafeString("".join(case_row(row) for row in rows))


def case_row(row: CaseRow) -> str:
    return CASE.format(
        *(escape(words) for words in (row.url, row.number, row.name, row.size)),
        stage_badge(row.stage),
        escape(", ".join(row.coordinators)) or "nog niemand",
        *(small_clock(row.clock), escape(row.mode)),
        escape(row.seats),
        due_chip(row.due) if row.due else NO_TERM,
    )


@register.simple_tag
def work_rows(rows: list[WorkRow], active: str) -> SafeString:
    """In the list of what others owe it is said who."""
    return SafeString("".join(work_row(row, with_who=active == "waiting") for row in rows))


def work_row(row: WorkRow, *, with_who: bool) -> str:
    return WORK.format(
        url=escape(row.url),
        what=escape(row.what),
        about=small(row.about),
        number=escape(row.case_number),
        name=small(row.case_name),
        who=WHO.format(escape(row.who)) if with_who else "",
        due=due_chip(row.due),
        act=escape(row.act),
    )


@register.simple_tag
def found_cases(cases: list[Case]) -> SafeString:
    rows = (
        FOUND_CASE.format(escape(case.get_absolute_url()), escape(str(case)), stage_badge(case.stage)) for case in cases
    )
    return SafeString("".join(rows))


@register.simple_tag
def found_members(members: list[Member]) -> SafeString:
    return SafeString("".join(found_member(member) for member in members))


def found_member(member: Member) -> str:
    return FOUND_MEMBER.format(
        *(escape(words) for words in (member.get_absolute_url(), member.full_name)),
        day(member.birth_date) or UNKNOWN,
        escape(str(member.case)),
        small(f"uit de casus sinds {day(member.ended_on)}") if member.ended_on else "",
    )


def small(words: str) -> str:
    return SMALL.format(escape(words)) if words else ""
