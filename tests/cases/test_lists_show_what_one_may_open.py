"""The lists and the search ask for cases in words of their own; they give those that one may open, and no others.

Asked twice: with row-level security, and on an errand, where nothing but the question itself keeps anything back.
"""

from datetime import timedelta
from itertools import chain, product
from typing import NamedTuple

import pytest
from django.db import connection
from django.utils import timezone

from cases.case_list import rows_of
from cases.forms.search import CaseFilter, cases_chosen, newest_cases
from cases.missing_domains import one_sided_cases
from cases.models import Case, Grant, GrantLevel
from cases.search import cases_of, find, named_like, people, with_case
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.written_once import ask_seldom
from familienetwerk.accounts.written_rows import ask_prepared
from familienetwerk.behalf import Errand, acting_as, acting_for, overseeing
from tests.factories import TODAY, a_case, a_frame, a_member, a_user, anna, chris, dina
from tests.seat_factories import a_right

pytestmark = pytest.mark.django_db

NOW, HOUR = timezone.now(), timedelta(hours=1)
LEVELS = (GrantLevel.EXISTENCE, GrantLevel.READ, GrantLevel.DIRECT)
PAST, RUNNING, FUTURE = (NOW - 2 * HOUR, NOW - HOUR), (NOW - HOUR, None), (NOW + HOUR, None)
SOON_OVER = (NOW - HOUR / 2, NOW + HOUR / 2)


class World(NamedTuple):
    director: User
    colleague: User
    stranger: User
    officer: User


@pytest.fixture(scope="module")
def world(one_transaction: None) -> World:
    """A case for each kind of right, and some for what only looks like one: the level of one, the period of another."""
    director, stranger, officer = anna(), chris(), dina()
    world = World(director, a_user(organisation=director.organisation), stranger, officer)
    frame = a_frame(municipality=officer.organisation.municipality)

    def with_rights(*rights: tuple[User | Organisation, GrantLevel, tuple], is_emergency: bool = False) -> None:
        case = a_case(started_by=stranger, legal_frame=frame, municipality=frame.municipality)
        a_member(case)
        for holder, level, period in rights:
            a_right(case, holder, period, level=level, is_emergency=is_emergency)

    holders = (director, director.organisation, world.colleague, stranger)
    for one in product(holders, LEVELS, (PAST, RUNNING, SOON_OVER, FUTURE)):
        with_rights(one)
    for holder, period in product((director, world.colleague), (PAST, SOON_OVER)):
        with_rights((holder, GrantLevel.READ, period), is_emergency=True)
    for mine, other in product((director, director.organisation), repeat=2):
        with_rights((mine, GrantLevel.EXISTENCE, RUNNING), (other, GrantLevel.READ, PAST))
        with_rights((mine, GrantLevel.READ, RUNNING), (other, GrantLevel.DIRECT, FUTURE))
        with_rights((mine, GrantLevel.READ, RUNNING), (other, GrantLevel.DIRECT, SOON_OVER))
    return world


def somebody(world: World, name: str, **beside) -> User:
    """As a request has them: read anew, and what else is so of this user."""
    user = User.objects.get(pk=getattr(world, name).pk)
    vars(user).update(beside)
    return user


@pytest.mark.parametrize("is_on_an_errand", [False, True], ids=["with policies", "on an errand"])
@pytest.mark.parametrize(
    ("name", "beside", "number"),
    [
        ("director", {}, 17),
        ("colleague", {}, 14),
        ("stranger", {}, 4),
        ("officer", {}, 0),
        ("director", {"is_active": False}, 0),
        ("director", {"principals": []}, 0),
        ("director", {"looker": User(name="Dina Smit")}, 17),
    ],
)
def test_each_gives_what_one_may_open(world: World, is_on_an_errand: bool, name: str, beside: dict, number: int):
    user = somebody(world, name, **beside)

    with acting_as(Errand.LOADING) if is_on_an_errand else acting_for(user.pk):
        may_open = [case.pk for case in Case.objects.visible_to(user).order_by("-pk")]
        leads = set(Grant.objects.held_by(user).at_least(GrantLevel.COORDINATE).values_list("case", flat=True))
        pages = [ask_prepared(newest_cases, user, start, start + 7) for start in range(0, 35, 7)]
        beyond, narrowed = ask_seldom(cases_chosen, user, (), 0, 35), CaseFilter({"q": "wilg"}, user=user)[0:35]
        one_sided = ask_prepared(one_sided_cases, user)
        found = find("2026-", user=user).cases
        persons = find("kevin", user=user).members
        of_people = ask_prepared(cases_of, user, numbers=[case.pk for case in Case.objects.all()])
        plainly = [list(newest_cases(user, 0, 35)), list(one_sided_cases(user))]

    assert (len(may_open), [pk for (pk,) in chain(*pages)]) == (number, may_open)
    assert [(pk, may_ask) for pk, *_, may_ask in one_sided] == [(pk, pk in leads) for pk in reversed(may_open)]
    assert beyond == narrowed == plainly[0] == [*chain(*pages)]
    assert plainly[1] == one_sided
    assert [case.pk for case in found] == may_open
    assert sorted(person.case_id for person in persons) == sorted(pk for pk, *_ in of_people) == may_open[::-1]


@pytest.mark.parametrize(("name", "number"), [("director", 17), ("colleague", 14), ("stranger", 4), ("officer", 0)])
def test_what_a_list_says_of_a_case_the_database_says_to_who_may_open_it(world: World, name: str, number: int):
    user = somebody(world, name)

    for behind in (acting_for(user.pk), acting_for(user.pk, is_looked_through=True)):
        with behind, connection.cursor() as cursor:
            cursor.execute("SELECT case_id, number, name FROM app_listed")
            said = cursor.fetchall()
            assert sorted(said) == sorted(Case.objects.visible_to(user).values_list("pk", "number", "name"))
            assert len(said) == number


def test_nor_does_it_say_so_to_who_oversees_them(world: World):
    with overseeing(world.officer.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), (SELECT count(*) FROM app_listed) FROM cases_case")
        overseen, said = cursor.fetchone()

    assert (overseen > 0, said) == (True, 0)


def test_of_whose_right_ended_since_the_first_question_the_second_says_nothing(world: World):
    director, ended = somebody(world, "director"), somebody(world, "officer")
    with acting_for(director.pk):
        page, found = ask_prepared(newest_cases, director, 0, 101), people(named_like("kevin"), user=director)
        shown = [len(rows_of(page, user=director, today=TODAY)), len(with_case(found, user=director))]

    with acting_for(ended.pk):
        left = [rows_of(page, user=ended, today=TODAY), with_case(found, user=ended)]

    assert (shown, left) == ([17, 17], [[], []])
