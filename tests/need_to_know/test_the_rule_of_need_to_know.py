"""Who sees what, on random worlds: all that shows a case says what the words of the rule say, and not a row more.

The rule stands in rule.py, written from its words. The database is asked with plain SQL as the app's role, on behalf of
each person in turn; the first line is asked as the pages ask it. A rule that was changed on purpose is found.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.models import Q

from cases.models import Case, Member, Observation
from cases.models.grant import GrantQuerySet
from cases.models.item import ItemQuerySet
from cases.models.member import MemberQuerySet
from cases.said import unseen_lines
from cases.search import find
from cases.visibility import View
from domains.models import Assessment, Contact, Contribution
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Asker, _set, acting_for
from familienetwerk.second_line.policies import RULES
from interventions.plan_document.closing import facts_of
from tests.need_to_know.rule import Person, Piece, World
from tests.need_to_know.words import text_of
from tests.need_to_know.worlds import Maker

pytestmark = pytest.mark.django_db

MODELS = {"observation": Observation, "contribution": Contribution, "assessment": Assessment, "contact": Contact}
# Of each kind, where it exists and where it says something, with the column that names the piece.
EXISTS = {
    "observation": ("cases_observation", "id"),
    "contribution": ("domains_contribution", "id"),
    "assessment": ("domains_assessment", "id"),
    "contact": ("domains_contact", "id"),
}
SAYS = {
    "observation": ("cases_observationwords", "observation_id"),
    "contribution": ("domains_contributionwords", "contribution_id"),
    "assessment": ("domains_domainscore", "assessment_id"),
    "contact": ("domains_contactwords", "contact_id"),
}
SAMPLE = 4  # cases of which the pages and the paper are made


@pytest.mark.parametrize(("seed", "cases"), [(1, 80), (2, 80), pytest.param(3, 10_000, marks=pytest.mark.proof)])
def test_everything_that_shows_a_case_says_what_the_rule_says(seed: int, cases: int):
    world = Maker(seed, cases).world()

    assert [line for person in world.people for line in differences(world, person)] == []


def differences(world: World, person: Person) -> Iterator[str]:
    """What is shown too much or too little to one person, place by place."""
    user = User.objects.select_related("organisation").get(pk=person.pk)
    for place, shown, right in [
        *in_lists(world, person, user),
        *in_the_database(world, person),
        *on_pages(world, person, user),
    ]:
        if shown != right:
            yield f"person {person.pk}, {place}: too much {shown - right}, too little {right - shown}"


type Compared = tuple[str, set[Any], set[Any]]


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


def in_the_database(world: World, person: Person) -> Iterator[Compared]:
    """The second line: plain SQL as the app's role, without any filter of the app."""
    with acting_for(person.pk):
        opened = {case for case in world.frames if world.opens(person, case)}
        yield "cases_case", rows("cases_case", "id"), opened
        yield "cases_member", rows("cases_member", "id"), family_of(world, person)
        yield "history of people", rows("history_cases_member", "id"), family_of(world, person)
        for kind in MODELS:
            known, read = by_rule(world, person, kind)
            yield EXISTS[kind][0], rows(*EXISTS[kind]), known
            yield SAYS[kind][0], rows(*SAYS[kind]), read


def on_pages(world: World, person: Person, user: User) -> Iterator[Compared]:
    """What pages, a search and paper make of it, of a few cases."""
    opened = sorted(case for case in world.frames if world.opens(person, case))[:SAMPLE]
    pieces = world.pieces["observation"]
    with acting_for(person.pk):
        for case in Case.objects.filter(pk__in=opened).select_related("legal_frame"):
            here = [piece for piece in pieces if piece.case == case.pk]
            written = list(Observation.objects.filter(case=case).for_reader(user))
            said = {row.text for row in written if row.view == View.CONTENT}
            yield f"words in {case.number}", said, {words(one) for one in here if world.reads(person, one)}
            hidden = sum(world.knows(person, one) and not world.reads(person, one) for one in here)
            yield f"what is hidden in {case.number}", {number_in(unseen_lines(written))}, {hidden}
            yield f"search for {case.number}", {row.pk for row in find(case.number, user=user).cases}, {case.pk}
            on_paper = {words(one) for one in here if world.reads_everybody(one)}
            with acting_for(person.pk, is_for_all=True):
                yield f"paper of {case.number}", {fact.text for fact in facts_of(case)}, on_paper


def family_of(world: World, person: Person) -> set[int]:
    return {one.pk for one in world.family.values() if world.knows_of(person, one)}


def by_rule(world: World, person: Person, kind: str) -> tuple[set[int], set[int]]:
    pieces = world.pieces[kind]
    known = {piece.pk for piece in pieces if world.knows(person, piece)}
    return known, {piece.pk for piece in pieces if world.reads(person, piece)}


