"""The rows of the long lists: of cases, of work, and of what was found.

Drawn by str.format and not by a template: of a hundred rows that took most of the time of the page (docs/measured.md).
So each word is escaped here, by hand: a test types signs in every one of them.
"""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from itertools import batched, chain

from django import template
from django.utils.safestring import SafeString

from cases.case_list import Row as CaseRow
from cases.search import FoundCase, FoundMember
from cases.templatetags.case_page import drawn_chip, small_clock, stage_badge
from cases.work import Row as WorkRow
from familienetwerk.screen.templatetags.screen import day

register = template.Library()

type Words = tuple[str, ...]

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
    return drawn(rows, words_of_case, case_row)


def words_of_case(row: CaseRow) -> Words:
    leading = ", ".join(row.coordinators) or "nog niemand"
    return row.url, row.number, row.name, row.size, leading, row.mode, row.seats


def case_row(row: CaseRow, words: Words) -> str:
    url, number, name, size, leading, mode, seats = words
    clock = small_clock(row.days, until=row.until)
    due = drawn_chip(row.due_on, row.today) if row.due_on else NO_TERM
    return CASE.format(url, number, name, size, stage_badge(row.stage), leading, clock, mode, seats, due)


@register.simple_tag
def work_rows(rows: list[WorkRow], active: str) -> SafeString:
    """In the list of what others owe it is said who."""
    return drawn(rows, words_of_work, partial(work_row, with_who=active == "waiting"))


def words_of_work(row: WorkRow) -> Words:
    return row.url, row.what, row.about, row.case_number, row.case_name, row.who, row.act


def work_row(row: WorkRow, words: Words, *, with_who: bool) -> str:
    url, what, about, number, name, who, act = words
    return WORK.format(
        url=url,
        what=what,
        about=small(about),
        number=number,
        name=small(name),
        who=WHO.format(who) if with_who else "",
        due=drawn_chip(row.due_on, row.today),
        act=act,
    )


@register.simple_tag
def found_cases(cases: list[FoundCase]) -> SafeString:
    return drawn(cases, lambda case: (case.url, str(case)), found_case)


def found_case(case: FoundCase, words: Words) -> str:
    return FOUND_CASE.format(*words, stage_badge(case.stage))


@register.simple_tag
def found_members(members: list[FoundMember]) -> SafeString:
    return drawn(members, lambda member: (member.url, member.full_name, str(member.case)), found_member)


def found_member(member: FoundMember, words: Words) -> str:
    url, name, case = words
    since = small(f"uit de casus sinds {day(member.ended_on)}") if member.ended_on else ""
    return FOUND_MEMBER.format(url, name, day(member.birth_date) or UNKNOWN, case, since)


def drawn[Row](rows: Sequence[Row], words_of: Callable[[Row], Words], draw: Callable[[Row, Words], str]) -> SafeString:
    """One below the other. All their words are escaped in one go, between noughts: PostgreSQL keeps none in a text."""
    words = [words_of(row) for row in rows]
    escaped = escape("\0".join(chain.from_iterable(words))).split("\0")
    of_each = batched(escaped, len(words[0])) if words else ()
    return SafeString("".join(draw(row, its) for row, its in zip(rows, of_each, strict=True)))


def small(words: str) -> str:
    return SMALL.format(words) if words else ""
