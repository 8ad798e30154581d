"""Random worlds in which organisations are asked, are invited, have work and brought cases: none opens a case."""

from random import Random

import pytest
from django.db import connection

from familienetwerk.behalf import acting_for
from familienetwerk.second_line.policies import RULES
from tests.need_to_know.desks import Outside, ask_around, found_outside
from tests.need_to_know.rule import Person, World
from tests.need_to_know.shown import differences, rows
from tests.need_to_know.worlds import Maker

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def asked_around(one_transaction: None) -> tuple[World, Outside]:
    maker = Maker(7, 60)
    world = maker.world()
    return world, ask_around(Random(7), maker.rows, maker.users)


def wrong_of(person: Person, world: World, outside: Outside) -> list[str]:
    with acting_for(person.pk):
        return [
            f"person {person.pk}, {table}: {rows(table, column) ^ right}"
            for table, column, right in found_outside(outside, world, person)
            if rows(table, column) != right
        ]


def test_being_asked_opens_no_case_and_shows_no_work_of_others(asked_around):
    world, outside = asked_around

    assert [line for person in world.people for line in wrong_of(person, world, outside)] == []
    assert [line for person in world.people for line in differences(world, person, pages=1)] == []


@pytest.mark.parametrize(
    ("table", "wider"),
    [
        ("cases_case", "cases_case.bringing_organisation_id = (SELECT app_organisation())"),
        ("cases_case", "EXISTS (SELECT 1 FROM app_asked asked WHERE asked.case_id = cases_case.id)"),
        ("cases_case", "EXISTS (SELECT 1 FROM app_invited seat WHERE seat.case_id = cases_case.id)"),
        ("cases_deadline", "cases_deadline.organisation_id = (SELECT app_organisation())"),
        ("cases_deadline", "cases_deadline.user_id = (SELECT app_user())"),
    ],
)
def test_a_wider_rule_is_found(asked_around, table, wider):
    """Asked past the policies, on an errand that sees every row."""
    world, outside = asked_around

    def found(person: Person, rule: str) -> set[int]:
        with acting_for(person.pk), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.errand', 'tests', true)")
            return rows(table, "id", where=rule)

    def differs(rule: str) -> bool:
        right = {
            person.pk: {name: pks for name, _, pks in found_outside(outside, world, person)} for person in world.people
        }
        return any(found(person, rule) != right[person.pk][table] for person in world.people)

    assert not differs(RULES[table])
    assert differs(f"({RULES[table]}) OR {wider}")