def rows(table: str, column: str, *, where: str = "true") -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {where}")
        return {pk for (pk,) in cursor.fetchall()}


def words(piece: Piece) -> str:
    return text_of(Observation(pk=piece.pk))


def number_in(lines: list[str]) -> int:
    """„Politie 3 heeft 2 waarnemingen. …”: what the lines count together."""
    return sum(int(line.split(" heeft ")[1].split()[0]) for line in lines)


# --- a rule that was changed on purpose ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Mutant:
    """One change of the text of a policy."""

    name: str
    old: str
    new: str


IN_POLICIES = [
    Mutant("drafts are shown", ".released_at IS NOT NULL", ".id IS NOT NULL"),
    Mutant("the own organisation is not asked", "said.organisation_id = (SELECT app_organisation())", "false"),
    Mutant("everybody coordinates", "held.level >= 4", "held.level >= 2"),
    Mutant("nobody coordinates", "held.level >= 4", "held.level >= 9"),
    Mutant("any domain will do", "held.compartments @> ARRAY[writer.policy_domain]::varchar[]", "true"),
    Mutant("names are not read", "said.named && (SELECT app_names())::bigint[]", "false"),
    Mutant("any name will do", "said.named && (SELECT app_names())::bigint[]", "true"),
    Mutant("police data follows the case", "said.regime <> 'AVG'", "false"),
    Mutant("everything stays behind", "said.regime <> 'AVG'", "true"),
    Mutant("another may pass it on", "passing.organisation_id = said.organisation_id", "true"),
    Mutant("for any frame", "running.legal_frame_id = passing.frame_id", "true"),
    Mutant("what is taken back still runs", "passing.taken_back_at IS NULL", "true"),
    Mutant("another piece was passed on", "passing.subject_id = said.id", "true"),
    Mutant("only who is named reads", "said.audience = 'ALL_INVOLVED'", "false"),
    Mutant("of restricted people all is shown", "NOT app_hides_observation(piece.id)", "true"),
    Mutant("for coordinators is for the domain", "said.audience = 'OWN_DOMAIN' AND EXISTS", "true AND EXISTS"),
]


def found_by_policy(world: World, rule: str) -> bool:
    """Whether this text of the policy on words differs from the rule for anybody. Asked past the policy itself."""
    for person in world.people:
        _set(Asker(person.pk, errand="tests"))
        shown = rows("cases_observationwords", "observation_id", where=rule)
        if shown != {one.pk for one in world.pieces["observation"] if world.reads(person, one)}:
            return True
    return False


def test_each_changed_policy_is_found_and_the_right_one_is_not():
    world, rule = Maker(4, 700).world(), as_a_whole(RULES["cases_observationwords"])

    survivors = [mutant.name for mutant in IN_POLICIES if not found_by_policy(world, changed(rule, mutant))]

    assert not found_by_policy(world, rule)
    assert survivors == []


def as_a_whole(rule: str) -> str:
    """With what the policies on the piece and the case add, since those are not asked here."""
    of_the_piece = RULES["cases_observation"].replace("cases_observation.", "piece.")
    return (
        f"({rule}) AND EXISTS (SELECT 1 FROM cases_observation piece "
        f"WHERE piece.id = cases_observationwords.observation_id AND {of_the_piece})"
    )


def changed(rule: str, mutant: Mutant) -> str:
    assert mutant.old in rule, f"{mutant.name}: the policy does not say {mutant.old!r}"
    return rule.replace(mutant.old, mutant.new)


NOTHING = Q(pk__in=[])
IN_PYTHON: list[tuple[str, type, str, Callable[..., Any]]] = [
    ("who is restricted is hidden from nobody", MemberQuerySet, "hidden_from", lambda rows, user: rows.none()),
    (
        "of a restricted person anybody hears",
        MemberQuerySet,
        "visible_to",
        lambda rows, user: rows.filter(case__in=Case.objects.visible_to(user)),
    ),
    ("time does not count", GrantQuerySet, "running", lambda rows: rows),
    ("any right reads and coordinates", GrantQuerySet, "at_least", lambda rows, level: rows),
    ("nothing stays behind", ItemQuerySet, "stays", lambda rows: NOTHING),
    ("paper holds everything that is shared", ItemQuerySet, "for_all_involved", lambda rows: rows.released()),
]


@pytest.mark.parametrize(("name", "where", "method", "wrong"), IN_PYTHON, ids=[row[0] for row in IN_PYTHON])
def test_a_changed_first_line_is_found(monkeypatch: pytest.MonkeyPatch, name, where, method, wrong):
    world = Maker(5, 60).world()
    monkeypatch.setattr(where, method, wrong)

    assert is_found(world)


def is_found(world: World) -> bool:
    """Also when a page breaks, since the second line keeps the words that the changed first line promised."""
    try:
        return any(line for person in world.people for line in differences(world, person))
    except ObjectDoesNotExist:
        return True
