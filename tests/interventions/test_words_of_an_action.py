"""What an action is, stands apart from that it exists: raw SQL as the role of the app finds no more than the page."""

import pytest
from django.db import IntegrityError, connection, transaction

from cases.models import Audience
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from interventions import actions
from interventions.models import ActionItem, ActionStatus, ActionWords, Plan
from tests.factories import TODAY, a_case, an_involvement, anna, bram, chris, sanne
from tests.plan_factories import a_goal, a_plan, adopt, an_action, an_adopted_plan, partners_in, write

pytestmark = pytest.mark.django_db
WORDS = "interventions_actionwords"


@pytest.fixture(scope="module")
def table(one_transaction: None) -> tuple[int, int, int]:
    """Who directs, the police, and the plan that they begin with."""
    director, police = anna(), bram()
    case = a_case(coordinator=director)
    an_involvement(case, police)
    return director.pk, police.pk, a_plan(case, by=director).pk


@pytest.fixture
def director(table) -> User:
    return User.objects.select_related("organisation").get(pk=table[0])


@pytest.fixture
def police(table) -> User:
    return User.objects.select_related("organisation").get(pk=table[1])


@pytest.fixture
def plan(table) -> Plan:
    return Plan.objects.select_related("case__started_by", "written_by__organisation").get(pk=table[2])


def run(sql: str, *arguments: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.rowcount


def found(user, table: str) -> int:
    with acting_for(user.pk):
        return run(f"SELECT 1 FROM {table}")


def for_the_police(plan, police, **fields) -> ActionItem:
    return an_action(a_goal(plan), organisation=police.organisation, what="Zet een tap", **fields)


@pytest.mark.parametrize(
    ("audience", "read"),
    [(Audience.ALL_INVOLVED, 1), (Audience.COORDINATORS, 1), (Audience.OWN_DOMAIN, 1), (Audience.OWN_ORGANISATION, 0)],
)
def test_raw_sql_finds_that_there_is_an_action_and_its_words_only_for_who_may_read_them(
    plan, police, director, audience, read
):
    for_the_police(plan, police, audience=audience)

    for table in (WORDS, f"history_{WORDS}", "history_interventions_actionitem"):
        assert (found(director, table), found(police, table), found(chris(), table)) == (read, 1, 0)
    assert (found(director, "interventions_actionitem"), found(chris(), "interventions_actionitem")) == (1, 0)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE interventions_actionitem SET audience = 'ALL_INVOLVED'",
        "UPDATE interventions_actionitem SET status = 'DONE'",
        "DELETE FROM interventions_actionitem",
        "UPDATE interventions_actionwords SET what = 'Gekaapt'",
        "DELETE FROM interventions_actionwords",
    ],
)
def test_raw_sql_neither_changes_nor_deletes_what_one_may_not_read(plan, police, director, sql):
    action = for_the_police(plan, police, audience=Audience.OWN_ORGANISATION)
    with acting_for(director.pk):
        assert run(sql) == 0

    action = ActionItem.objects.select_related("words").get(pk=action.pk)
    assert (action.audience, action.status, action.what) == (
        Audience.OWN_ORGANISATION,
        ActionStatus.OPEN,
        "Zet een tap",
    )


def test_raw_sql_does_not_take_its_goal_away_either(plan, police, director):
    for_the_police(plan, police, audience=Audience.OWN_ORGANISATION)

    with pytest.raises(IntegrityError), transaction.atomic(), acting_for(director.pk):
        run("DELETE FROM interventions_goal")
        run("SET CONSTRAINTS ALL IMMEDIATE")


def test_nobody_says_what_an_action_is_in_the_place_of_another(plan, police, director):
    """Who wrote it down may; another who only knows of it may not."""
    action = for_the_police(plan, police, audience=Audience.OWN_ORGANISATION)
    team = sanne()
    an_involvement(plan.case, team)
    ActionWords.objects.filter(action=action).delete()
    added = "INSERT INTO interventions_actionwords VALUES (%s, 'Gekaapt', '', 'CARE', '')"

    with pytest.raises(Exception, match="andere organisatie"), transaction.atomic(), acting_for(team.pk):
        run(added, action.pk)
    with acting_for(director.pk):
        assert run(added, action.pk) == 1


def test_the_next_version_takes_along_what_its_starter_may_not_read(director, police):
    case = a_case(coordinator=director)
    plan = write(a_plan(case, by=director))
    an_action(a_goal(plan))
    other = partners_in(case)[0]
    for_the_police(plan, other, audience=Audience.OWN_ORGANISATION)
    adopt(actions.propose_plan(plan, by=director, on=TODAY, answer_by=TODAY))

    with acting_for(director.pk):
        following = actions.start_plan(case, by=director)
        assert ActionWords.objects.filter(action__goal__plan=following).count() == 1

    with acting_for(other.pk):
        said = set(ActionWords.objects.filter(action__goal__plan=following).values_list("what", flat=True))
    assert "Zet een tap" in said


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("UPDATE interventions_actionitem SET status = 'STOPPED'", "waarom deze actie stopt"),
        ("DELETE FROM interventions_actionwords", "wat deze actie is"),
    ],
)
def test_an_action_says_what_it_is_and_why_it_stopped(plan, director, sql, name):
    an_action(a_goal(plan))

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        run(sql)
        run("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_reason_of_what_stopped_is_not_wiped(plan, director):
    action = an_action(a_goal(plan))
    run("UPDATE interventions_actionwords SET status_reason = 'Verhuisd' WHERE action_id = %s", action.pk)
    run("UPDATE interventions_actionitem SET status = 'STOPPED' WHERE id = %s", action.pk)
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")

    with pytest.raises(IntegrityError, match="waarom deze actie stopt"), transaction.atomic():
        run("UPDATE interventions_actionwords SET status_reason = '' WHERE action_id = %s", action.pk)
        run("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_goes_on_again_needs_no_reason_any_more(director):
    case = a_case(coordinator=director)
    action = an_adopted_plan(case).goals.get().actions.get()

    with pytest.raises(actions.StoppedWithoutReason):
        actions.report_progress(action, by=director, on=TODAY, status=ActionStatus.STOPPED)
    actions.report_progress(action, by=director, on=TODAY, status=ActionStatus.STOPPED, reason="Verhuisd")
    action = actions.report_progress(action, by=director, on=TODAY, status=ActionStatus.RUNNING)
    run("SET CONSTRAINTS ALL IMMEDIATE")

    assert (action.status, action.words.status_reason) == (ActionStatus.RUNNING, "")
