"""“Wat missen we?”: gaps that follow from what was recorded in a case, each with the act that fills it."""

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from cases.genogram.words import in_a_row
from cases.models import Case, InvolvementRole, Member
from cases.presence import Presence
from cases.table import BOTH_SIDES, Table


@dataclass(frozen=True, kw_only=True)
class Gap:
    """“Zorg” is nog niet gevraagd. Vraag een organisatie."""

    subject: str
    sentence: str
    url: str = ""
    act: str = ""
    before: str = ""


def gaps_of(case: Case, table: Table, presence: Presence, members: list[Member], *, today: date) -> list[Gap]:
    """From facts only. The most serious first: a side of the table that is missing. What to do: for who may do it."""
    gaps = [
        *missing_sides(case, table),
        *missing_coordinators(case, presence),
        *unanswered(case, presence, today=today),
        *about_members(case, members, today=today),
        *other_domains(case, table),
    ]
    may = case.access.changes  # type: ignore[attr-defined]
    return gaps if may else [replace(gap, url="", act="") for gap in gaps]


def missing_sides(case: Case, table: Table) -> list[Gap]:
    ask = reverse("cases:ask", args=[case.pk])
    return [
        Gap(
            subject=column.name,
            sentence="gaf geen antwoord en zit niet aan tafel." if column.seats else "is nog niet gevraagd.",
            url=f"{ask}?domein={column.domain}",
            act="Vraag een organisatie",
        )
        for column in table.missing
        if column.domain in BOTH_SIDES
    ]


def other_domains(case: Case, table: Table) -> list[Gap]:
    missing = [column for column in table.missing if column.domain not in BOTH_SIDES]
    if not missing:
        return []
    names = [column.name for column in missing]
    state = "niet aan tafel" if any(column.seats for column in missing) else "nog niet gevraagd"
    verb = "is" if len(names) == 1 else "zijn"
    subject = in_a_row([names[0], *(name.lower() for name in names[1:])])
    url = reverse("cases:ask", args=[case.pk])
    return [Gap(subject=subject, sentence=f"{verb} {state}.", url=url, act="Vraag een organisatie")]


def missing_coordinators(case: Case, presence: Presence) -> list[Gap]:
    if case.is_in_intake:
        return []
    taken = {row.role for row in presence.coordinators}
    url = reverse("cases:involvements", args=[case.pk])
    return [
        Gap(before="Er is geen", subject=f"{role.label.lower()}.", sentence="", url=url, act="Naar betrokkenen")
        for role in InvolvementRole.coordinating()
        if role not in taken
    ]


def unanswered(case: Case, presence: Presence, *, today: date) -> list[Gap]:
    """Organisations that are late, with a question of the intake or with a place at the table. Who sits, answered."""
    seated = {row.organisation_id for row in presence.running}
    questions = [row for row in presence.questions if row.is_late(today) and row.organisation_id not in seated]
    asked = [row for row in presence.involvements if row.is_asked and (row.answer_due_on or today) < today]
    late = dict.fromkeys([str(row.organisation) for row in questions] + [str(row.organisation) for row in asked])
    url = reverse("cases:involvements", args=[case.pk])
    return [Gap(subject=name, sentence="heeft niet geantwoord.", url=url, act="Naar betrokkenen") for name in late]


def about_members(case: Case, members: list[Member], *, today: date) -> list[Gap]:
    found = []
    overdue = [member for member in members if member.review_on < today]
    if overdue:
        found.append(people(case, overdue, one="moet opnieuw bekeken worden.", more="moeten opnieuw bekeken worden."))
    alive = [member for member in members if member.died_on is None]
    silent = [member for member in alive if not member.is_informed and not is_postponed(member, today)]
    if silent:
        found.append(people(case, silent, one="is nog niet geïnformeerd.", more="zijn nog niet geïnformeerd."))
    unknown = [member for member in members if member.birth_date is None]
    if unknown:
        found.append(people(case, unknown, one="heeft geen geboortedatum.", more="hebben geen geboortedatum."))
    return found


def is_postponed(member: Member, today: date) -> bool:
    return member.informing_postponed_until is not None and member.informing_postponed_until >= today


def people(case: Case, members: list[Member], *, one: str, more: str) -> Gap:
    """One person by name with a link; several by name, many by number."""
    if len(members) == 1:
        return Gap(subject=members[0].given_name, sentence=one, url=members[0].get_absolute_url(), act="Bekijk")
    names = in_a_row([member.given_name for member in members]) if len(members) <= 3 else f"{len(members)} personen"
    return Gap(subject=names, sentence=more, url=reverse("cases:family", args=[case.pk]), act="Naar het gezin")
