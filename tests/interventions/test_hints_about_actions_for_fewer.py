"""What is due, where it stands and whose it is: nothing on a page hints at an action that one may not read."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from cases.actions import end_involvement, leave_every_case, settle_deadline
from cases.case_list import with_next_deadline
from cases.models import Case, Deadline, DeadlineKind
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from interventions import actions
from interventions.models import ActionItem, Plan
from tests.factories import TODAY
from tests.interventions.drafted import TAP, Drafted, drafted, page, shielded
from tests.plan_factories import a_goal, an_action, react, write

pytestmark = pytest.mark.django_db

TAP_ON = TODAY + timedelta(days=33)


@pytest.fixture(scope="module")
def world(one_transaction: None) -> Drafted:
    return drafted()


@pytest.fixture
def director(world: Drafted, db: None) -> User:
    return world.again("director")


@pytest.fixture
def police(world: Drafted, db: None) -> User:
    return world.again("police")


@pytest.fixture
def team(world: Drafted, db: None) -> User:
    return world.again("team")


@pytest.fixture
def case(world: Drafted, db: None) -> Case:
    return world.again("case")


@pytest.fixture
def plan(world: Drafted, db: None) -> Plan:
    return world.again("plan")


def in_force(plan, *partners):
    """Laid before the partners, agreed and adopted."""
    write(plan)
    proposed = actions.propose_plan(plan, by=plan.written_by, on=TODAY, answer_by=TODAY)
    for partner in partners:
        react(proposed, partner)
    return actions.adopt_plan(proposed, by=plan.written_by, on=TODAY)


@pytest.fixture
def tap(plan, police, team) -> ActionItem:
    """Of the police, for the police alone, in a plan in force."""
    an_action(a_goal(plan))
    action = shielded(plan, police, due_on=TAP_ON)
    in_force(plan, police, team)
    return action


def test_that_it_exists_says_not_whose_it_is_nor_when_along_which_line_and_how_far(tap, team, director):
    for user in (team, director):
        row = rows_of(page(user, f"/casussen/{tap.case_id}/plan/"))[-1]

        assert row == "Een actie die u niet mag inzien"


def test_where_it_stands_among_the_others_does_not_say_when_it_is_due(case, plan, police, director):
    goal = a_goal(plan)
    shielded(plan, police, due_on=TODAY)
    an_action(goal, what="Later", due_on=TODAY + timedelta(days=50))

    assert [row[:5] for row in rows_of(page(director, plan.get_absolute_url()))] == ["Later", "Een a"]


def test_hints_about_a_draft_say_nothing_of_what_one_may_not_read(case, plan, police, director):
    goal = a_goal(plan)
    for _ in range(2):
        an_action(goal, line="PREVENTIVE")
    shielded(plan, police, line="REPRESSIVE")

    assert "Alle acties zijn preventief" in page(director, plan.get_absolute_url())


def test_lists_of_what_is_due_show_it_to_who_may_read_it(tap, police, team, director):
    due, mine = f"{TAP_ON:%d-%m-%Y}", Deadline.objects.for_work_list_of(police).get(kind=DeadlineKind.ACTION)
    lists = (f"/casussen/{tap.case_id}/tijdlijn/", f"/casussen/{tap.case_id}/", "/werk/wachten/", "/")

    for user in (director, team):
        assert [path for path in lists if due in page(user, path)] == []
    assert mine.subject_id == tap.pk
    assert due in page(police, "/")
    assert due in page(police, lists[0])


def test_the_list_of_cases_is_not_in_the_order_of_its_day(tap, police, director):
    Deadline.objects.exclude(subject_id=tap.pk, kind=DeadlineKind.ACTION).delete()

    assert with_next_deadline(Case.objects.all()).get().next_due_on is None
    assert f"{TAP_ON:%d-%m-%Y}" not in page(director, "/casussen/")


def test_through_its_readers_eyes_one_does_not_read_it_either(tap, police, director):
    seat = tap.case.involvements.get(user=police)

    for part in ("plan/", "tijdlijn/"):
        seen = page(director, f"/bekijk-als/{seat.pk}/casussen/{tap.case_id}/{part}")
        assert TAP not in seen
        assert f"{TAP_ON:%d-%m-%Y}" not in seen
        assert "Hier leest deze persoon een actie. U ziet alleen dát het er is." in seen


def test_work_of_who_left_goes_to_the_desk_and_not_past_a_coordinator(tap, police, director):
    leave_every_case(police, by=director, on=TODAY)

    left = Deadline.objects.open().filter(kind=DeadlineKind.ACTION, subject_id=tap.pk)
    assert [(row.user, row.organisation) for row in left] == [(None, police.organisation)]
    assert "Voer een actie uit" not in page(director, "/werk/toegang/")


def test_a_line_of_the_work_list_leads_to_the_form_of_that_action(tap, police):
    client = Client()
    client.force_login(police)

    answer = client.get(f"/casussen/{tap.case_id}/acties/{tap.pk}/", follow=True)

    assert "Hoe gaat deze actie?" in answer.text
    assert TAP in answer.text
    told = client.post(answer.redirect_chain[-1][0], {"status": "RUNNING"})
    assert told.url.endswith(f"#actie-{tap.pk}")
    assert f'id="actie-{tap.pk}"' in client.get(told.url).text


def test_for_who_only_knows_of_it_the_same_line_leads_to_its_goal(tap, team):
    client = Client()
    client.force_login(team)

    answer = client.get(f"/casussen/{tap.case_id}/acties/{tap.pk}/")

    assert answer.url.endswith(f"#doel-{tap.goal_id}")
    assert f'id="doel-{tap.goal_id}"' in client.get(answer.url).text


def rows_of(text: str) -> list[str]:
    """The lines of the tables of actions, as they read."""
    goals = text.partition('<section class="stack goal"')[2].partition('aria-labelledby="interventies"')[0]
    rows = [row.partition("</tr>")[0].partition(">")[2] for row in goals.split("<tr")[1:]]
    words = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
    return [row for row in words if not row.startswith("Actie Wie Lijn")]


def test_in_raw_sql_its_day_is_for_its_organisation_and_its_readers_alone(tap, police, team, director):
    def days(user) -> int:
        with acting_for(user.pk), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM cases_deadline WHERE kind = 'ACTION' AND subject_id = %s", [tap.pk])
            return len(cursor.fetchall())

    assert [days(user) for user in (police, team, director)] == [1, 0, 0]


def test_who_may_not_read_it_settles_it_all_the_same_when_the_next_version_takes_its_place(tap, police, director):
    with acting_for(director.pk):
        settle_deadline(DeadlineKind.ACTION, subject_id=tap.pk, on=TODAY)

    assert Deadline.objects.get(kind=DeadlineKind.ACTION, subject_id=tap.pk).settled_on == TODAY


def test_when_its_worker_leaves_it_goes_to_a_colleague_and_never_to_who_may_not_read_it(tap, police, director):
    due = Deadline.objects.filter(kind=DeadlineKind.ACTION, subject_id=tap.pk)
    due.update(user=police)
    seat = tap.case.involvements.get(user=police)
    with acting_for(director.pk):
        end_involvement(seat, by=director, on=TODAY, reason="Andere baan")

    assert (due.get().user, due.get().organisation, due.get().settled_on) == (None, police.organisation, None)
