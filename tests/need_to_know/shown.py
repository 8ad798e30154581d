"""What is shown to somebody, place by place, and what the rule says: lists, counts, searches, pages, pictures, paper.

The first line is asked as the pages ask it. The second line is asked with plain SQL as the app's role.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from cases.audience import Readers
from cases.events import events_of, told_above
from cases.family import Family
from cases.models import Case, Listed, Member, Observation
from cases.network import network_of
from cases.presence import Presence
from cases.said import unseen_lines
from cases.search import find
from cases.shareable import pieces_for
from cases.visibility import View
from documents.documents_page import DocumentsPage
from documents.models import Document
from domains.journal_page import readable
from domains.models import Assessment, Contact, Contribution
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Errand, acting_as, acting_for
from interventions.goal_rows import goal_rows
from interventions.models import ActionItem
from interventions.plan_document import paper_of
from tests.need_to_know.rule import Person, Piece, World
from tests.need_to_know.words import said_in, sister_key

MODELS = {
    "observation": Observation,
    "contribution": Contribution,
    "assessment": Assessment,
    "contact": Contact,
    "document": Document,
    "actionitem": ActionItem,
}
# Of each kind where it says something, with the column that names the piece.
SAYS = {
    "observation": ("cases_observationwords", "observation_id"),
    "contribution": ("domains_contributionwords", "contribution_id"),
    "assessment": ("domains_domainscore", "assessment_id"),
    "contact": ("domains_contactwords", "contact_id"),
    "document": ("documents_documentcontent", "document_id"),
    "actionitem": ("interventions_actionwords", "action_id"),
}
CONCLUSIONS = ("domains_sharedconclusion", "assessment_id")
ON_THE_TIMELINE = {"observation", "contact"}
CAN_BE_GIVEN = {"observation", "contribution", "assessment", "contact", "document"}
ON_PAPER = {"observation", "actionitem"}  # of the others the newest alone

type Pieces = set[tuple[str, int]]
type Compared = tuple[str, set[Any], set[Any]]


def differences(world: World, person: Person, *, pages: int) -> Iterator[str]:
    """What is shown too much or too little to one person."""
    for place, shown, right in everything(world, person, pages=pages):
        if shown != right:
            yield f"person {person.pk}, {place}: too much {shown - right}, too little {right - shown}"


def everything(world: World, person: Person, *, pages: int) -> Iterator[Compared]:
    """`pages`: of how many cases the pages are made, and of the first of them the paper."""
    user = User.objects.select_related("organisation").get(pk=person.pk)
    yield from in_lists(world, person, user)
    with acting_for(person.pk):
        yield from in_the_database(world, person)
        yield from on_pages(world, person, user, pages)


def in_lists(world: World, person: Person, user: User) -> Iterator[Compared]:
    """The first line, as lists, counts and searches ask it."""
    opened = {case for case in world.frames if world.opens(person, case)}
    yield "list of cases", set(Case.objects.visible_to(user).values_list("pk", flat=True)), opened
    yield "count of cases", {Case.objects.visible_to(user).count()}, {len(opened)}
    yield "people", set(Member.objects.visible_to(user).values_list("pk", flat=True)), family_of(world, person)
    for kind, model in MODELS.items():
        seen = dict(model.objects.seen_by(user).values_list("pk", "view"))
        known, read = by_rule(world, person, kind)
        yield f"{kind}: that", set(seen), known
        yield f"{kind}: what", {pk for pk, view in seen.items() if view == View.CONTENT}, read
        yield f"{kind}: read_by", set(model.objects.read_by(user).values_list("pk", flat=True)), read
    yield "conclusions", told_to(user), conclusions_for(world, person)


def in_the_database(world: World, person: Person) -> Iterator[Compared]:
    """The second line, without any filter of the app."""
    opened = {case for case in world.frames if world.opens(person, case)}
    invited = {one.pk for one in world.discussions if world.knows_of_discussion(person, one)}
    yield "cases_case", rows("cases_case", "id"), opened
    yield "cases_member", rows("cases_member", "id"), family_of(world, person)
    yield "history of people", rows("history_cases_member", "id"), family_of(world, person)
    yield "discussions", rows("cases_agendaitem", "id"), invited
    yield "goals", rows("interventions_goal", "id"), {one.pk for one in world.goals if world.knows_of_goal(person, one)}
    yield "plans", rows("interventions_plan", "case_id"), opened
    yield "counts in the list", set(Listed.objects.values_list("case_id", "members")), counted(world, person, opened)
    for kind, model in MODELS.items():
        known, read = by_rule(world, person, kind)
        yield model._meta.db_table, rows(model._meta.db_table, "id"), known
        yield SAYS[kind][0], rows(*SAYS[kind]), read
    yield CONCLUSIONS[0], rows(*CONCLUSIONS), conclusions_for(world, person)


def on_pages(world: World, person: Person, user: User, number: int) -> Iterator[Compared]:
    """What pages, a search, a picture, an export and paper make of it, of a few cases."""
    opened = sorted(case for case in world.frames if world.opens(person, case))[:number]
    pieces = {
        case: [(kind, one) for kind in MODELS for one in world.pieces[kind] if one.case == case] for case in opened
    }
    for case in Case.objects.filter(pk__in=opened).select_related("legal_frame").order_by("pk"):
        case.reader = user
        here = pieces[case.pk]
        read = {(kind, one.pk) for kind, one in here if world.reads(person, one)}
        shared = {(kind, one.pk) for kind, one in here if one.is_shared}
        hidden = {kind: number_of_hidden(world, person, here, kind) for kind in MODELS}
        family = {one.pk for one in world.family.values() if one.case == case.pk and world.knows_of(person, one)}
        for place, shown, right in [
            *on_its_timeline(case, user, read, hidden["observation"]),
            *on_its_other_pages(case, user, read, shared, hidden["document"]),
            *found_and_drawn(case, user, family),
        ]:
            yield f"{place} {case.number}", shown, right
    others = [case for case in world.frames if case not in opened and not world.opens(person, case)][:number]
    yield "search for that of others", found_by_number(others, user), set()
    for case in Case.objects.filter(pk__in=opened[:1]):
        with acting_for(person.pk, is_for_all=True):
            made = paper_of(case.plans.get(), today=timezone.localdate())
        for_all = {(kind, one.pk) for kind, one in pieces[case.pk] if world.reads_everybody(one)}
        yield "paper", of_kinds(said_in(made), ON_PAPER), of_kinds(for_all, ON_PAPER)
        yield "paper, too much", said_in(made) - for_all, set()


def on_its_timeline(case: Case, user: User, read: Pieces, hidden: int) -> Iterator[Compared]:
    written, readers = list(Observation.objects.filter(case=case).for_reader(user)), Readers.of(case)
    told = events_of(
        case,
        presence=Presence.of(case),
        members=list(case.members.eldest_first()),
        written=written,
        readers=readers,
        above=told_above(case, user=user, readers=readers),
    )
    yield "timeline of", said_in([event.detail for event in told]), of_kinds(read, ON_THE_TIMELINE)
    yield "what is hidden in", {number_in(unseen_lines(written))}, {hidden}


def on_its_other_pages(case: Case, user: User, read: Pieces, shared: Pieces, hidden: int) -> Iterator[Compared]:
    documents, goals = DocumentsPage.of(case, user=user), goal_rows(case.plans.get(), user=user)
    actions = [action for row in goals for action in row.actions if action.view == View.CONTENT]
    given = {(str(piece.kind), piece.pk) for piece in pieces_for(case, user)}
    yield "journal of", said_in([one.words.said for one in readable(case, user)]), of_kinds(read, {"contact"})
    yield "documents of", said_in([row.content.title for row in documents.rows]), of_kinds(read, {"document"})
    yield "documents hidden in", {number_in(documents.unseen)}, {hidden}
    yield "plan of", said_in([action.what for action in actions]), of_kinds(read, {"actionitem"})
    yield "export of", given, of_kinds(read & shared, CAN_BE_GIVEN)


def found_and_drawn(case: Case, user: User, family: set[int]) -> Iterator[Compared]:
    sister = find(sister_key(case), user=user).members
    drawn = network_of(Family.of(case, today=timezone.localdate()))
    brother = min(case.members.values_list("pk", flat=True))
    yield "search for", {row.pk for row in find(case.number, user=user).cases}, {case.pk}
    yield "search for her of", {row.pk for row in sister}, family - {brother}
    yield "picture of", {int(person.id) for person in drawn.people}, family


def number_of_hidden(world: World, person: Person, here: list[tuple[str, Piece]], kind: str) -> int:
    of_kind = [one for name, one in here if name == kind]
    return sum(world.knows(person, one) and not world.reads(person, one) for one in of_kind)


def found_by_number(cases: list[int], user: User) -> set[int]:
    with acting_as(Errand.NUMBERING):
        numbers = list(Case.objects.filter(pk__in=cases).values_list("number", flat=True))
    return {row.pk for number in numbers for row in find(number, user=user).cases}


def of_kinds(pieces: Iterable[tuple[str, int]], kinds: set[str]) -> Pieces:
    return {(kind, pk) for kind, pk in pieces if kind in kinds}


def family_of(world: World, person: Person) -> set[int]:
    return {one.pk for one in world.family.values() if world.knows_of(person, one)}


def counted(world: World, person: Person, opened: set[int]) -> set[tuple[int, int]]:
    """Of each case how many of the family are there for this person."""
    count = dict.fromkeys(opened, 0)
    for pk in family_of(world, person):
        count[world.family[pk].case] += 1
    return set(count.items())


def by_rule(world: World, person: Person, kind: str) -> tuple[set[int], set[int]]:
    pieces = world.pieces[kind]
    known = {piece.pk for piece in pieces if world.knows(person, piece)}
    return known, {piece.pk for piece in pieces if world.reads(person, piece)}


def told_to(user: User) -> set[int]:
    """Of which assessments a list shows the shared conclusion."""
    told = Assessment.objects.seen_by(user).with_conclusion(user).exclude(concluded="")
    return set(told.values_list("pk", flat=True))


def conclusions_for(world: World, person: Person) -> set[int]:
    return {piece.pk for piece in world.pieces["assessment"] if world.reads_conclusion(person, piece)}


def rows(table: str, column: str, *, where: str = "true") -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {where}")
        return {pk for (pk,) in cursor.fetchall()}


def number_in(lines: list[str]) -> int:
    """“Politie 3 heeft 2 waarnemingen. …”: what the lines count together."""
    return sum(int(line.split(" heeft ")[1].split()[0]) for line in lines)
