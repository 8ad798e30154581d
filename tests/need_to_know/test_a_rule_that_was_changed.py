"""A rule that was changed on purpose is found by the random worlds, in the database and in the first line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from cases.models import Case
from cases.models.grant import GrantQuerySet
from cases.models.item import ItemQuerySet
from cases.models.member import MemberQuerySet
from documents.models import DocumentQuerySet
from domains.models.assessment import AssessmentQuerySet
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_conditions import write_condition
from familienetwerk.accounts.written_once import write_down
from familienetwerk.accounts.written_rows import prepare
from familienetwerk.behalf import Asker, _set
from familienetwerk.second_line.policies import RULES
from interventions.models.goal import ActionItemQuerySet
from tests.need_to_know.rule import World
from tests.need_to_know.shown import CONCLUSIONS, MODELS, SAYS, conclusions_for, differences, everything, rows, told_to
from tests.need_to_know.worlds import Maker

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Mutant:
    """One change of the text of a policy."""

    name: str
    old: str
    new: str


IN_POLICIES = [
    Mutant("drafts are shown", ".released_at IS NOT NULL", ".id IS NOT NULL"),
    Mutant("the own organisation is not asked", "said.organisation_id = (SELECT app_own_words())", "false"),
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
    Mutant("for coordinators is for the domain", "said.audience = 'OWN_DOMAIN' AND EXISTS", "true AND EXISTS"),
]
HIDES = {  # of a kind, how the policy keeps what is about who is restricted to some
    "observation": "NOT app_hides_observation(piece.id)",
    "contact": "NOT app_hides_contact(piece.id)",
    "document": "NOT app_hides_document(piece.id)",
    "assessment": "NOT app_hides(piece.member_id)",
    "actionitem": "NOT app_hides(goal.member_id)",
}


def mutants_of(kind: str) -> Iterator[Mutant]:
    yield from IN_POLICIES
    if kind in HIDES:
        yield Mutant("of restricted people all is shown", HIDES[kind], "true")


def found_by_policy(world: World, kind: str, rule: str) -> bool:
    """Whether this text of the policy on words differs from the rule for anybody. Asked past the policy itself."""
    for person in world.people:
        _set(Asker(person.pk, errand="tests"))
        if rows(*SAYS[kind], where=rule) != {one.pk for one in world.pieces[kind] if world.reads(person, one)}:
            return True
    return False


@pytest.mark.parametrize(
    "kind", ["observation", *(pytest.param(kind, marks=pytest.mark.proof) for kind in MODELS if kind != "observation")]
)
def test_each_changed_policy_is_found_and_the_right_one_is_not(kind: str):
    # the proofs: several of a kind in a case, or no other piece of an organisation is passed on that somebody may read
    cases, rounds = (400, 1) if kind == "observation" else (2_000, 5)
    world, rule = Maker(4, cases, rounds).world(), as_a_whole(kind)

    survivors = [one.name for one in mutants_of(kind) if not found_by_policy(world, kind, changed(rule, one))]

    assert not found_by_policy(world, kind, rule)
    assert survivors == []


OF_CONCLUSIONS = [
    Mutant("police data follows the case", "said.regime <> 'AVG'", "false"),
    Mutant("everything stays behind", "said.regime <> 'AVG'", "true"),
    Mutant("the own organisation is not asked", "said.organisation_id = (SELECT app_own_words())", "false"),
]


def test_each_changed_rule_on_conclusions_is_found_and_the_right_one_is_not(monkeypatch: pytest.MonkeyPatch):
    world, words = Maker(4, 250).world(), SAYS["assessment"][0]
    rule = as_a_whole("assessment").replace(RULES[words], RULES[CONCLUSIONS[0]]).replace(words, CONCLUSIONS[0])

    survivors = [one.name for one in OF_CONCLUSIONS if not found_in_conclusions(world, changed(rule, one))]

    assert not found_in_conclusions(world, rule)
    assert survivors == []
    assert not found_in_lists(world)
    monkeypatch.setattr(AssessmentQuerySet, "stays", lambda rows: NOTHING)
    assert found_in_lists(world)


def found_in_lists(world: World) -> bool:
    users = User.objects.select_related("organisation").in_bulk()
    return any(told_to(users[person.pk]) != conclusions_for(world, person) for person in world.people)


def found_in_conclusions(world: World, rule: str) -> bool:
    for person in world.people:
        _set(Asker(person.pk, errand="tests"))
        if rows(*CONCLUSIONS, where=rule) != conclusions_for(world, person):
            return True
    return False


def as_a_whole(kind: str) -> str:
    """With what the policies on the piece, its goal and the case add, since those are not asked here."""
    piece, (words, column) = MODELS[kind]._meta.db_table, SAYS[kind]
    of_the_piece = RULES[piece].replace(f"{piece}.", "piece.")
    if kind == "actionitem":
        goal = "interventions_goal goal WHERE goal.id = piece.goal_id AND NOT app_hides(goal.member_id)"
        of_the_piece += f" AND EXISTS (SELECT 1 FROM {goal})"
    return (
        f"({RULES[words]}) AND EXISTS (SELECT 1 FROM {piece} piece WHERE piece.id = {words}.{column} "
        f"AND {of_the_piece})"
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
    ("documents tell of who is restricted", DocumentQuerySet, "about_hidden", lambda rows, user: NOTHING),
    ("actions tell of who is restricted", ActionItemQuerySet, "about_hidden", lambda rows, user: NOTHING),
    ("paper holds everything that is shared", ItemQuerySet, "for_all_involved", lambda rows: rows.released()),
]


@pytest.fixture(scope="module")
def world(one_transaction: None) -> World:
    """Made once: what is changed below is the code, never a row."""
    return Maker(5, 60).world()


@pytest.fixture
def written_anew() -> Iterator[None]:
    """What was written down before holds the rule as it was."""
    for kept in (write_down, write_condition, prepare):
        kept.cache_clear()
    yield
    for kept in (write_down, write_condition, prepare):
        kept.cache_clear()


@pytest.mark.usefixtures("written_anew")
@pytest.mark.parametrize("change", [row[1:] for row in IN_PYTHON], ids=[row[0] for row in IN_PYTHON])
def test_a_changed_first_line_is_found(world: World, monkeypatch: pytest.MonkeyPatch, change):
    monkeypatch.setattr(*change)

    assert is_found(world)


def is_found(world: World) -> bool:
    """Also when a page breaks, since the second line keeps the words that the changed first line promised."""
    try:
        return any(line for person in world.people for line in differences(world, person, pages=1))
    except ObjectDoesNotExist:
        return True


OF_THE_CASE = {"list of cases", "count of cases", "cases_case", "plans", "search for", "search for that of others"}


def test_every_place_compares_something(world: World, monkeypatch: pytest.MonkeyPatch):
    """When nobody may know or read anything, every place shows too much to somebody."""
    for clause in ("knows_of", "knows_of_discussion", "knows_of_goal", "knows", "reads", "reads_conclusion"):
        monkeypatch.setattr(World, clause, lambda *_: False)
    monkeypatch.setattr(World, "reads_everybody", lambda *_: False)
    noticed: dict[str, bool] = {}

    for person in world.people:
        for place, shown, right in everything(world, person, pages=1):
            name = place.partition(" W-")[0]
            noticed[name] = noticed.get(name, False) or shown != right
        if len(noticed) > 30 and all(noticed[name] for name in noticed if name not in OF_THE_CASE):
            break

    assert [name for name in noticed if not noticed[name] and name not in OF_THE_CASE] == []
    assert len(noticed) > 40
