"""In the demo: whoever is on no case finds in plain SQL no more than a desk is asked, and who manages accounts nothing.

Each number below has its reason. One that grows is a row of a family for somebody who has no part in its case.
"""

from collections.abc import Iterator

import pytest
from django.db import connection

from cases.models import Deadline
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from familienetwerk.second_line.policies import RULES
from familienetwerk.second_line.views import VIEWS
from tests.databases import a_demo

pytestmark = pytest.mark.django_db


# Whoever writes a line of the log sees it until the transaction ends.
NOT_JUST_NOW = {
    "audit_auditevent": "WHERE transaction_id IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint"
}


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), a_demo():
        yield


def rows_for(name: str) -> dict[str, int]:
    """Of every guarded table and view of the second line, how many rows there are for this account."""
    user = User.objects.get(email=f"{name}@demo.example")
    with acting_for(user.pk), connection.cursor() as cursor:
        found = {}
        for table in [*RULES, *VIEWS, "cases_case_user_permission"]:
            cursor.execute(f"SELECT count(*) FROM {table} {NOT_JUST_NOW.get(table, '')}")
            [(found[table],)] = cursor.fetchall()
    return {table: number for table, number in found.items() if number}


def test_who_is_on_no_case_finds_what_the_own_desk_is_asked_and_nothing_of_a_case():
    assert rows_for("olga") == {
        "cases_intakequestion": 21,  # questions to the own desk, with what it answered
        "cases_deadline": 2,  # those that wait for an answer
        "app_asked": 21,
        "cases_involvement": 1,  # a seat at a table that is offered to the own desk
        "app_invited": 1,
        "app_announced": 22,  # their numbers and frames
        "app_asked_about": 6,  # names and days of birth in the intake that is not decided
        "app_brought": 2,  # numbers and outcomes
        "cases_accessrequest": 2,  # what she asked herself
        "history_cases_accessrequest": 4,
    }


@pytest.mark.parametrize("name", ["fatima", "mila"])
def test_who_answers_for_no_desk_finds_nothing(name):
    assert rows_for(name) == {}


def test_what_waits_for_a_desk_says_nothing_but_that_it_waits():
    olga = User.objects.get(email="olga@demo.example")
    with acting_for(olga.pk):
        waiting = {(row.kind, row.about) for row in Deadline.objects.all()}

    assert waiting == {("INVITATION", ""), ("QUESTION", "")}
